import { expect, test } from 'vitest';
import {
  addDays,
  dayOf,
  daysBefore,
  daysFrom,
  endOfInterval,
  floorDay,
  periodOf,
  startOfDay,
  withOffset,
} from './calendar.ts';

test.each([
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
  ['2026-03-01', 'UTC', '2026-03-01T00:00:00.000Z'],
  ['2026-03-01', 'Asia/Kathmandu', '2026-02-28T18:15:00.000Z'],
  ['2026-03-01', 'Pacific/Kiritimati', '2026-02-28T10:00:00.000Z'],
  // Midnight does not exist on this day: the clock goes from 23:59 to 01:00.
  ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
])('%s begins in %s at %s', (day, zone, expected) => {
  expect(startOfDay(day, zone).toISOString()).toBe(expected);
  expect(dayOf(startOfDay(day, zone), zone)).toBe(day);
  expect(dayOf(new Date(startOfDay(day, zone).getTime() - 1), zone)).toBe(addDays(day, -1));
});

test('a range holds both its days; the days of a clock change have 23 and 25 hours', () => {
  const hours = (from: string, to: string) => {
    const { start, end } = periodOf({ from, to }, 'Europe/Berlin');
    return (end.getTime() - start.getTime()) / 3_600_000;
  };
  expect(hours('2026-03-01', '2026-03-02')).toBe(48);
  expect(hours('2026-03-29', '2026-03-29')).toBe(23);
  expect(hours('2026-10-25', '2026-10-25')).toBe(25);
});

test('as many days just before', () => {
  expect(daysBefore({ from: '2026-03-01', to: '2026-03-07' })).toEqual({
    from: '2026-02-22',
    to: '2026-02-28',
  });
});

test('intervals begin on Mondays and on the first', () => {
  expect(floorDay('2026-03-01', 'week')).toBe('2026-02-23');
  expect(floorDay('2026-03-31', 'month')).toBe('2026-03-01');
  const range = { from: '2026-01-31', to: '2026-03-01' };
  expect(daysFrom(range, 'month')).toEqual(['2026-01-01', '2026-02-01', '2026-03-01']);
  expect(daysFrom({ from: '2026-03-01', to: '2026-03-02' }, 'week')).toEqual([
    '2026-02-23',
    '2026-03-02',
  ]);
  expect(endOfInterval('2026-01-01', 'month', 'UTC').toISOString()).toBe(
    '2026-02-01T00:00:00.000Z',
  );
});

test('the hour that comes twice is told apart by its offset', () => {
  const at = (iso: string) => withOffset(new Date(iso), 'Europe/Berlin');
  expect(at('2026-10-25T00:00:00Z')).toBe('2026-10-25T02:00:00+02:00');
  expect(at('2026-10-25T01:00:00Z')).toBe('2026-10-25T02:00:00+01:00');
  expect(withOffset(new Date('2026-01-01T00:00:00Z'), 'America/St_Johns')).toBe(
    '2025-12-31T20:30:00-03:30',
  );
});
