/** The effect so far, day by day: a line with its band, zero solid, the smallest effect dashed. */
import type { Answer, getExperimentDays } from '@tandem/contract';
import type { Option } from '../charts/engine.ts';
import { seriesColor } from '../charts/theme.ts';
import { colorOf } from '../theme/tokens.ts';
import { shortDate } from '../ui/when.ts';
import { formatEffect } from './words.ts';

type Scheme = 'light' | 'dark';
type Days = Answer<typeof getExperimentDays>['days'];
export type Told = {
  readonly day: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
};

/** The days of one variant on which the effect could be told. */
export const toldDays = (days: Days, variant: string): readonly Told[] =>
  days.flatMap(({ day, effects }) => {
    const relative = effects.find((one) => one.variant === variant)?.relative;
    return relative === null || relative === undefined ? [] : [{ day, ...relative }];
  });

/**
 * The first days know so little that they would flatten all others: their bands are cut, one step past
 * zero where they reach there, so that nobody takes them for being above it.
 */
function endsOf(told: readonly Told[], target: number | null): readonly [number, number] {
  const late = told.slice(Math.floor(told.length / 4));
  const high = Math.max(0, target ?? 0, ...late.map((one) => one.high));
  const low = Math.min(0, ...late.map((one) => one.low));
  const step = stepOf(high - low);
  const reaches = told.some((one) => one.low < low) ? low - step / 2 : low;
  return [Math.floor(reaches / step) * step, Math.ceil(high / step) * step];
}
function stepOf(span: number): number {
  const rough = Math.max(span, 0.01) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((n) => n * power).find((one) => one >= rough) ?? rough;
}

const day = (text: string) => shortDate(new Date(`${text}T12:00:00Z`), { timeZone: 'UTC' });

/** One variant against the control. */
export function effectOption(
  told: readonly Told[],
  target: number | null,
  { scheme }: { readonly scheme: Scheme },
): Option {
  const [low, high] = endsOf(told, target);
  const frame: Frame = { told, scheme, cut: (value) => Math.min(high, Math.max(low, value)) };
  return {
    grid: {
      left: 4,
      right: 62,
      top: 14,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: { type: 'category', boundaryGap: false, data: told.map((one) => day(one.day)) },
    yAxis: {
      type: 'value',
      min: low,
      max: high,
      interval: stepOf(high - low),
      axisLabel: { formatter: axisWords },
    },
    tooltip: {
      trigger: 'axis',
      formatter: (points: unknown) => tooltipOf(told[placeOf(points)]),
    },
    series: [...bandOf(frame), ...marksOf(frame, target), lineOf(frame)],
  };
}

type Frame = {
  readonly told: readonly Told[];
  readonly scheme: Scheme;
  /** Inside of the axis. */
  readonly cut: (value: number) => number;
};
const quiet = { type: 'line' as const, silent: true, tooltip: { show: false } };

/** Two stacked lines: a floor that is not seen, and a tint up to the upper end. */
function bandOf({ told, scheme, cut }: Frame) {
  const lineStyle = { opacity: 0 };
  const areaStyle = { color: seriesColor(0, scheme), opacity: 0.16 };
  const stacked = { ...quiet, stack: 'band', stackStrategy: 'all' as const, lineStyle };
  return [
    { ...stacked, data: told.map((one) => cut(one.low)) },
    { ...stacked, areaStyle, data: told.map((one) => cut(one.high) - cut(one.low)) },
  ];
}

/** No effect solid, the smallest one worth finding dashed. */
function marksOf({ told, scheme }: Frame, target: number | null) {
  const zero = { color: colorOf('control', scheme), width: 1 };
  const dashed = { color: colorOf('ink-2', scheme), width: 1.5, type: 'dashed' as const };
  const flat = (value: number) => told.map(() => value);
  return [
    { ...quiet, data: flat(0), lineStyle: zero },
    ...(target === null ? [] : [{ ...quiet, data: flat(target), lineStyle: dashed }]),
  ];
}

function lineOf({ told, scheme, cut }: Frame) {
  const last = told.at(-1);
  return {
    type: 'line' as const,
    data: told.map((one) => cut(one.value)),
    color: seriesColor(0, scheme),
    symbol: 'circle',
    symbolSize: 6,
    showSymbol: told.length <= 31,
    endLabel: {
      show: last !== undefined,
      formatter: last === undefined ? '' : formatEffect(last.value),
      color: colorOf('ink', scheme),
      fontWeight: 600,
      fontSize: 12,
    },
  };
}

const axisWords = (value: number) =>
  value === 0 ? '0%' : `${value < 0 ? '−' : '+'}${Number((Math.abs(value) * 100).toPrecision(3))}%`;

function placeOf(points: unknown): number {
  const [first] = Array.isArray(points) ? (points as { readonly dataIndex?: number }[]) : [];
  return first?.dataIndex ?? 0;
}

function tooltipOf(one: Told | undefined): string {
  if (one === undefined) return '';
  return `${day(one.day)}<br/><b>${formatEffect(one.value)}</b> ${formatEffect(one.low)} to ${formatEffect(one.high)}`;
}

/** What the picture says, for readers who do not see it. */
export function effectSentence(told: readonly Told[], metric: string): string {
  const last = told.at(-1);
  if (last === undefined) return `Nothing can be told of ${metric} yet.`;
  return `Effect on ${metric} at the end of each day: ${formatEffect(last.value)} on ${day(last.day)}, between ${formatEffect(last.low)} and ${formatEffect(last.high)}.`;
}
