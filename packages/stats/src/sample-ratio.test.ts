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
