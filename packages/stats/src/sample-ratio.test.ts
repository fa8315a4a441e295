import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleRatio, sampleRatioThreshold } from './sample-ratio.ts';
import { fixtureText, hasFixtures } from './testing/fixtures.ts';

test('cookie-cats does not fire at .001, and does at .01', () => {
  const arms = [44_700, 45_489].map((units) => ({ units, weight: 1 }));
  const usual = sampleRatio(arms);
  expect(usual.chiSquare).toBeCloseTo(6.9, 2);
  expect(usual.pValue).toBeCloseTo(0.0086, 4);
  expect(usual.mismatch).toBe(false);
  expect(sampleRatioThreshold).toBe(0.001);
  expect(sampleRatio(arms, 0.01).mismatch).toBe(true);
});

test.skipIf(!hasFixtures)('cookie-cats, counted from the file', () => {
  const lines = fixtureText('cookie-cats/cookie_cats.csv').trim().split('\n').slice(1);
  const count = (arm: string) => lines.filter((line) => line.includes(`,${arm},`)).length;
  const arms = ['gate_30', 'gate_40'].map((arm) => ({ units: count(arm), weight: 50 }));
  expect(arms.map(({ units }) => units)).toEqual([44_700, 45_489]);
  expect(sampleRatio(arms)).toMatchObject({ degreesOfFreedom: 1, mismatch: false });
});

test('weights need not add to one, and an arm of weight zero is no degree of freedom', () => {
  const three = [
    { units: 480, weight: 5 },
    { units: 520, weight: 5 },
    { units: 0, weight: 0 },
  ];
  const result = sampleRatio(three);
  expect(result).toMatchObject({ degreesOfFreedom: 1, expected: [500, 500, 0] });
  expect(result.chiSquare).toBeCloseTo(1.6, 12);
  expect(result.pValue).toBeCloseTo(0.205903, 6);
});

test('people in an arm that was planned to be empty are a mismatch', () => {
  const stray = [
    { units: 500, weight: 1 },
    { units: 500, weight: 1 },
    { units: 1, weight: 0 },
  ];
  expect(sampleRatio(stray)).toMatchObject({ pValue: 0, mismatch: true });
});

test('nobody and one arm are no mismatch; negative counts are refused', () => {
  expect(sampleRatio([])).toMatchObject({ pValue: 1, mismatch: false });
  expect(sampleRatio([{ units: 5, weight: 1 }])).toMatchObject({ pValue: 1, mismatch: false });
  const nobody = [0, 0].map((units) => ({ units, weight: 1 }));
  expect(sampleRatio(nobody)).toMatchObject({ chiSquare: 0, mismatch: false });
  expect(() => sampleRatio([{ units: -1, weight: 1 }])).toThrow(RangeError);
});

test('looked at after each unit, it is the product of what was foreseen for each', () => {
  const shares = [0.7, 0.2, 0.1];
  const body = (came: readonly number[]) => {
    const units = [0, 0, 0];
    let factor = 1;
    for (const arm of came) {
      const seen = units[arm] ?? 0;
      const share = shares[arm] ?? 0;
      const foreseen = (100 * share + seen) / (100 + units.reduce((sum, n) => sum + n, 0));
      factor *= foreseen / share;
      units[arm] = seen + 1;
    }
    const arms = units.map((n, i) => ({ units: n, weight: (shares[i] ?? 0) * 30 }));
    const expected = Math.min(1, 1 / factor);
    expect(Math.abs(sampleRatio(arms).anytimePValue / expected - 1)).toBeLessThan(1e-9);
  };
  const arm = fc.constantFrom(0, 0, 0, 1, 2);
  fc.assert(fc.property(fc.array(arm, { maxLength: 300 }), body), { seed: 20_261_127 });
});

test('an arm that expects fewer than five is not held to chi-square', () => {
  // Three or more of 50 at one in a hundred happen in 1.4 of 100 cases; chi-square says 4 in 10,000.
  const canary = [
    { units: 47, weight: 99 },
    { units: 3, weight: 1 },
  ];
  const result = sampleRatio(canary);
  expect(result.chiSquare).toBeGreaterThan(12);
  expect(result.pValue).toBe(result.anytimePValue);
  expect(result.mismatch).toBe(false);
});

test('millions of units cost the many looks no digits', () => {
  const arms = [5_001_000, 4_999_000].map((units) => ({ units, weight: 1 }));
  expect(sampleRatio(arms).anytimePValue).toBe(1);
  const broken = [5_020_000, 4_980_000].map((units) => ({ units, weight: 1 }));
  const { anytimePValue, pValue } = sampleRatio(broken);
  expect(pValue).toBeLessThan(1e-30);
  expect(anytimePValue).toBeLessThan(1e-30);
  expect(anytimePValue).toBeGreaterThan(pValue);
});
