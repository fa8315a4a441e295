import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { buttonClass } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';

/** A page that could not be shown. The rail stays, and so does the address. */
export function PageTrouble({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <div style={{ padding: 28 }}>
      <TroubleNote error={error} onRetry={retry} />
    </div>
  );
}

export function NotFound() {
  return (
    <main>
      <EmptyState
        page
        title="There is no page here"
        actions={
          <Link to="/" className={buttonClass({ kind: 'main' })}>
            Go to Today
          </Link>
        }
      >
        The address may be misspelt, or the page belonged to something that was removed.
      </EmptyState>
    </main>
  );
}
