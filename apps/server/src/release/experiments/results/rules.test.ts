/** What may be said: corrections, early looks, winners and guardrails, from rows made by hand. */
import { experimentPlan, type ExperimentPlan } from '@tandem/contract';
import type { ArmRow } from '@tandem/query';
import { describe, expect, test } from 'vitest';
import type { MetricOfPlan } from '../arms/rules.ts';
import { resultOf } from './rules.ts';

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const shares = { kind: 'unique', of: { event: 'order' } } as const;
const metric = (n: number, more: Partial<MetricOfPlan> = {}): MetricOfPlan => ({
  ref: { id: id(n), version: 1 },
  role: n === 0 ? 'primary' : 'secondary',
  name: `Metric ${n}`,
  unit: 'share',
  direction: 'up',
  definition: shares,
  ...more,
});
const people = 10_000;
/** A share of people for each metric, in that order. */
function rowsOf(arm: string, of: readonly number[]): ArmRow[] {
  return [0, ...of].map((share, i) => {
    const x = Math.round(share * people);
    return { arm, mixed: 0, metric: i - 1, n: people, x, y: people, xx: x, yy: people, xy: x };
  });
}
type Case = {
  readonly metrics: readonly MetricOfPlan[];
  readonly arms: Readonly<Record<string, readonly number[]>>;
  readonly plan?: Partial<ExperimentPlan>;
};
function told({ metrics, arms, plan = {} }: Case) {
  const names = Object.keys(arms);
  return resultOf({
    experiment: {
      id: id(9),
      plan: experimentPlan.parse({
        arms: names.map((variant) => ({ variant })),
        control: 'off',
        minimumEffect: 0.1,
        people: people * names.length,
        days: 14,
        ...plan,
      }),
      plans: [],
      invalidBecause: null,
    },
    metrics,
    rows: names.flatMap((name) => rowsOf(name, arms[name]!)),
    inRings: 0,
    from: new Date('2026-03-01T00:00:00Z'),
    to: new Date('2026-03-15T00:00:00Z'),
    asOf: new Date('2026-03-15T00:00:00Z'),
  });
}

describe('the deciding metric', () => {
  test.each([
    ['higher is better', 'up', 0.12, 'better', 'on'],
    ['lower is better', 'down', 0.08, 'better', 'on'],
    ['worse keeps the control', 'up', 0.08, 'worse', 'off'],
    ['open has no winner', 'up', 0.101, 'open', null],
  ] as const)('%s', (_name, direction, share, tone, winner) => {
    const result = told({ metrics: [metric(0, { direction })], arms: { off: [0.1], on: [share] } });
    expect(result.metrics[0]?.effects[0]).toMatchObject({ tone, isFound: tone !== 'open' });
    expect(result.winner).toBe(winner);
  });

  test('before the plan ends none is named, and nothing is worded as caused', () => {
    const early = { metrics: [metric(0)], arms: { off: [0.1], on: [0.13] } };
    const more = { people: 90_000 };
    const strict = told({ ...early, plan: more });
    expect(strict).toMatchObject({ winner: null, progress: { isEarly: true, daysLeft: 49 } });
    expect(strict.headline?.sentence).toMatch(/^Early look, at 20,000 of 90,000 planned people/);
    expect(JSON.stringify(strict.headline)).not.toMatch(/raised|lowered|caused/);
    const loose = told({ ...early, plan: { ...more, mayDecideEarly: true } });
    expect(loose.winner).toBe('on');
    expect(loose.headline?.caveats.join()).toMatch(/chance of a false alarm is above/);
  });

  test('several variants share the chance of a false alarm, in interval and test alike', () => {
    const result = told({
      metrics: [metric(0)],
      arms: { off: [0.1], on: [0.109], bold: [0.1], wild: [0.1] },
    });
    const [found] = result.metrics;
    expect(found?.confidence).toBeCloseTo(1 - 0.05 / 3, 12);
    const effect = found!.effects.find(({ variant }) => variant === 'on')!;
    // Alone it would be found, p = .037; among three it is not.
    expect(effect.pValue).toBeLessThan(0.05);
    expect(effect).toMatchObject({ isFound: false, tone: 'open' });
    expect(effect.corrected).toBeCloseTo(effect.pValue! * 3, 12);
    expect(effect.sentence).toMatch(/cannot be told apart/);
  });
});

test('of several variants the sentence tells the winner, not the one with the smallest p-value', () => {
  const result = told({
    metrics: [metric(0)],
    arms: { off: [0.2], worse: [0.12], some: [0.23], best: [0.24] },
  });
  expect(result).toMatchObject({ winner: 'best', headline: { variant: 'best' } });
  expect(result.headline?.sentence).toMatch(/“best” raised/);
  expect(result.headline?.caveats.join()).toMatch(/“worse” lowered/);
});

test('what is also watched is corrected by Holm, and says so where chance may have made it', () => {
  const arms = { off: [0.1, 0.1, 0.1, 0.1], on: [0.1, 0.13, 0.1088, 0.1] };
  const { metrics } = told({ metrics: [0, 1, 2, 3].map((n) => metric(n)), arms });
  const [, first, second] = metrics.map(({ effects }) => effects[0]!);
  expect(first).toMatchObject({ isFound: true, tone: 'better' });
  expect(first?.corrected).toBeCloseTo(first!.pValue! * 3, 12);
  expect(second?.pValue).toBeLessThan(0.05);
  expect(second).toMatchObject({ isFound: false, corrected: expect.closeTo(second!.pValue! * 2) });
  expect(second?.sentence).toMatch(/several metrics are looked at/);
  expect(second?.sentence).not.toMatch(/raised|lowered|caused/);
});

test('a broken guardrail stands beside the sentence', () => {
  const guardrail = metric(1, { role: 'guardrail', direction: 'down', name: 'Return rate' });
  const { headline } = told({
    metrics: [metric(0), guardrail],
    arms: { off: [0.1, 0.1], on: [0.13, 0.12] },
  });
  expect(headline?.caveats[0]).toBe('Guardrail broken: return rate is worse with “on”.');
});

test('power so far is that of the smallest effect with the people of now', () => {
  const { progress } = told({ metrics: [metric(0)], arms: { off: [0.1], on: [0.1] } });
  // .10 against .11 with 10,000 each: z = 2.31, two-sided at .05.
  expect(progress.power).toBeCloseTo(0.635, 2);
});
