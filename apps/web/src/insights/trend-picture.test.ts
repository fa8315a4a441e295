import type { TrendsQuestion, TrendsResult } from '@tandem/contract';
import { expect, test } from 'vitest';
import { bucketName, labelled, trendOption, trendSentence } from './trend-picture.ts';

const question: TrendsQuestion = {
  kind: 'trends',
  series: [{ event: 'order placed', measure: 'people' }],
  from: '2026-09-20',
  to: '2026-09-22',
  interval: 'day',
};
const line = {
  series: 0,
  period: 'current' as const,
  breakdown: null,
  values: [3, 9, 2],
  total: 11,
};
const result: TrendsResult = {
  buckets: ['2026-09-20', '2026-09-21', '2026-09-22'],
  lastIsIncomplete: true,
  series: [line, { ...line, period: 'previous', values: [1, 1, 1], total: 3 }],
  people: 11,
  tookMs: 4,
  timeZone: 'UTC',
};

test('the running day is a dashed stretch of its own, from the last whole one', () => {
  const { series } = trendOption(question, result, { scheme: 'light' });
  const data = (series as { data: unknown[]; lineStyle?: { type?: string } }[]).map((one) => [
    one.lineStyle?.type,
    one.data,
  ]);
  expect(data).toEqual([
    [undefined, [3, 9, null]],
    ['dashed', [null, 9, 2]],
    [undefined, [1, 1, 1]],
  ]);
});

test('a line ends in its figure, one that still runs in its figure so far', () => {
  const endsOf = (picture: ReturnType<typeof trendOption>) =>
    (picture.series as { endLabel?: { formatter?: string } }[]).map(
      ({ endLabel }) => endLabel?.formatter,
    );
  expect(endsOf(trendOption(question, result, { scheme: 'light' }))).toEqual([
    undefined,
    'Order placed, peo…\n2 so far',
    'Order placed, peo…\n1',
  ]);
  const crowd = { ...result, series: [line, line, line] };
  expect(endsOf(trendOption(question, crowd, { scheme: 'light' })).at(-1)).toBe(
    'Order placed, peo…',
  );
});

test('the comparison is grey, and only where few lines are drawn', () => {
  expect(labelled(question, result, 'light').map(({ name, color }) => [name, color])).toEqual([
    ['Order placed, people', '#00737d'],
    ['Order placed, people, before', '#848e92'],
  ]);
  const groups = ['a', 'b', 'c'].flatMap((breakdown) =>
    result.series.map((one) => ({ ...one, breakdown })),
  );
  expect(
    labelled(question, { ...result, series: groups }, 'light').map(({ name }) => name),
  ).toEqual(['a', 'b', 'c']);
});

test('a trend in words', () => {
  expect(trendSentence(question, result)).toBe(
    'Trend by day. Order placed, people: 11, most 9 on 21 Sep.',
  );
  expect(bucketName('2026-09-01', 'month')).toBe('Sep 2026');
  expect(bucketName('2026-09-22T14:00:00', 'hour')).toBe('22 Sep 14:00');
});
