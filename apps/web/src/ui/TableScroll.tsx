import type { CSSProperties, ReactNode } from 'react';
import table from './table.module.css';

type Props = {
  readonly label: string;
  readonly style?: CSSProperties;
  readonly children: ReactNode;
};

/** A table that may be wider than its place and holds nothing else that Tab stops at. */
export function TableScroll({ label, style, children }: Props) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so keys must reach it
    <div className={table['scroll']} style={style} role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
