type Props = {
  readonly values: readonly number[];
  readonly width?: number;
  readonly height?: number;
  readonly label: string;
  readonly tone?: 'quiet' | 'accent';
};

/** A line without axes: only its shape matters; the figure beside it says how much. */
export function Spark({ values, width = 104, height = 24, label, tone = 'quiet' }: Props) {
  const points = pointsOf(values, width, height);
  const line = points
    .map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join('');
  const last = points.at(-1);
  const color = tone === 'accent' ? 'var(--td-accent)' : 'var(--td-control)';
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      <path d={`${line}L${width - 2} ${height - 2}L2 ${height - 2}Z`} fill={color} opacity={0.12} />
      <path d={line} fill="none" stroke={color} strokeWidth={1.5} strokeLinejoin="round" />
      {last !== undefined && <circle cx={last[0]} cy={last[1]} r={2} fill={color} />}
    </svg>
  );
}

function pointsOf(
  values: readonly number[],
  width: number,
  height: number,
): readonly (readonly [number, number])[] {
  const most = Math.max(1, ...values);
  const step = (width - 4) / Math.max(1, values.length - 1);
  return values.map(
    (value, index) => [2 + index * step, height - 3 - (value / most) * (height - 6)] as const,
  );
}
