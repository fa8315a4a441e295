import { cx } from './cx.ts';
import css from './interval.module.css';

type Props = {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** The ends of the axis. */
  readonly from?: number;
  readonly to?: number;
  /** Grey: could be chance, or is not what was asked about. */
  readonly isFlat?: boolean;
  /** Where it is hoped to be: a dashed mark. */
  readonly target?: number | undefined;
};

/**
 * A number's interval: thin axis, zero tick, band, point. The words beside it say the same. What lies
 * past the axis runs to its end.
 */
export function IntervalBar(props: Props) {
  const { value, low, high, from = 0, to = 1, isFlat = false, target } = props;
  const inside = (x: number) => Math.min(to, Math.max(from, x));
  const share = (x: number) => `${((x / (to - from)) * 100).toFixed(2)}%`;
  const at = (x: number) => share(inside(x) - from);
  return (
    <div className={cx(css['bar'], isFlat && css['flat'])} aria-hidden="true">
      <span className={css['zero']} style={{ left: at(0) }} />
      {target !== undefined && <span className={css['target']} style={{ left: at(target) }} />}
      <span
        className={css['band']}
        style={{ left: at(low), width: share(inside(high) - inside(low)) }}
      />
      {value === inside(value) && <span className={css['point']} style={{ left: at(value) }} />}
    </div>
  );
}
