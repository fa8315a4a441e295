import { IconWritingSign } from '@tabler/icons-react';
import { sides, type Side, type Signature } from '@tandem/contract';
import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { cx } from './cx.ts';
import layout from './layout.module.css';
import css from './signatures.module.css';
import { formatMoment, formatWait } from './when.ts';

/** Whoever is to sign for a side, where that is known. */
export type Expected = { readonly name: string; readonly role?: string };
type Props = {
  readonly signatures: readonly Signature[];
  readonly expected?: Readonly<Partial<Record<Side, Expected>>>;
  /** From when on an open signature waits; none: nobody waits yet. */
  readonly since?: string | undefined;
  /** The side of whoever looks; with what the press does, their cell gets the button. */
  readonly mine?: Mine | undefined;
  readonly now: Date;
};
export type Mine = {
  readonly side: Side;
  /** Left out where another button of the page signs. */
  readonly onSign?: () => void;
  readonly isDisabled?: boolean;
  readonly label?: string;
};

/** Two equal cells in one frame, product first: who signed when, or who is waited for. */
export function Signatures({ signatures, expected = {}, since, mine, now }: Props) {
  return (
    <div className={css['pair']}>
      {sides.map((side) => (
        <Cell
          key={side}
          side={side}
          signed={signatures.find((one) => one.side === side)}
          waitedFor={expected[side]}
          waits={since !== undefined ? `waits ${formatWait(since, now)}` : 'not signed yet'}
          isLate={since !== undefined}
          mine={mine?.side === side ? mine : undefined}
          now={now}
        />
      ))}
    </div>
  );
}

const sideWords = { product: 'Product', marketing: 'Marketing' } as const;

type CellProps = {
  readonly side: Side;
  readonly signed: Signature | undefined;
  readonly waitedFor: Expected | undefined;
  readonly waits: string;
  readonly isLate: boolean;
  readonly mine: Mine | undefined;
  readonly now: Date;
};

function Cell({ side, signed, waitedFor, waits, isLate, mine, now }: CellProps): ReactNode {
  if (signed !== undefined) {
    return (
      <div className={cx(css['cell'], css[side])}>
        <span className={css['side']}>{sideWords[side]}</span>
        <b>{signed.name}</b>
        <span className={cx(layout['meta'], layout['row'], layout['num'])} style={{ gap: 4 }}>
          <IconWritingSign size={14} aria-label="signed" />
          {formatMoment(signed.at, now)}
        </span>
      </div>
    );
  }
  return (
    <div className={cx(css['cell'], css[side], css['open'])}>
      <span className={css['side']}>{sideWords[side]}</span>
      <b>{waitedFor?.name ?? 'Nobody yet'}</b>
      {waitedFor?.role !== undefined && <span className={layout['meta']}>{waitedFor.role}</span>}
      <span className={cx(css['wait'], isLate && css['late'])}>
        {mine !== undefined && isLate ? 'waits for you' : waits}
      </span>
      {mine?.onSign !== undefined && (
        <Button size="small" disabled={mine.isDisabled} onClick={mine.onSign}>
          {mine.label ?? 'Sign'}
        </Button>
      )}
    </div>
  );
}
