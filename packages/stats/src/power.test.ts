/** Power agrees with statsmodels 0.13.5; sizes, effects and durations undo one another. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { duration } from './duration.ts';
import { powerOf, tTestPower, zTestPower, type PlannedTest } from './power.ts';
import { minimumEffect, sampleSize } from './sample-size.ts';
import { fixture, hasFixtures } from './testing/fixtures.ts';

type Case = {
  readonly effect_size: number;
  readonly nobs1: number;
  readonly alpha: number;
  readonly ratio: number;
  readonly t_two_sided: number;
  readonly z_two_sided: number;
  readonly z_larger: number;
};

test.skipIf(!hasFixtures)('statsmodels agrees to 1e-6', () => {
  const { cases } = fixture<{ cases: readonly Case[] }>('statsmodels-scipy/power.json');
  const misses = cases.flatMap((one) => {
    const [n1, n2, alpha] = [one.nobs1, one.nobs1 * one.ratio, one.alpha];
    const noncentrality = one.effect_size / Math.sqrt(1 / n1 + 1 / n2);
    const t = tTestPower({ noncentrality, alpha, degreesOfFreedom: n1 + n2 - 2 });
    const z = zTestPower({ noncentrality, alpha, sides: 'both' });
    const larger = zTestPower({ noncentrality, alpha, sides: 'larger' });
    return [t - one.t_two_sided, z - one.z_two_sided, larger - one.z_larger].map(Math.abs);
  });
  expect(misses).toHaveLength(144);
  console.info('largest difference of power from statsmodels', Math.max(...misses));
  expect(Math.max(...misses)).toBeLessThan(1e-6);
});

const conversion: PlannedTest = { metric: { kind: 'proportion', base: 0.1 } };
const orderValue: PlannedTest = { metric: { kind: 'mean', base: 50, standardDeviation: 40 } };

test('sizes known from tables', () => {
  // Cohen (1988), table 2.4.1: d = 0.5, alpha .05, power .8 needs 64 a group.
  const half: PlannedTest = { metric: { kind: 'mean', base: 1, standardDeviation: 1 } };
  expect(sampleSize(half, { absolute: 0.5 })).toMatchObject({ sizes: { base: 64, variant: 64 } });
  expect(sampleSize(half, { absolute: 0.2 })).toMatchObject({ sizes: { base: 394, variant: 394 } });
  // 10 % to 11 %, by the unpooled normal formula 14,749 and a few more for t.
  const planned = sampleSize(conversion, { relative: 0.1 });
  expect(planned.possible && Math.abs(planned.sizes.base - 14_749)).toBeLessThanOrEqual(3);
});

const seed = 20_261_124;
console.info(`power: fast-check seed ${seed}`);

test('one unit less is too little, and the minimum effect of a size is the effect it was made for', () => {
  const effect = fc.double({ min: 0.02, max: 0.5, noNaN: true });
  const ratio = fc.constantFrom(0.1, 0.5, 1, 2, 9);
  const power = fc.constantFrom(0.5, 0.8, 0.95);
  const body = (relative: number, variantPerBase: number, power: number, test: PlannedTest) => {
    const planned = { ...test, variantPerBase, power };
    const size = sampleSize(planned, { relative });
    if (!size.possible) throw new Error(size.because);
    expect(size.power).toBeGreaterThanOrEqual(power);
    const found = minimumEffect(planned, size.sizes);
    if (!found.possible) throw new Error(found.because);
    expect(found.relative).toBeLessThanOrEqual(relative * (1 + 1e-9));
    expect(found.relative).toBeGreaterThan(relative * (1 - 1 / Math.min(10, size.total)));
    const { base } = size.sizes;
    const fewer = { base: base - 1, variant: Math.ceil((base - 1) * variantPerBase) };
    const difference = relative * test.metric.base;
    if (fewer.base >= 3 && fewer.variant >= 3) {
      expect(powerOf(planned, difference, fewer)).toBeLessThan(power);
    }
  };
  const property = fc.property(effect, ratio, power, fc.constantFrom(conversion, orderValue), body);
  fc.assert(property, { seed, numRuns: 40 });
});

test('what is impossible says why', () => {
  const because = (reason: string) => ({ possible: false, because: reason });
  const constant: PlannedTest = { metric: { kind: 'mean', base: 5, standardDeviation: 0 } };
  const fromZero: PlannedTest = { metric: { kind: 'mean', base: 0, standardDeviation: 1 } };
  expect(sampleSize(conversion, { relative: 0 })).toEqual(because('no-effect'));
  expect(sampleSize(conversion, { relative: 20 })).toEqual(because('share-out-of-range'));
  expect(sampleSize(constant, { absolute: 1 })).toEqual(because('no-variation'));
  expect(sampleSize(fromZero, { relative: 0.1 })).toEqual(because('base-is-zero'));
  expect(minimumEffect(conversion, { base: 1, variant: 50 })).toEqual(because('too-few-units'));
  expect(minimumEffect(conversion, { base: 3, variant: 3 })).toEqual(because('too-few-units'));
  expect(minimumEffect(constant, { base: 30, variant: 30 })).toEqual(because('no-variation'));
  expect(minimumEffect(fromZero, { base: 30, variant: 30 })).toMatchObject({ relative: undefined });
});

test('a duration is traffic divided, and a small company learns what it can find', () => {
  const shop = duration(conversion, { relative: 0.1 }, { unitsPerDay: 2000, shareExposed: 0.5 });
  expect(shop).toMatchObject({ possible: true, days: 30 });
  const small = duration(conversion, { relative: 0.1 }, { unitsPerDay: 5, shareExposed: 1 });
  expect(small).toMatchObject({
    possible: false,
    because: 'too-long',
    reachable: { possible: true },
  });
  if (small.possible || !small.reachable.possible) throw new Error('impossible');
  expect(small.days).toBeGreaterThan(5000);
  expect(small.reachable.relative).toBeGreaterThan(0.8);
  const none = duration(conversion, { relative: 0.1 }, { unitsPerDay: 100, shareExposed: 0 });
  expect(none).toMatchObject({ possible: false, because: 'too-few-units' });
  const wrong = duration(conversion, { relative: 20 }, { unitsPerDay: 100, shareExposed: 1 });
  expect(wrong).toMatchObject({ possible: false, because: 'share-out-of-range' });
});

test('numbers that nobody has end in an answer at once', () => {
  const far = fc.constantFrom(5e-324, 1e-100, 1e-12, 0.5, 7, 1e9, 1e15, 1e100, 1e308, Infinity);
  fc.assert(
    fc.property(far, far, far, far, far, (base, standardDeviation, effect, ratio, units) => {
      const mean: PlannedTest = {
        metric: { kind: 'mean', base, standardDeviation },
        variantPerBase: ratio,
      };
      const needed = sampleSize(mean, { relative: effect });
      if (needed.possible) expect(Number.isFinite(needed.total)).toBe(true);
      minimumEffect(mean, { base: units, variant: units * ratio });
    }),
    { numRuns: 300 },
  );
  expect(sampleSize(orderValue, { relative: 1e-300 })).toEqual({
    possible: false,
    because: 'out-of-reach',
  });
});
