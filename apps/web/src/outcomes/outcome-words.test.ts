import type { GoalReading, Metric } from '@tandem/contract';
import { describe, expect, test } from 'vitest';
import {
  briefWords,
  effectOf,
  reachedWords,
  readingWords,
  relativeWords,
  targetWords,
  unaimedAt,
  wayWords,
} from './outcome-words.ts';

test.each([
  [{ kind: 'relative', share: 0.1 }, 'EUR', '+10%'],
  [{ kind: 'relative', share: -0.125 }, 'EUR', '−12.5%'],
  [{ kind: 'change', by: 5 }, 'EUR', '+€5.00'],
  [{ kind: 'level', at: 0.55 }, 'share', 'to 55.0%'],
] as const)('%o in %s is %s', (target, unit, words) => {
  expect(targetWords(target, unit)).toBe(words);
});

test.each([
  [null, 'no value yet'],
  [0.643, '64% of the way'],
  [1.2, 'all of the way'],
  [-0.2, 'moved away from the target'],
])('%s: %s', (share, words) => {
  expect(wayWords(share)).toBe(words);
});

describe('a sentence that was read', () => {
  test('what is not said is empty', () => {
    const words = readingWords({
      isOutput: false,
      instead: null,
      metric: 'average order value',
      abbreviation: 'AOV',
      baseline: null,
      target: { kind: 'relative', share: 0.1 },
      unit: null,
      window: { days: 90, after: 'launch' },
      segment: null,
      means: null,
      missing: [],
    });
    expect(words).toEqual([
      ['What', 'average order value (AOV)'],
      ['From', null],
      ['By how much', '+10%'],
      ['By when', 'within 90 days of launch'],
    ]);
  });
});

test('reached, not yet, or not', () => {
  expect(reachedWords({ reached: { day: 12, on: '2026-03-12' }, daysLeft: 3 })).toBe(
    'reached on day 12',
  );
  expect(reachedWords({ reached: null, daysLeft: 3 })).toBe('not reached yet');
  expect(reachedWords({ reached: null, daysLeft: 0 })).toBe('not reached');
});

test('a relative effect carries its interval', () => {
  expect(relativeWords({ value: 0.147, low: 0.093, high: -0.01 })).toBe('+14.7% [+9.3 to −1.0]');
});

test.each([
  [100, 110, 0.1],
  [-100, -90, 0.1],
  [0, 5, null],
])('from %d to %d the target of an effect is %s', (baseline, target, share) => {
  const relative = { value: 0.147, low: 0.093, high: 0.201 };
  const result = { randomised: [{ relative }], reading: { baseline, target } };
  expect(effectOf(result)).toEqual({ ...relative, target: share && expect.closeTo(share) });
});

test('an outcome in a few words: its metric, its target, its window', () => {
  const reading = { metric: 'average order value', unit: null } as unknown as GoalReading;
  const given = {
    sentence: 'increase AOV',
    target: { kind: 'relative', share: 0.1 },
    window: { days: 90, after: 'launch' },
    reading,
  } as const;
  expect(briefWords(given, undefined)).toBe('Average order value +10% in 90 days');
  expect(briefWords(given, { name: 'AOV', unit: 'EUR' })).toBe('AOV +10% in 90 days');
  expect(briefWords({ ...given, target: null }, undefined)).toBe('Increase AOV');
});

test('what is measured and nobody set out to change', () => {
  const metric = (
    id: string,
    kind: Metric['kind'] = 'business',
    archivedAt: string | null = null,
  ) => ({
    id,
    kind,
    archivedAt,
  });
  const metrics = [
    metric('aimed'),
    metric('free'),
    metric('views', 'vanity'),
    metric('old', 'business', '2026-01-01T00:00:00.000Z'),
    metric('met'),
  ];
  const outcomes = [
    { metric: { id: 'aimed', version: 1 }, state: 'measuring' as const },
    { metric: { id: 'met', version: 1 }, state: 'met' as const },
  ];
  expect(unaimedAt(metrics, outcomes).map(({ id }) => id)).toEqual(['free', 'met']);
});
