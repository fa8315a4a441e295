import type { AnyRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { mainAction } from '../ui/Button.tsx';

type Props = {
  readonly router: AnyRouter;
  readonly href: string;
  /** Where this link is what the page is there for. */
  readonly isMain?: boolean;
  readonly className?: string | undefined;
  readonly children: ReactNode;
};

/** A link to an address that the server wrote, followed without loading the page anew. */
export function Away({ router, href, isMain = false, className, children }: Props) {
  return (
    <a
      href={href}
      className={className}
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
