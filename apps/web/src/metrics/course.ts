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
  /** What the last value is called: "now" unless told. */
  readonly ending?: string;
  /** The last day is not over, and its value is of that day alone: its stretch is dashed. */
  readonly isLastOpen?: boolean;
};

export function courseOption(course: Course, scheme: Scheme, isNarrow = false): Option {
  const { unit, points, levels = [] } = course;
  const color = seriesColor(0, scheme);
  const endLabel = endOf(scheme, isNarrow);
  return {
    grid: {
      left: 4,
      right: isNarrow ? 24 : 128,
      top: 12,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: { type: 'category', data: points.map(({ day }) => dayWords(day)), boundaryGap: false },
    yAxis: {
      type: 'value',
      scale: true,
      axisLabel: { formatter: (value: number) => tickWords(value, unit) },
    },
    tooltip: {
      trigger: 'axis',
      valueFormatter: (value) => (typeof value === 'number' ? formatValue(value, unit) : 'none'),
    },
    series: [
      ...bandOf(points, color),
      ...lineOf(course, color, endLabel(lastWords(course))),
      ...levels.map(({ name: words, at, isGoal }) => ({
        type: 'line' as const,
        name: words,
        data: points.map(() => at),
        color: colorOf(isGoal ? 'ink-2' : 'control', scheme),
        lineStyle: { width: 1.5, type: isGoal ? ('dashed' as const) : ('solid' as const) },
        ...endLabel(`${words} ${formatValue(at, unit)}`),
      })),
    ],
  };
}

/** Ticks are round: without the noughts of a price. */
const tickWords = (value: number, unit: string): string =>
  formatValue(value, unit).replace(/\.0+(?=%?$)/, '');

/** The values; a day that is not over is a line of its own, dashed. */
function lineOf({ name, points, isLastOpen = false }: Course, color: string, end: object) {
  const values = points.map(({ value }) => value);
  const base = {
    type: 'line' as const,
    name,
    color,
    symbol: 'circle',
    symbolSize: 7,
    showSymbol: values.filter((value) => value !== null).length === 1,
  };
  const last = values.length - 1;
  if (!isLastOpen || last < 1) return [{ ...base, data: values, ...end }];
  return [
    { ...base, data: values.with(last, null) },
    {
      ...base,
      name: `${name}, so far today`,
      data: values.map((value, i) => (i >= last - 1 ? value : null)),
      lineStyle: { width: 2, type: 'dashed' as const },
      tooltip: { show: false },
      ...end,
    },
  ];
}

/** The interval: an unseen line at its low end, and on it an area up to its high end. */
function bandOf(points: readonly Point[], color: string) {
  const unseen = {
    type: 'line' as const,
    stack: 'band',
    lineStyle: { opacity: 0 },
    tooltip: { show: false },
    silent: true,
  };
  const height = ({ low, high }: Point) => (low === null || high === null ? null : high - low);
  return [
    { ...unseen, name: 'low', data: points.map(({ low }) => low) },
    { ...unseen, name: 'high', data: points.map(height), areaStyle: { color, opacity: 0.16 } },
  ];
}

/** Words at the end of a line; where lines end close together their words keep apart. */
const endOf = (scheme: Scheme, isNarrow: boolean) => (formatter: string) => ({
  endLabel: {
    show: !isNarrow,
    formatter,
    color: colorOf('ink-2', scheme),
    fontSize: 12,
    distance: 8,
    lineHeight: 16,
  },
  labelLayout: { moveOverlap: 'shiftY' as const },
});

function lastWords({ unit, points, ending = 'now' }: Course): string {
  const last = points.at(-1)?.value;
  return last === null || last === undefined ? '' : `${ending} ${formatValue(last, unit)}`;
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
