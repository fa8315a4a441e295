/** Rows of `trends` as the answer: gaps filled, values named, the previous period laid beside. */
import type { TrendsQuestion, TrendsResult } from '@tandem/contract';
import { hourMs, withOffset } from './calendar.ts';
import { notSet, theRest } from './labels.ts';
import type { Context } from './segments.ts';
import { lastIsIncomplete, planTrends, type Span, type TrendsRow } from './trends.ts';

type Line = TrendsResult['series'][number];

/** `people` is what `trendsPeople` gave. The previous period has as many buckets as the current. */
export function trendsResult(
  question: TrendsQuestion,
  context: Context,
  answer: { readonly rows: readonly TrendsRow[]; readonly people: number; readonly tookMs: number },
): TrendsResult {
  const plan = planTrends(question, context);
  const buckets = bucketsOf(question, plan.current, context);
  const asked = Map.groupBy(answer.rows, (row) => `${row.series} ${row.period}`);
  const series = question.series.flatMap((_, index) => {
    const rowsOf = (period: Line['period']) => asked.get(`${index} ${period}`) ?? [];
    const current = linesOf(question, rowsOf('current'), buckets.length);
    const lines = current.map((line) => lineOf(index, 'current', line));
    if (question.compare !== true) return lines;
    const before = linesOf(question, rowsOf('previous'), buckets.length);
    const shown = current.map(
      ({ key, breakdown }) =>
        before.find((line) => line.key === key) ?? emptyLine(key, breakdown, buckets.length),
    );
    return [...lines, ...shown.map((line) => lineOf(index, 'previous', line))];
  });
  return {
    buckets,
    lastIsIncomplete: lastIsIncomplete(question, plan, context),
    series,
    people: answer.people,
    tookMs: answer.tookMs,
    timeZone: context.timeZone,
  };
}

/** Days as `2026-03-01`; hours as local instants with their offset. */
function bucketsOf({ interval }: TrendsQuestion, span: Span, { timeZone }: Context): string[] {
  if (interval !== 'hour') return [...span.days];
  return Array.from({ length: span.hours }, (_, i) =>
    withOffset(new Date(span.start.getTime() + i * hourMs), timeZone),
  );
}

type Values = Pick<Line, 'breakdown' | 'values' | 'total'> & { readonly key: string };

const emptyLine = (key: string, breakdown: string | null, length: number): Values => ({
  key,
  breakdown,
  values: Array.from({ length }, () => 0),
  total: 0,
});

/** One per breakdown value, largest first, the rest last; one alone where nothing is broken down. */
function linesOf(
  { breakdown }: TrendsQuestion,
  rows: readonly TrendsRow[],
  length: number,
): readonly Values[] {
  const groups = Map.groupBy(rows, (row) => `${row.rest} ${row.value}`);
  const lines = [...groups].map(([key, cells]): Values & { rest: number } => {
    const { rest = 0, value = '' } = cells[0] ?? {};
    const label = breakdown === undefined ? null : rest === 1 ? theRest : value || notSet;
    const line = emptyLine(key, label, length);
    for (const { bucket, number } of cells) {
      if (bucket >= 0 && bucket < length) line.values[bucket] = number;
    }
    const total = cells.find(({ bucket }) => bucket === -1)?.number ?? 0;
    return { ...line, total, rest };
  });
  if (lines.length === 0 && breakdown === undefined) return [emptyLine('0 ', null, length)];
  return lines.toSorted((a, b) => a.rest - b.rest || b.total - a.total || (a.key < b.key ? -1 : 1));
}

const lineOf = (
  series: number,
  period: Line['period'],
  { breakdown, values, total }: Values,
): Line => ({ series, period, breakdown, values, total });
