import type { FunnelResult } from '@tandem/contract';
import { expect, test } from 'vitest';
import { findingOf, keptSearch } from './keeping.ts';

const step = (event: string, people: number, lost: number, shareOfFirst: number) => ({
  ...({} as FunnelResult['steps'][number]),
  event,
  people,
  lost,
  shareOfFirst,
});
const result = {
  steps: [step('listed', 1000, 0, 1), step('added', 600, 400, 0.6), step('paid', 500, 100, 0.5)],
  worst: [1, 2],
  people: 1000,
} as unknown as FunnelResult;

test('rolling days are kept as the days they are now', () => {
  expect(keptSearch({ steps: 'a~b', last: '7', step: '2', keep: 'yes' }, '2026-03-28')).toBe(
    'steps=a~b&step=2&from=2026-03-22&to=2026-03-28',
  );
  const fixed = { steps: 'a~b', from: '2026-01-01', to: '2026-01-31' };
  expect(keptSearch(fixed, '2026-03-28')).toBe('steps=a~b&from=2026-01-01&to=2026-01-31');
});

test.each([
  [{}, 'Most people are lost between Listed and Added: 400 of 1,000, 40.0%.'],
  [{ step: '3' }, '100 of 600 are lost between Added and Paid, 16.7%.'],
  [{ step: '3', of: 'reached' }, '500 of 1,000 people reached Paid, 50.0%.'],
])('what is on the page in a sentence: %j', (search, says) => {
  expect(findingOf(result, search)).toBe(says);
});
