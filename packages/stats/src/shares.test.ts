import { expect, test } from 'vitest';
import { equalSharesP, holm, proportionInterval, shareDifference } from './index.ts';

const share = (successes: number, n: number) => ({ successes, n });

// Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('Wilson interval of %i out of %i', (count, of, low, high) => {
  const interval = proportionInterval(share(count, of));
  expect(interval?.value).toBe(count / of);
  expect(interval?.low).toBeCloseTo(low, 4);
  expect(interval?.high).toBeCloseTo(high, 4);
});

// Newcombe (1998), Statistics in Medicine 17:873-890, table II, method 10.
test.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
])('difference of %i/%i and %i/%i', (a, n, b, m, low, high) => {
  const interval = shareDifference(share(a, n), share(b, m));
  expect(interval?.low).toBeCloseTo(low, 4);
  expect(interval?.high).toBeCloseTo(high, 4);
});

test('nothing is known without a unit, or where nothing varies', () => {
  expect(proportionInterval(share(0, 0))).toBeUndefined();
  expect(shareDifference(share(1, 2), share(0, 0))).toBeUndefined();
  expect(equalSharesP(share(0, 0), share(1, 2))).toBe(1);
  expect(equalSharesP(share(2, 2), share(3, 3))).toBe(1);
});

test('the pooled test of 56/70 against 48/80', () => {
  // z = 0.2 / sqrt(104/150 * 46/150 * (1/70 + 1/80)); erfc(z / sqrt(2)) of the C library.
  expect(equalSharesP(share(56, 70), share(48, 80))).toBeCloseTo(0.008045081368196568, 12);
});

test('Holm corrects by rank, never falls and never passes one', () => {
  expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => Number(p.toFixed(10)))).toEqual([
    0.03, 0.06, 0.06, 0.02,
  ]);
  expect(holm([0.9, 0.8])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
});
