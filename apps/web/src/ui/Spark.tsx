import css from './spark.module.css';

type Props = {
  readonly values: readonly (number | null)[];
  /** One sentence that says what the line shows. */
  readonly label: string;
};
const [width, height] = [112, 28];

/** The course of a value at a glance: no axis, a point where it ends. */
export function Spark({ values, label }: Props) {
  const known = values.flatMap((value, i) => (value === null ? [] : [{ value, i }]));
  if (known.length < 2) return null;
  const all = known.map(({ value }) => value);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const x = (i: number) => 2 + (i / Math.max(1, values.length - 1)) * (width - 6);
  const y = (value: number) =>
    high === low ? height / 2 : height - 4 - ((value - low) / (high - low)) * (height - 8);
  const last = known.at(-1)!;
  return (
    <svg width={width} height={height} role="img" aria-label={label} className={css['spark']}>
      <polyline points={known.map(({ value, i }) => `${x(i)},${y(value)}`).join(' ')} />
      <circle cx={x(last.i)} cy={y(last.value)} r="2.5" />
    </svg>
  );
}
