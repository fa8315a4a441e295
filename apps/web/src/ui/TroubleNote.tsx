import { IconLock, IconPlugConnectedX } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import { cx } from './cx.ts';
import layout from './layout.module.css';
import css from './states.module.css';
import { troubleOf } from './trouble.ts';
import { formatMoment } from './when.ts';

type Props = {
  readonly error: unknown;
  readonly onRetry?: () => void;
  readonly actions?: ReactNode;
};

/** A refusal in amber with a lock, a failure in red; id and time come last. */
export function TroubleNote({ error, onRetry, actions }: Props) {
  const [now] = useState(() => new Date());
  const trouble = troubleOf(error);
  const isRefusal = trouble.kind === 'refusal';
  return (
    <div className={cx(css['trouble'], isRefusal && css['refusal'])} role="alert">
      {isRefusal ? (
        <IconLock size={16} aria-hidden="true" />
      ) : (
        <IconPlugConnectedX size={16} aria-hidden="true" />
      )}
      <div>
        <b>{trouble.title}</b>
        <p>{trouble.text}</p>
        <div className={layout['row']}>
          {onRetry !== undefined && (
            <Button size="small" onClick={onRetry}>
              Try again
            </Button>
          )}
          {actions}
        </div>
        <small className={layout['num']}>
          {trouble.id !== undefined && `${trouble.id}, `}
          {formatMoment(now.toISOString(), now)}
        </small>
      </div>
    </div>
  );
}
