import type { Release } from '@tandem/contract';
import { expect, test } from 'vitest';
import {
  conditionWords,
  flagState,
  nextMove,
  reachesAnybody,
  ringWords,
  rulingRelease,
  stateOf,
} from './words.ts';

const rings = [
  { name: 'Beta', share: 1, condition: { beta: true }, entry: '' },
  { name: 'A tenth', share: 0.1, entry: '' },
];
const release = (more: Partial<Release> = {}): Release => ({
  id: 'r',
  version: 1,
  name: 'Picks',
  flag: 'f',
  flagKey: 'picks',
  variant: 'on',
  bet: null,
  opportunities: [],
  rings,
  state: 'planned',
  ring: null,
  pausedFrom: null,
  announcement: null,
  createdAt: '',
  ...more,
});

test.each([
  [{ share: 1 }, 'everybody'],
  [{ share: 0.05 }, '5% at random'],
  [{ share: 0.125 }, '12.5% at random'],
  [{ share: 1, condition: { beta: true } }, 'beta: yes'],
  [{ share: 1, condition: { askedFirst: false } }, 'asked first: no'],
  [
    { share: 0.5, condition: { plan: 'pro', country: 'NO' } },
    '50% of plan is pro and country is NO',
  ],
])('who is in: %j', (ring, words) => {
  expect(ringWords(ring)).toBe(words);
});

test('a list of values is counted, not spelled out', () => {
  expect(conditionWords({ id: { $in: ['a', 'b', 'c'] } })).toBe('id is one of 3');
});

test('a condition that is more than equal values is shown as it is', () => {
  expect(conditionWords({ age: { $gt: 3 } })).toBe('{"age":{"$gt":3}}');
  expect(conditionWords({ $or: [] })).toBe('{"$or":[]}');
});

test.each([
  [true, 0, undefined, false, false],
  [true, 0, release(), false, false],
  [true, 0, release({ state: 'rolled_back' }), false, false],
  [true, 0, release({ state: 'paused' }), false, true],
  [true, 0, release({ state: 'general' }), false, true],
  [true, 0, undefined, true, true],
  [true, 1, undefined, false, true],
  [false, 1, release({ state: 'general' }), true, false],
] as const)(
  'a flag may be switched off: enabled %s, %i rules',
  (isEnabled, some, one, isTested, may) => {
    const rules = Array.from({ length: some }, (_, i) => ({ id: String(i), variant: 'on' }));
    expect(reachesAnybody({ isEnabled, rules }, one, isTested)).toBe(may);
  },
);

test.each([
  [release(), 'start', 'Start with Beta'],
  [release({ state: 'in_rings', ring: 0 }), 'advance', 'Advance to A tenth'],
  [release({ state: 'in_rings', ring: 1 }), 'complete', 'Open to everybody'],
  [release({ state: 'paused', ring: 1 }), 'resume', 'Resume'],
  [release({ state: 'rolled_back' }), undefined, undefined],
  [release({ state: 'general' }), undefined, undefined],
])('the move that leads on', (one, move, words) => {
  expect(nextMove(one)).toEqual(move === undefined ? undefined : { move, words });
});

test('what was paused while everybody had it comes back to everybody', () => {
  const paused = release({ state: 'paused', pausedFrom: 'general' });
  expect(nextMove(paused)?.move).toBe('restore');
});

test('a paused release rules over its flag, and says so loudly', () => {
  const all = [release({ id: 'a', state: 'general' }), release({ id: 'b', state: 'paused' })];
  expect(rulingRelease({ id: 'f' }, all)?.id).toBe('b');
  expect(stateOf(all[1]!)).toEqual(['paused', 'warn']);
  const flag = { isEnabled: true, archivedAt: null, rules: [] };
  expect(flagState(flag, all[1])).toEqual(['paused', 'warn']);
  expect(flagState({ ...flag, isEnabled: false }, all[1])).toEqual(['switched off', 'warn']);
  expect(flagState(flag, undefined)).toEqual(['off', 'plain']);
});
