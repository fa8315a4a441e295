import type { FunnelResult } from '@tandem/contract';
import { expect, test } from 'vitest';
import { pointOf, questionOf, stretchesOf, stretchWords } from './over-time.ts';

test.each([
  ['2026-03-01', '2026-03-28', 4, '2026-03-01', 'week by week'],
  ['2026-03-01', '2026-03-30', 4, '2026-03-03', 'week by week'],
  ['2026-03-22', '2026-03-28', 7, '2026-03-22', 'day by day'],
  ['2026-03-28', '2026-03-28', 1, '2026-03-28', 'day by day'],
  ['2025-12-29', '2026-03-28', 6, '2026-01-04', 'every 2 weeks'],
  ['2025-03-29', '2026-03-28', 10, '2025-04-13', 'every 5 weeks'],
])('%s to %s is %i stretches', (from, to, count, first, words) => {
  const all = stretchesOf({ from, to });
  expect([all.length, all[0]?.from, all.at(-1)?.to]).toEqual([count, first, to]);
  expect(stretchWords(all)).toBe(words);
});

test('each is asked alone: without what stood before, and in one', () => {
  const question = {
    kind: 'funnel' as const,
    steps: [{ event: 'a' }, { event: 'b' }],
    from: '2026-03-01',
    to: '2026-03-28',
    windowSeconds: 3600,
    breakdown: { on: 'event' as const, key: 'device' },
    compare: true,
  };
  expect(questionOf(question, { from: '2026-03-01', to: '2026-03-07' })).toEqual({
    kind: 'funnel',
    steps: question.steps,
    from: '2026-03-01',
    to: '2026-03-07',
    windowSeconds: 3600,
    compare: false,
  });
});

test('where nobody got that far there is no point', () => {
  const rate = { value: 0.5, low: 0.4, high: 0.6 };
  const result = { steps: [{ rate: null }, { rate }, { rate: null }] } as unknown as FunnelResult;
  const range = { from: '2026-03-01', to: '2026-03-07' };
  expect(pointOf(result, 1, range)).toEqual({ day: '2026-03-07', ...rate });
  expect(pointOf(result, 2, range).value).toBeNull();
});
