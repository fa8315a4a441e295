import type { AnyRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';

type Props = {
  readonly router: AnyRouter;
  readonly href: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
};

/** A link to an address that the server wrote, followed without loading the page anew. */
export function Away({ router, href, className, children }: Props) {
  return (
    <a
      href={href}
      className={className}
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
