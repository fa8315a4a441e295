import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { levelOf, reachedOn, shareOfWay, suggestionOf, type Goal } from './rules.ts';

const up: Goal = { baseline: 50, target: 55, isUp: true };
const down: Goal = { baseline: 50, target: 45, isUp: false };

test.each([
  [{ kind: 'relative', share: 0.1 }, 50, 55],
  [{ kind: 'relative', share: -0.2 }, 50, 40],
  [{ kind: 'relative', share: 0.1 }, -50, -45],
  [{ kind: 'change', by: -3 }, 50, 47],
  [{ kind: 'level', at: 0.4 }, 50, 0.4],
] as const)('%o from %d is the level %d', (target, baseline, level) => {
  expect(levelOf({ target, baseline })).toBeCloseTo(level);
});

const hold: Goal = { baseline: 50, target: 50, isUp: true };
test.each([
  [up, 52.5, 0.5],
  [down, 44, 1.2],
  [up, 49, -0.2],
  [up, null, null],
  [hold, 51, 1],
  [hold, 49, 0],
  [hold, null, null],
])('of the way in %o, %s is %s', (goal, value, share) => {
  expect(shareOfWay(goal, value)).toEqual(share === null ? null : expect.closeTo(share));
});

describe('what the interval supports', () => {
  test.each([
    ['beyond target and baseline', up, [56, 52, 60], true, 'met'],
    ['so also before the end', up, [56, 52, 60], false, 'met'],
    ['beyond the target, but chance may have done it', up, [56, 49, 63], true, 'inconclusive'],
    ['wholly short of the target', up, [52, 50, 54], true, 'missed'],
    ['short, and there is time', up, [52, 50, 54], false, 'inconclusive'],
    ['short, but the target is within', up, [53, 50, 56], true, 'inconclusive'],
    ['downwards, beyond', down, [44, 40, 48], true, 'met'],
    ['downwards, short', down, [48, 46, 50], true, 'missed'],
    ['no value', up, [null, null, null], true, 'inconclusive'],
    ['no interval', up, [56, null, null], true, 'inconclusive'],
  ] as const)('%s', (_name, goal, [value, low, high], isOver, expected) => {
    expect(suggestionOf(goal, { value, low, high }, isOver)).toBe(expected);
  });
});

describe('reached on day N', () => {
  const days = (values: readonly (number | null)[]) =>
    values.map((value) => ({ soFar: { value, low: null, high: null } }));

  test.each([
    [[50, 56, 57], 2],
    [[56, 50, 57], 3],
    [[55], 1],
    [[56, 57, 54], null],
    [[], null],
    [[null, 56], 2],
  ])('%o: %s', (values, day) => {
    expect(reachedOn(days(values), up)).toBe(day);
  });

  test('from that day on the target is met, and on the day before it is not', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 40, max: 60 })),
        fc.constantFrom(up, down),
        (values, goal) => {
          const day = reachedOn(days(values), goal);
          const meets = (value: number) =>
            goal.isUp ? value >= goal.target : value <= goal.target;
          if (day === null) return values.length === 0 || !meets(values.at(-1)!);
          return values.slice(day - 1).every(meets) && (day === 1 || !meets(values[day - 2]!));
        },
      ),
    );
  });
});
