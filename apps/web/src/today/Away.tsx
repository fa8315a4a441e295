import type { AnyRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { mainAction } from '../ui/Button.tsx';

type Props = {
  readonly router: AnyRouter;
  readonly href: string;
  /** Where this link is what the page is there for. */
  readonly isMain?: boolean;
  readonly className?: string | undefined;
  /** The whole of words that are cut off. */
  readonly title?: string;
  readonly children: ReactNode;
};

/** A link to an address that the server wrote, followed without loading the page anew. */
export function Away({ router, href, isMain = false, className, title, children }: Props) {
  return (
    <a
      href={href}
      className={className}
      title={title}
      {...(isMain && mainAction)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        router.history.push(href);
      }}
    >
      {children}
    </a>
  );
}
