/** A value by day as a picture: line, band of its interval, a dashed line to reach. */
import type { Option } from '../charts/engine.ts';
import { seriesColor } from '../charts/theme.ts';
import { colorOf } from '../theme/tokens.ts';
import { formatDate } from '../ui/when.ts';
import { formatValue } from './metric-words.ts';

type Scheme = 'light' | 'dark';
export type Point = {
  readonly day: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
};
/** A level beside the value: what is to be reached, or where it began. */
export type Level = { readonly name: string; readonly at: number; readonly isGoal: boolean };
export type Course = {
  readonly name: string;
  readonly unit: string;
  readonly points: readonly Point[];
  readonly levels?: readonly Level[];
};

export function courseOption(course: Course, scheme: Scheme, isNarrow = false): Option {
  const { name, unit, points, levels = [] } = course;
  const color = seriesColor(0, scheme);
  const days = points.map(({ day }) => dayWords(day));
  const low = points.map((one) => one.low);
  const band = points.map((one) =>
    one.low === null || one.high === null ? null : one.high - one.low,
  );
  const hidden = { lineStyle: { opacity: 0 }, tooltip: { show: false }, silent: true };
  // Lines that end close together keep their words apart.
  const labelLayout = { moveOverlap: 'shiftY' as const };
  const ends = { color: colorOf('ink-2', scheme), fontSize: 12, distance: 8, lineHeight: 16 };
  return {
    grid: {
      left: 4,
      right: isNarrow ? 12 : 128,
      top: 12,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: { type: 'category', data: days, boundaryGap: false },
    yAxis: {
      type: 'value',
      scale: true,
      axisLabel: { formatter: (value: number) => formatValue(value, unit) },
    },
    tooltip: {
      trigger: 'axis',
      valueFormatter: (value) => (typeof value === 'number' ? formatValue(value, unit) : 'none'),
    },
    series: [
      { type: 'line', name: 'low', stack: 'band', data: low, ...hidden },
      {
        type: 'line',
        name: 'high',
        stack: 'band',
        data: band,
        areaStyle: { color, opacity: 0.16 },
        ...hidden,
      },
      {
        type: 'line',
        name,
        color,
        data: points.map(({ value }) => value),
        symbol: 'circle',
        symbolSize: 7,
        showSymbol: points.filter(({ value }) => value !== null).length === 1,
        endLabel: { show: !isNarrow, formatter: endWords(course), ...ends },
        labelLayout,
      },
      ...levels.map((level) => ({
        type: 'line' as const,
        name: level.name,
        data: points.map(() => level.at),
        color: colorOf(level.isGoal ? 'ink-2' : 'control', scheme),
        lineStyle: { width: 1.5, type: level.isGoal ? ('dashed' as const) : ('solid' as const) },
        endLabel: {
          show: !isNarrow,
          formatter: `${level.name} ${formatValue(level.at, unit)}`,
          ...ends,
        },
        labelLayout,
      })),
    ],
  };
}

function endWords({ unit, points }: Course): string {
  const last = points.at(-1)?.value;
  return last === null || last === undefined ? '' : `now ${formatValue(last, unit)}`;
}

export const dayWords = (day: string): string =>
  formatDate(`${day}T12:00:00Z`, new Date(`${day}T12:00:00Z`), 'UTC');

/** What the picture says, for readers who do not see it. */
export function courseSentence({ name, unit, points, levels = [] }: Course): string {
  const known = points.filter(({ value }) => value !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return `${name}: no values yet.`;
  const goals = levels.map((level) => `, ${level.name} ${formatValue(level.at, unit)}`).join('');
  return `${name} from ${formatValue(first.value!, unit)} on ${dayWords(first.day)} to ${formatValue(last.value!, unit)} on ${dayWords(last.day)}${goals}.`;
}
