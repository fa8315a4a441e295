import type { BetPage, HistoryEntry } from '@tandem/contract';
import { expect, test } from 'vitest';
import { historyWords, leadWords, marksOf } from './words.ts';

const now = new Date('2026-09-22T12:00:00Z');
const entry = (move: string, at: string, more: object = {}) =>
  ({ move, at, detail: {}, reason: null, ...more }) as unknown as HistoryEntry;

test('marks stand in the order of time, with the days between and today last', () => {
  const history = [
    entry('create', '2026-09-01T08:00:00Z'),
    entry('scope_add', '2026-09-02T08:00:00Z'),
    entry('build', '2026-09-11T08:00:00Z'),
  ];
  const marketingLead = { marketingAt: '2026-09-04T08:00:00Z', buildAt: '2026-09-11T08:00:00Z' };
  const marks = marksOf({ history, marketingLead, state: 'building' }, now);
  expect(marks.map(({ key, days }) => [key, days])).toEqual([
    ['create', null],
    ['market', 3],
    ['build', 7],
    ['today', 11],
  ]);
  const ended = marksOf({ history, marketingLead, state: 'killed' }, now);
  expect(ended.at(-1)?.key).toBe('build');
});

test.each<[BetPage['marketingLead'], RegExp]>([
  [{ marketingAt: null, buildAt: null }, /nothing/],
  [{ marketingAt: '2026-09-01T00:00:00Z', buildAt: '2026-09-22T00:00:00Z' }, /21 days before/],
  [{ marketingAt: '2026-09-02T00:00:00Z', buildAt: '2026-09-01T00:00:00Z' }, /1 day after/],
])('%j reads %s', (lead, words) => expect(leadWords(lead)).toMatch(words));

test('what was done is told with what and why', () => {
  const cut = entry('scope_cut', '', { detail: { text: 'Share' }, reason: 'nobody asked' });
  expect(historyWords(cut)).toBe('cut from the scope: Share (nobody asked)');
});
