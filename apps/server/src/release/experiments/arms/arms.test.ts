/** Sample ratio and tracking, before any number. */
import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ExperimentPlan } from '@tandem/contract';
import { experimentPlan } from '@tandem/contract';
import type { ArmRow } from '@tandem/query';
import { describe, expect, test } from 'vitest';
import { checkArmsSeen, invalidityOf, isSure } from './rules.ts';

const arms = [
  { variant: 'off', weight: 1 },
  { variant: 'on', weight: 1 },
];
const planOf = (more: Partial<ExperimentPlan> = {}) =>
  experimentPlan.parse({ arms, control: 'off', people: 1000, ...more });

const people = (arm: string, n: number, mixed = 0): ArmRow => {
  return { arm, mixed, metric: -1, n, x: 0, y: 0, xx: 0, yy: 0, xy: 0 };
};
function seen(rows: readonly ArmRow[], more: Partial<ExperimentPlan> = {}) {
  return checkArmsSeen({ experiment: { plan: planOf(more) }, rows });
}
const ruleOf = (rows: readonly ArmRow[], more?: Partial<ExperimentPlan>) =>
  invalidityOf(seen(rows, more))?.rule ?? null;

/** Mulberry32: a small seeded generator, enough to throw coins. */
function coins(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('the sample ratio', () => {
  test.each([
    ['even', [people('off', 500), people('on', 500)], null],
    ['as chance has it', [people('off', 480), people('on', 520)], null],
    ['a lost arm', [people('off', 500)], 'sample_ratio'],
    ['a tenth lost in one arm', [people('off', 5000), people('on', 4500)], 'sample_ratio'],
    ['nobody yet', [], null],
  ] as const)('%s', (_name, rows, rule) => {
    expect(ruleOf(rows)).toBe(rule);
  });

  test('at one look a mismatch hides the figures; many looks have to be sure before it ends', () => {
    // z = 3.6: p = .0003 for one look, which one of an hour, week after week, comes to by chance.
    const doubtful = seen([people('off', 5180), people('on', 4820)]);
    expect(doubtful.sampleRatio).toMatchObject({ mismatch: true });
    expect(invalidityOf(doubtful)).toMatchObject({
      rule: 'sample_ratio',
      hint: expect.stringContaining('it runs on until it is sure'),
    });
    expect(isSure(doubtful)).toBe(false);
    const sure = seen([people('off', 5300), people('on', 4700)]);
    expect([isSure(sure), invalidityOf(sure)?.hint]).toEqual([
      true,
      expect.stringContaining('Then run a new experiment.'),
    ]);
  });

  test('uneven arms are held to their weights', () => {
    const uneven = {
      arms: [
        { variant: 'off', weight: 9 },
        { variant: 'on', weight: 1 },
      ],
    };
    const rows = [people('off', 900), people('on', 100)];
    expect(ruleOf(rows, uneven)).toBeNull();
    expect(ruleOf(rows)).toBe('sample_ratio');
    expect(seen(rows, uneven).arms.map(({ expected, planned }) => [expected, planned])).toEqual([
      [900, 900],
      [100, 100],
    ]);
  });

  test('of true halves it fires about as often as it says', () => {
    const rounds = 4000;
    const throwCoin = coins(20_260_301);
    let fired = 0;
    for (let round = 0; round < rounds; round += 1) {
      const on = Array.from({ length: 400 }).filter(() => throwCoin() < 0.5).length;
      if (ruleOf([people('off', 400 - on), people('on', on)]) !== null) fired += 1;
    }
    // 4 expected; 14 or more happen once in ten thousand runs.
    expect(fired).toBeLessThan(14);
  });

  const file = join(
    import.meta.dirname,
    '../../../../../../../shared/fixtures/cookie-cats/cookie_cats.csv',
  );
  test.skipIf(!existsSync(file))('cookie-cats, a real one, does not fire', () => {
    const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1);
    const count = (arm: string) => lines.filter((line) => line.includes(`,${arm},`)).length;
    const cats = ['gate_30', 'gate_40'];
    const checked = seen(
      cats.map((arm) => people(arm, count(arm))),
      { arms: cats.map((variant) => ({ variant, weight: 1 })), control: 'gate_30' },
    );
    expect(checked.sampleRatio.pValue).toBeCloseTo(0.0086, 4);
    expect(invalidityOf(checked)).toBeNull();
  });
});

describe('tracking', () => {
  test.each([
    [
      'a few in both arms are left out',
      [people('off', 500), people('on', 500), people('', 20, 1)],
      null,
    ],
    ['more than the limit', [people('off', 500), people('on', 500), people('', 60, 1)], 'tracking'],
    [
      'in an arm of no plan',
      [people('off', 500), people('on', 500), people('blue', 60)],
      'tracking',
    ],
    ['a handful of few is chance', [people('off', 20), people('on', 20), people('', 3, 1)], null],
  ] as const)('%s', (_name, rows, rule) => {
    expect(ruleOf(rows)).toBe(rule);
  });

  test('who is left out is counted and named', () => {
    const rows = [people('off', 500), people('on', 500), people('', 60, 1), people('blue', 5)];
    const checked = seen(rows);
    expect(checked).toMatchObject({ people: 1000, tracking: { inSeveral: 60, inNone: 5 } });
    expect(invalidityOf(checked)?.message).toMatch(/^60 people met several arms and 5 an arm/);
  });
});
