import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import layout from './layout.module.css';
import css from './states.module.css';

type Props = {
  /** What is missing, in one line. */
  readonly title: string;
  /** What to do and how long it takes. */
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** Alone on the page rather than inside of a card. */
  readonly page?: boolean;
};

export function EmptyState({ title, children, actions, page = false }: Props) {
  return (
    <div className={cx(css['empty'], page && css['centred'])}>
      <DashedMark />
      <h2>{title}</h2>
      <p>{children}</p>
      {actions !== undefined && <div className={cx(layout['row'], layout['wrap'])}>{actions}</div>}
    </div>
  );
}

/** The pair mark, not yet drawn out. */
function DashedMark() {
  return (
    <svg
      width="72"
      height="50"
      viewBox="0 0 26 18"
      fill="none"
      aria-hidden="true"
      stroke="var(--td-line-strong)"
      strokeWidth="1.5"
      strokeDasharray="2.2 1.3"
    >
      <circle cx="9" cy="9" r="7.2" />
      <rect x="9.8" y="1.8" width="14.4" height="14.4" rx="5" />
    </svg>
  );
}
