/** Assignment is a pure function of salt and unit: whatever else is edited, nobody moves. */
import type { Release, ReleaseRing } from '@tandem/contract';
import { compileFlags, evaluate } from '@tandem/flags';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { definitionOf } from './rules.ts';

type Experiments = Parameters<typeof definitionOf>[2];

const flag: Parameters<typeof definitionOf>[0][number] = {
  id: '11111111-1111-4111-8111-111111111111',
  key: 'checkout',
  variants: ['old', 'new', 'bold'].map((key) => ({ key, value: key })),
  fallback: 'old',
  unit: 'id',
  rules: [],
  isEnabled: true,
  archivedAt: null,
};
const experiment = {
  id: '22222222-2222-4222-8222-222222222222',
  flag: flag.id,
  plan: {
    arms: [
      { variant: 'new', weight: 2 },
      { variant: 'old', weight: 2 },
    ],
    control: 'old',
    coverage: 0.8,
  },
};
const release = (rings: ReleaseRing[], state: Release['state'] = 'in_rings') => ({
  id: '33333333-3333-4333-8333-333333333333',
  flag: flag.id,
  variant: 'new',
  rings,
  state,
  ring: rings.length - 1,
});
const beta: ReleaseRing = { name: 'Beta', share: 1, condition: { beta: true }, entry: '' };

const people = Array.from({ length: 4000 }, (_, i) => `person-${i}`);
type Parts = {
  readonly flags?: readonly (typeof flag)[];
  readonly releases?: readonly ReturnType<typeof release>[];
  readonly experiments?: Experiments;
};
function look({ flags = [flag], releases = [], experiments = [experiment] }: Parts) {
  const compiled = compileFlags(definitionOf(flags, releases, experiments));
  return (id: string, more: object = {}) =>
    evaluate(compiled, flag.key, { attributes: { id, ...more } });
}
const armOf = (parts: Parts, id: string) => look(parts)(id).exposures[0]?.key;

describe('the rule of an experiment', () => {
  test('the share that takes part, divided by weight, reported by experiment and variant', () => {
    const see = look({});
    const seen = people.map((id) => see(id).exposures);
    const arms = seen.map(([first]) => first?.key);
    const count = (arm: string | undefined) => arms.filter((one) => one === arm).length;
    expect(count(undefined) / people.length).toBeCloseTo(0.2, 1);
    expect(count('old') / people.length).toBeCloseTo(0.4, 1);
    expect(count('new') / people.length).toBeCloseTo(0.4, 1);
    expect(seen.flat().every((one) => one.experiment === experiment.id)).toBe(true);
    const outside = people.filter((_, i) => arms[i] === undefined);
    expect(outside.every((id) => see(id).value === 'old')).toBe(true);
  });

  test('who is in a ring by a condition is in no arm', () => {
    const parts = { releases: [release([beta])] };
    const see = look(parts);
    for (const id of people.slice(0, 200)) {
      expect(see(id, { beta: true })).toMatchObject({ value: 'new', exposures: [] });
      expect(see(id).exposures[0]?.key).toBe(armOf({}, id));
    }
  });

  test('a paused ring holds its people with the fallback; they fall into no arm', () => {
    const see = look({ releases: [release([beta], 'paused')] });
    for (const id of people.slice(0, 200)) {
      expect(see(id, { beta: true })).toMatchObject({ value: 'old', exposures: [] });
    }
    const without = look({ releases: [release([beta], 'paused')], experiments: [] });
    expect(without('person-1', { beta: true }).value).toBe('old');
  });

  test('a flag that is switched off has no arms', () => {
    expect(look({ flags: [{ ...flag, isEnabled: false }] })('person-1').exposures).toEqual([]);
  });
});

test('a larger share, other rings, words and variants of no arm move nobody', () => {
  const before = new Map(people.slice(0, 300).map((id) => [id, armOf({}, id)]));
  const edit = fc.record({
    coverage: fc.double({ min: 0.8, max: 1, noNaN: true }),
    scale: fc.integer({ min: 1, max: 50 }),
    isTurned: fc.boolean(),
    hasRing: fc.boolean(),
    name: fc.string(),
    other: fc.string({ minLength: 1, maxLength: 20 }),
  });
  fc.assert(
    fc.property(edit, ({ coverage, scale, isTurned, hasRing, name, other }) => {
      const weighed = experiment.plan.arms.map((arm) => ({ ...arm, weight: arm.weight * scale }));
      const arms = isTurned ? weighed.toReversed() : weighed;
      const variants = [...flag.variants, { key: `more ${other}`, value: other }];
      const parts: Parts = {
        flags: [{ ...flag, variants }],
        releases: hasRing ? [release([{ ...beta, name }])] : [],
        experiments: [{ ...experiment, plan: { ...experiment.plan, arms, coverage } }],
      };
      const see = look(parts);
      for (const [id, arm] of before) {
        if (arm !== undefined) expect(see(id).exposures[0]?.key).toBe(arm);
      }
    }),
    { numRuns: 100 },
  );
});

test('another experiment divides anew: its arms say nothing of the ones before', () => {
  const next = { ...experiment, id: '44444444-4444-4444-8444-444444444444' };
  const inBoth = people.flatMap((id) => {
    const [one, other] = [armOf({}, id), armOf({ experiments: [next] }, id)];
    return one === undefined || other === undefined ? [] : [one === other];
  });
  const same = inBoth.filter(Boolean).length / inBoth.length;
  expect(Math.abs(same - 0.5)).toBeLessThan(0.04);
});
