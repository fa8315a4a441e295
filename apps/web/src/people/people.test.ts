import type { TimelineItem } from '@tandem/contract';
import { expect, test } from 'vitest';
import { besideName, displayName } from './names.ts';
import { shortFacts, sortedTraits, valueText } from './properties.ts';
import { daysOf } from './timeline.ts';

test('somebody is called by what is known of them', () => {
  const base = { name: null, email: null, distinctIds: ['anon-1'] };
  expect(displayName({ ...base, name: 'Ada', email: 'ada@x.example' })).toBe('Ada');
  expect(displayName({ ...base, email: 'ada@x.example' })).toBe('ada@x.example');
  expect(displayName(base)).toBe('Unnamed');
  expect(besideName({ ...base, name: 'Ada', email: 'ada@x.example' })).toBe('ada@x.example');
  expect(besideName({ ...base, email: 'ada@x.example' })).toBe('');
  expect(besideName(base)).toBe('anon-1');
  expect(besideName({ ...base, distinctIds: ['a'.repeat(40)] })).toBe('aaaaaaaa…aaaa');
  expect(besideName({ ...base, distinctIds: [] })).toBe('');
});

test('an event tells its path and its own facts first', () => {
  expect(
    shortFacts({
      $pathname: '/p/1',
      $current_url: 'https://x/p/1',
      $lib: 'web',
      name: 'Shell',
      colour: 'red',
    }),
  ).toBe('/p/1, Shell, colour red');
  expect(shortFacts({ $lib: 'web' })).toBe('');
});

test('values are one line', () => {
  expect(valueText(null)).toBe('none');
  expect(valueText({ a: [1] })).toBe('{"a":[1]}');
  expect(sortedTraits({ $os: 1, zip: 2, name: 3 }).map(([key]) => key)).toEqual([
    'name',
    'zip',
    '$os',
  ]);
});

test('a timeline is cut where the day of the project changes', () => {
  const at = (time: string): TimelineItem => ({
    kind: 'did',
    id: time,
    time,
    event: 'seen',
    properties: {},
    distinctId: 'x',
    source: 'sdk',
  });
  const items = [
    '2026-09-22T09:00:00Z',
    '2026-09-21T22:30:00Z',
    '2026-09-21T10:00:00Z',
    '2026-09-10T10:00:00Z',
  ].map(at);
  const days = (zone: string) =>
    daysOf(items, new Date('2026-09-22T10:00:00Z'), zone).map(({ day, items: ofDay }) => [
      day,
      ofDay.length,
    ]);
  expect(days('UTC')).toEqual([
    ['Today', 1],
    ['Yesterday', 2],
    ['10 Sep', 1],
  ]);
  expect(days('Europe/Berlin')).toEqual([
    ['Today', 2],
    ['Yesterday', 1],
    ['10 Sep', 1],
  ]);
});
