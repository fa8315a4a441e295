import css from './bars.module.css';
import { cx } from './cx.ts';

type Props = {
  readonly values: readonly number[];
  readonly titles?: readonly string[];
  readonly height?: number;
  /** One sentence that says what the picture shows. */
  readonly label: string;
  readonly isQuiet?: boolean;
};

/** Counts per minute or day, from zero. */
export function Bars({ values, titles, height = 48, label, isQuiet = false }: Props) {
  const most = Math.max(1, ...values);
  return (
    <div
      className={cx(css['bars'], values.length > 40 && css['dense'], isQuiet && css['quiet'])}
      style={{ height }}
      role="img"
      aria-label={label}
    >
      {values.map((value, index) => (
        <i
          // oxlint-disable-next-line react/no-array-index-key -- places in time have no other name
          key={index}
          title={titles?.[index]}
          style={{
            height: value === 0 ? 1 : `${Math.max(4, (value / most) * 100)}%`,
            opacity: value === 0 ? 0.35 : 1,
          }}
        />
      ))}
    </div>
  );
}
