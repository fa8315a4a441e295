import type { TrendsQuestion } from '@tandem/contract';
import { expect, test } from 'vitest';
import { planTrends, type TrendsRow } from './trends.ts';
import { trendsResult } from './trends-result.ts';

const question: TrendsQuestion = {
  kind: 'trends',
  series: [{ event: 'signup', measure: 'people' }],
  from: '2026-03-01',
  to: '2026-03-03',
  interval: 'day',
};
const context = { timeZone: 'Europe/Berlin', now: new Date('2026-04-01') };
const row = (bucket: number, number: number, other: Partial<TrendsRow> = {}): TrendsRow => ({
  series: 0,
  period: 'current',
  bucket,
  value: '',
  rest: 0,
  number,
  ...other,
});
const answer = (rows: readonly TrendsRow[]) => ({ rows, people: 5, tookMs: 1 });

test('gaps are filled, the total is taken as it is', () => {
  const result = trendsResult(question, context, answer([row(0, 3), row(2, 4), row(-1, 5)]));
  expect(result.buckets).toEqual(['2026-03-01', '2026-03-02', '2026-03-03']);
  expect(result.series).toEqual([
    { series: 0, period: 'current', breakdown: null, values: [3, 0, 4], total: 5 },
  ]);
  expect(result.lastIsIncomplete).toBe(false);
});

test('no row at all is a line of zeros', () => {
  const result = trendsResult(question, context, answer([]));
  expect(result.series[0]?.values).toEqual([0, 0, 0]);
});

test('the period before lies beside, for the values the current one shows', () => {
  const rows = [
    row(0, 3, { value: 'x' }),
    row(-1, 3, { value: 'x' }),
    row(1, 1, { rest: 1 }),
    row(-1, 1, { rest: 1 }),
    row(0, 2, { value: '' }),
    row(-1, 2, { value: '' }),
    row(2, 9, { value: 'x', period: 'previous' }),
    row(-1, 9, { value: 'x', period: 'previous' }),
    row(-1, 9, { value: 'gone', period: 'previous' }),
  ];
  const breakdown = { on: 'event', key: 'v' } as const;
  const { series } = trendsResult({ ...question, breakdown, compare: true }, context, answer(rows));
  expect(series.map((line) => [line.period, line.breakdown, line.total])).toEqual([
    ['current', 'x', 3],
    ['current', '(not set)', 2],
    ['current', 'Other', 1],
    ['previous', 'x', 9],
    ['previous', '(not set)', 0],
    ['previous', 'Other', 0],
  ]);
});

test('what has not begun is not shown, and the running bucket is incomplete', () => {
  const now = new Date('2026-03-02T10:30:00Z');
  const running = trendsResult(question, { ...context, now }, answer([]));
  expect(running.buckets).toEqual(['2026-03-01', '2026-03-02']);
  expect(running.lastIsIncomplete).toBe(true);
  const hourly = trendsResult({ ...question, interval: 'hour' }, { ...context, now }, answer([]));
  expect(hourly.buckets.at(-1)).toBe('2026-03-02T11:00:00+01:00');
  expect(hourly.lastIsIncomplete).toBe(true);
});

test('a week cut by the range is incomplete', () => {
  expect(
    trendsResult({ ...question, interval: 'week' }, context, answer([])).lastIsIncomplete,
  ).toBe(true);
});

test('the day of a clock change has 25 hours', () => {
  const range = { from: '2026-10-25', to: '2026-10-25' };
  const asked = { ...question, ...range, interval: 'hour' as const };
  const { current } = planTrends(asked, { ...context, now: new Date('2026-12-01') });
  expect(current.hours).toBe(25);
});
