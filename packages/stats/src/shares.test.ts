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

// Every table counted in whole numbers; the first is Fisher's own, of tea and milk.
test.each([
  [3, 4, 1, 4, 0.4857142857142857],
  [5, 300, 0, 9700, 4.704583951982818e-8],
  [2, 300, 3, 9700, 0.016895892414733285],
  [0, 10, 5, 10, 0.032507739938080496],
  [56, 70, 48, 80, 0.01264942225979674],
  [120, 3000, 2880, 97_000, 0.0020994868013559202],
  [600, 20_000, 19_000, 480_000, 1.3310701327942028e-12],
  [5, 10, 5, 10, 1],
])('equal shares, exact: %i/%i against %i/%i', (a, n, b, m, p) => {
  expect(equalSharesP(share(a, n), share(b, m)) / p).toBeCloseTo(1, 8);
  expect(equalSharesP(share(b, m), share(a, n)) / p).toBeCloseTo(1, 8);
});

test('Holm corrects by rank, never falls and never passes one', () => {
  expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => Number(p.toFixed(10)))).toEqual([
    0.03, 0.06, 0.06, 0.02,
  ]);
  expect(holm([0.9, 0.8])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
});
