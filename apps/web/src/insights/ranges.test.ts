import { expect, test } from 'vitest';
import { beforeWords, rangeOf, rangeWords, wholeRange } from './ranges.ts';

const today = '2026-09-22';

test.each([
  [{}, '2026-08-26', '2026-09-22', 'Last 28 days'],
  [{ last: '1' }, today, today, 'Today'],
  [{ last: '-3' }, '2026-08-26', today, 'Last 28 days'],
  [{ from: '2026-08-25', to: '2026-09-21' }, '2026-08-25', '2026-09-21', '25 Aug to 21 Sep'],
  [{ from: '2026-09-21', to: '2026-08-25' }, '2026-08-25', '2026-09-21', '25 Aug to 21 Sep'],
  [
    { from: '2025-12-30', to: '2026-01-02' },
    '2025-12-30',
    '2026-01-02',
    '30 Dec 2025 to 2 Jan 2026',
  ],
  [{ from: 'yesterday', to: today }, '2026-08-26', today, 'Last 28 days'],
])('%j', (search, from, to, words) => {
  expect(rangeOf(search, today)).toEqual({ from, to });
  expect(rangeWords(search, today)).toBe(words);
});

test('the comparison is named by its length', () => {
  expect(beforeWords({ from: '2026-08-26', to: today })).toBe('4 weeks before');
  expect(beforeWords({ from: '2026-09-16', to: today })).toBe('7 days before');
  expect(beforeWords({ from: today, to: today })).toBe('the day before');
});

test('all days on which anything was done', () => {
  const events = [
    { firstSeen: '2024-02-01T10:00:00Z', lastSeen: '2024-06-29T22:30:00Z' },
    { firstSeen: '2024-01-04T00:10:00Z', lastSeen: '2024-05-01T00:00:00Z' },
  ];
  expect(wholeRange(events, 'UTC')).toEqual({ from: '2024-01-04', to: '2024-06-29' });
  expect(wholeRange(events, 'Europe/Berlin')?.to).toBe('2024-06-30');
  expect(wholeRange([], 'UTC')).toBeUndefined();
});
