/** Statistics, estimates and comparisons: identities, refusals and known values. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare } from './comparison.ts';
import { adjusted } from './cuped.ts';
import { ofMean, ofProportion, ofRatio } from './estimate.ts';
import { interval, proportionInterval } from './intervals.ts';
import { benjaminiHochberg, holm } from './multiplicity.ts';
import { meanStatistic, merge, varianceOf } from './statistics.ts';

const seed = 20_261_125;
console.info(`comparison: fast-check seed ${seed}`);
const label = 'observational';
const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 40 });

test('merging is adding: in any order and any grouping, and the same as one group', () => {
  const body = (a: readonly number[], b: readonly number[], c: readonly number[]) => {
    const [x, y, z] = [meanStatistic(a), meanStatistic(b), meanStatistic(c)];
    expect(merge(merge(x, y), z)).toEqual(merge(x, merge(y, z)));
    expect(merge(x, y)).toEqual(merge(y, x));
    expect(merge(merge(x, y), z)).toEqual(meanStatistic([...a, ...b, ...c]));
  };
  fc.assert(fc.property(values, values, values, body), { seed, numRuns: 100 });
});

test('sums lose nothing that can be kept, and a variance is never negative', () => {
  expect(meanStatistic([1e16, 1, 1, 1, -1e16]).sum).toBe(3);
  expect(varianceOf(meanStatistic(Array.from({ length: 1000 }, () => 0.1)))).toBe(0);
  const far = meanStatistic([1e5 - 1, 1e5, 1e5 + 1]);
  expect(varianceOf(far)).toBeCloseTo(1, 4);
  expect(varianceOf({ n: 1, sum: 1, sumOfSquares: 1 })).toBeNaN();
});

test('Welch on two groups of ten', () => {
  const base = ofMean(meanStatistic([27.5, 21, 19, 23.6, 17, 17.9, 16.9, 20.1, 21.9, 22.6]));
  const variant = ofMean(meanStatistic([27.1, 22, 20.8, 23.4, 23.4, 23.5, 25.8, 22, 24.8, 20.2]));
  const result = compare(base, variant, { label });
  if (result.outcome === 'refused') throw new Error(result.because);
  // From the deviations themselves, and the density integrated by Simpson's rule.
  const { value, standardError, degreesOfFreedom, pValue } = result.difference;
  expect(value / standardError).toBeCloseTo(2.035661877, 8);
  expect(degreesOfFreedom).toBeCloseTo(15.497898883, 8);
  expect(pValue).toBeCloseTo(0.059253737, 8);
  expect(result.label).toBe(label);
  expect(result.cautions).toEqual(['few-units']);
});

test('an interval excludes zero exactly where p is below alpha, and so does Fieller', () => {
  const body = (a: readonly number[], b: readonly number[]) => {
    const pair = [ofMean(meanStatistic(a)), ofMean(meanStatistic(b))] as const;
    const result = compare(...pair, { label, relativeMethod: 'fieller' });
    if (result.outcome === 'refused') return;
    const { low, high, pValue } = result.difference;
    if (Math.abs(pValue - 0.05) < 1e-9) return;
    expect(low > 0 || high < 0).toBe(pValue < 0.05);
    if (result.relative.method === 'refused') return;
    expect(result.relative.low > 0 || result.relative.high < 0).toBe(pValue < 0.05);
    expect(Math.sign(result.relative.value)).toBe(Math.sign(result.difference.value));
  };
  fc.assert(fc.property(values, values, body), { seed, numRuns: 300 });
});

test('a base near zero is refused, an uncertain one goes to Fieller, a good one to delta', () => {
  const against = (value: number) => {
    const one = compare(
      { n: 100, value, variance: 100 },
      { n: 100, value: 12, variance: 100 },
      { label },
    );
    return one.outcome === 'compared' ? one.relative.method : one.because;
  };
  expect([1, -1, 0].map(against)).toEqual(['refused', 'refused', 'refused']);
  expect([5, -5].map(against)).toEqual(['fieller', 'fieller']);
  expect([20, -20].map(against)).toEqual(['delta', 'delta']);
});

test('a negative base keeps the sign: more is positive', () => {
  for (const relativeMethod of ['delta', 'fieller'] as const) {
    const one = compare(
      { n: 50, value: -10, variance: 4 },
      { n: 50, value: -8, variance: 4 },
      { label, relativeMethod },
    );
    if (one.outcome === 'refused' || one.relative.method === 'refused') throw new Error('refused');
    expect(one.relative.value).toBeCloseTo(0.2, 12);
    expect(one.relative.low).toBeGreaterThan(0.1);
    expect(one.relative.high).toBeLessThan(0.3);
  }
});

test('what cannot be compared says why', () => {
  const good = ofProportion({ n: 100, successes: 50 });
  const because = (one: Parameters<typeof compare>[0]) => {
    const result = compare(one, good, { label });
    return result.outcome === 'refused' ? result.because : result.cautions;
  };
  expect(because(ofProportion({ n: 1, successes: 1 }))).toBe('too-few-units');
  expect(because(ofMean({ n: 100, sum: 0, sumOfSquares: 0 }))).toBe('no-variation');
  expect(because(ofProportion({ n: 100, successes: 0 }))).toEqual(['few-events']);
  const empty = { sumOfSquaresNumerator: 9, sumOfSquaresDenominator: 0, crossProduct: 0 };
  expect(because(ofRatio({ n: 9, sumNumerator: 9, sumDenominator: 0, ...empty }))).toBe('no-value');
  expect(because(ofProportion({ n: 100, successes: 3 }))).toEqual(['few-events']);
});

test('intervals of one group', () => {
  // Wilson: 0 of 10 reaches z^2 / (n + z^2).
  expect(proportionInterval({ n: 10, successes: 0 })).toMatchObject({ low: 0 });
  expect(proportionInterval({ n: 10, successes: 0 })?.high).toBeCloseTo(0.277533, 6);
  expect(proportionInterval({ n: 10, successes: 10 })).toMatchObject({ high: 1 });
  expect(proportionInterval({ n: 0, successes: 0 })).toBeUndefined();
  // Mean 2, standard deviation 1, n = 3: t with 2 degrees is 4.302653.
  const one = interval(ofMean(meanStatistic([1, 2, 3])));
  expect(one?.high).toBeCloseTo(2 + 4.302653 / Math.sqrt(3), 6);
  expect(interval(ofMean(meanStatistic([1])))).toBeUndefined();
  expect(interval(ofMean(meanStatistic([3, 3, 3])))).toBeUndefined();
});

test('a ratio whose denominator is one is the mean', () => {
  const { n, sum, sumOfSquares } = meanStatistic([3, 1, 4, 1, 5, 9, 2, 6]);
  const ones = { sumDenominator: n, sumOfSquaresDenominator: n, crossProduct: sum };
  const ratio = ofRatio({ n, sumNumerator: sum, sumOfSquaresNumerator: sumOfSquares, ...ones });
  const mean = ofMean({ n, sum, sumOfSquares });
  expect(ratio.value).toBe(mean.value);
  expect(ratio.variance).toBeCloseTo(mean.variance, 12);
});

test('CUPED: a perfect predictor leaves no variance, a constant one changes nothing', () => {
  const group = (values: readonly number[], before: readonly number[]) => {
    const { sum: sumBefore, sumOfSquares: sumOfSquaresBefore } = meanStatistic(before);
    const crossProduct = values.reduce((sum, value, i) => sum + value * (before[i] ?? 0), 0);
    return { ...meanStatistic(values), sumBefore, sumOfSquaresBefore, crossProduct };
  };
  const perfect = adjusted(group([3, 5, 7], [1, 2, 3]), group([5, 7, 9], [2, 3, 4]));
  expect(perfect.theta).toBeCloseTo(2, 12);
  expect(perfect.variant.value - perfect.base.value).toBeCloseTo(0, 12);
  expect(perfect.base.variance).toBeCloseTo(0, 12);
  const constant = adjusted(group([3, 5, 7], [1, 1, 1]), group([5, 7, 9], [1, 1, 1]));
  expect([constant.theta, constant.base.value, constant.base.variance]).toEqual([0, 5, 4]);
});

test('corrected p-values', () => {
  // R: p.adjust(c(.01, .04, .03, .005), "holm") and "BH".
  const p = [0.01, 0.04, 0.03, 0.005];
  expect(holm(p).map((one) => Number(one.toFixed(12)))).toEqual([0.03, 0.06, 0.06, 0.02]);
  expect(benjaminiHochberg(p).map((one) => Number(one.toFixed(12)))).toEqual([
    0.02, 0.04, 0.04, 0.02,
  ]);
  expect([holm([]), benjaminiHochberg([]), holm([0.9, 0.9])]).toEqual([[], [], [1, 1]]);
});

test('none left of fifty is told with its uncertainty, and no share leaves its range', () => {
  const fifty = ofProportion({ n: 1000, successes: 50 });
  const one = compare(fifty, ofProportion({ n: 1000, successes: 0 }), { label });
  if (one.outcome === 'refused' || one.relative.method === 'refused') throw new Error('refused');
  expect(one.relative.value).toBe(-1);
  expect(one.relative.high).toBeGreaterThan(-0.97);
  const all = ofProportion({ n: 3, successes: 3 });
  const turned = compare(ofProportion({ n: 3, successes: 0 }), all, { label });
  expect(turned).toMatchObject({ difference: { value: 1, high: 1 } });
});

test('none against some of a hundred: Agresti and Caffo, and nothing said about shares of nothing', () => {
  const none = ofProportion({ n: 100, successes: 0 });
  const one = compare(none, ofProportion({ n: 100, successes: 5 }), { label });
  if (one.outcome === 'refused') throw new Error(one.because);
  const error = Math.sqrt(((1 / 102) * (101 / 102)) / 102 + ((6 / 102) * (96 / 102)) / 102);
  expect(one.difference).toMatchObject({ method: 'agresti-caffo', value: 0.05 });
  expect(one.difference.standardError).toBeCloseTo(error, 12);
  expect((one.difference.low + one.difference.high) / 2).toBeCloseTo(5 / 102, 12);
  expect(one.relative.method).toBe('refused');
});
