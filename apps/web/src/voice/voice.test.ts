import type { TimelineItem } from '@tandem/contract';
import { expect, test } from 'vitest';
import { around, everyDay } from './around.ts';
import { filterOf, languageName, themeOf } from './filters.ts';
import { growthOf } from './themes.ts';

const did = (id: string, time: string): TimelineItem => ({
  kind: 'did',
  id,
  time,
  event: 'seen',
  properties: {},
  distinctId: 'x',
  source: 'sdk',
});

test('what is listened to is told by the address', () => {
  expect(filterOf({}, '2026-09-22')).toEqual({});
  expect(
    filterOf(
      { q: 'greyed', source: 'ticket', lang: 'de', who: 'customer', max: '2', last: '7' },
      '2026-09-22',
    ),
  ).toEqual({
    search: 'greyed',
    source: 'ticket',
    language: 'de',
    audience: 'customer',
    ratingAtMost: 2,
    from: '2026-09-16T00:00:00Z',
  });
  expect(filterOf({ who: 'nobody', max: 'two', min: '0' }, '2026-09-22')).toEqual({
    ratingAtLeast: 0,
  });
});

test('around a moment stands what is nearest, in the order it happened', () => {
  const items = [
    did('late', '2026-09-22T18:00:00Z'),
    did('after', '2026-09-22T10:05:00Z'),
    did('here', '2026-09-22T10:00:00Z'),
    did('before', '2026-09-22T09:58:00Z'),
  ];
  const near = around(items, { id: 'here', time: '2026-09-22T10:00:00Z' }, 2);
  expect(near.map(({ id }) => id)).toEqual(['before', 'after']);
});

test('days without words are days too', () => {
  expect(everyDay([{ day: '2026-09-21', count: 3 }], '2026-09-22', 3)).toEqual([
    { day: '2026-09-20', count: 0 },
    { day: '2026-09-21', count: 3 },
    { day: '2026-09-22', count: 0 },
  ]);
});

test('languages have names', () => {
  expect(languageName('de')).toBe('German');
  expect(languageName('not a code')).toBe('not a code');
});

test('a theme is told by the address, and what is none is left out', () => {
  expect(themeOf({ need: 'n', type: 'pain', state: 'new' })).toEqual({
    need: 'n',
    type: 'pain',
    state: 'new',
  });
  expect(themeOf({ type: 'anger', state: 'old' })).toEqual({});
});

test.each([
  [[0, 0, 0, 0, 1, 2, 1, 1, 5, 5, 3, 2], 3],
  [[9, 9, 9, 9, 1, 1, 1, 1, 5, 5, 3, 2], undefined],
  [[0, 0, 0, 0, 3, 3, 3, 3, 0, 0, 0, 0], 0],
])('how a theme grows', (perWeek, growth) => {
  expect(growthOf(perWeek)).toBe(growth);
});
