import { expect, test } from 'vitest';
import {
  addDays,
  dayOf,
  daysBetween,
  formatAgo,
  formatDays,
  formatLongDay,
  formatMoment,
  formatTime,
  formatWait,
} from './when.ts';

const now = new Date('2026-09-22T10:00:00Z');

test.each([
  ['2026-09-22T10:02:00Z', 'now'],
  ['2026-09-22T09:59:40Z', 'now'],
  ['2026-09-22T09:55:00Z', '5 min ago'],
  ['2026-09-22T02:00:00Z', '8 h ago'],
  ['2026-09-21T23:59:00Z', 'yesterday'],
  ['2026-09-19T12:00:00Z', '19 Sep'],
  ['2024-09-19T12:00:00Z', '19 Sep 2024'],
  ['2026-09-25T12:00:00Z', '25 Sep'],
])('%s is %s', (instant, words) => {
  expect(formatAgo(instant, now, 'UTC')).toBe(words);
});

test('the day is that of the time zone', () => {
  const late = new Date('2026-09-22T23:30:00Z');
  expect(dayOf(late, 'UTC')).toBe('2026-09-22');
  expect(dayOf(late, 'Europe/Berlin')).toBe('2026-09-23');
  expect(formatTime('2026-09-22T23:30:00Z', 'Europe/Berlin')).toBe('01:30');
  expect(formatAgo('2026-09-21T22:30:00Z', now, 'Europe/Berlin')).toBe('11 h ago');
});

test('days are counted over months, years and clock changes', () => {
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  expect(formatDays('2026-09-01', '2026-09-01', '2026-09-22')).toBe('1 Sep');
  expect(formatLongDay(now, 'UTC')).toBe('Tuesday 22 September');
  expect(formatMoment('2026-09-22T09:03:00Z', now, 'UTC')).toBe('22 Sep, 09:03');
});

test.each([
  ['2026-09-22T08:00:00Z', 'since today'],
  ['2026-09-21T23:00:00Z', '1 day'],
  ['2026-09-19T12:00:00Z', '3 days'],
])('since %s it waits %s', (since, words) => {
  expect(formatWait(since, now, 'UTC')).toBe(words);
});
