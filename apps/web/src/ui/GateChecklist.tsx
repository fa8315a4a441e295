import { IconCircleCheck, IconCircleDashed, IconLock } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import { cx } from './cx.ts';
import css from './gate.module.css';
import layout from './layout.module.css';
import { formatDate } from './when.ts';

/** One rule of a gate: whether it holds, and the fact that says so. */
export type GateItem = {
  readonly key: string;
  readonly says: string;
  readonly fact?: ReactNode;
  readonly isMet: boolean;
  /** The one thing to do about it while it does not hold. */
  readonly action?: ReactNode;
};
/** Somebody went on against the rule: their sentence, name and date stay for ever. */
export type GateOverride = {
  readonly key: string;
  readonly reason: string;
  readonly author: string;
  readonly at: string;
};
type Props = {
  /** What the gate leads out of or into: "To leave Measuring". */
  readonly title: string;
  readonly items: readonly GateItem[];
  readonly overrides?: readonly GateOverride[];
  readonly now: Date;
  readonly children?: ReactNode;
};

export const leftOf = (items: readonly GateItem[]): number =>
  items.filter(({ isMet }) => !isMet).length;

/** What is unmet comes first, each with its action; what is met follows with its fact. */
export function GateChecklist({ title, items, overrides = [], now, children }: Props) {
  const heading = useId();
  const met = items.length - leftOf(items);
  return (
    <section className={css['gate']} aria-labelledby={heading}>
      <div className={layout['row']}>
        <h2 id={heading}>{title}</h2>
        {items.length > 0 && (
          <span className={css['count']}>
            {met} of {items.length}
          </span>
        )}
      </div>
      {items.length > 0 && (
        <div className={css['bar']} aria-hidden="true">
          <i style={{ width: `${(met / items.length) * 100}%` }} />
        </div>
      )}
      <ul>
        {items
          .toSorted((a, b) => Number(a.isMet) - Number(b.isMet))
          .map((item) => (
            <Line key={item.key} item={item} />
          ))}
      </ul>
      {overrides.map((override) => (
        <OverrideNote key={override.key} override={override} now={now} />
      ))}
      {children}
    </section>
  );
}

function Line({ item: { says, fact, isMet, action } }: { readonly item: GateItem }) {
  const Icon = isMet ? IconCircleCheck : IconCircleDashed;
  return (
    <li className={isMet ? css['met'] : css['unmet']}>
      <Icon size={16} aria-label={isMet ? 'holds' : 'missing'} role="img" />
      <span className={css['words']}>
        {says}
        {fact !== undefined && <small>{fact}</small>}
      </span>
      {!isMet && action}
    </li>
  );
}

type OverrideProps = { readonly override: GateOverride; readonly now: Date };

/** The sentence with which somebody went on against a gate. */
export function OverrideNote({ override: { reason, author, at }, now }: OverrideProps) {
  return (
    <p className={css['override']}>
      “{reason}”{' '}
      <span className={layout['ink3']}>
        {author}, {formatDate(at, now)}
      </span>
    </p>
  );
}

type GuardedProps = {
  readonly items: readonly GateItem[];
  readonly onPress: () => void;
  readonly isPending?: boolean;
  readonly full?: boolean;
  readonly children: ReactNode;
};

/** The button behind the gate: always there, and disabled with the count of what is left. */
export function GuardedButton({ items, onPress, isPending, full, children }: GuardedProps) {
  const left = leftOf(items);
  return (
    <Button
      kind={left > 0 ? 'quiet' : 'main'}
      full={full ?? false}
      disabled={left > 0 || isPending}
      className={cx(left > 0 && css['locked'])}
      icon={left > 0 && <IconLock size={16} stroke={1.75} aria-hidden="true" />}
      onClick={onPress}
    >
      {children}
      {left > 0 && `, ${left} left`}
    </Button>
  );
}
