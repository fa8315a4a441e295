import { expect, test } from 'vitest';
import { equalSharesP, erfc, holm, newcombe, wilson } from './intervals.ts';

// Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('Wilson interval of %i out of %i', (count, of, low, high) => {
  const interval = wilson(count, of);
  expect(interval.value).toBe(count / of);
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

test('nothing is known without a trial', () => {
  expect(wilson(0, 0)).toEqual({ value: 0, low: 0, high: 1 });
  expect(equalSharesP({ count: 0, of: 0 }, { count: 1, of: 2 })).toBe(1);
  expect(equalSharesP({ count: 2, of: 2 }, { count: 3, of: 3 })).toBe(1);
});

// Newcombe (1998), Statistics in Medicine 17:873-890, table II, method 10.
test.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
])('difference of %i/%i and %i/%i', (a, n, b, m, low, high) => {
  const interval = newcombe({ count: a, of: n }, { count: b, of: m });
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

// Abramowitz and Stegun (1964), tables 7.1 and 7.2.
test.each([
  [0, 1],
  [0.5, 0.4795001221869535],
  [1, 0.1572992070502851],
  [2, 0.004677734981047266],
  [3, 2.209049699858544e-5],
])('erfc(%f)', (x, expected) => {
  expect(Math.abs(erfc(x) / expected - 1)).toBeLessThan(1e-12);
});

test('erfc has no seam between series and fraction', () => {
  expect(Math.abs(erfc(2.5 - 1e-9) / erfc(2.5 + 1e-9) - 1)).toBeLessThan(2e-8);
});

test('the pooled test of 56/70 against 48/80', () => {
  const [p, q] = [104 / 150, 46 / 150];
  const z = (0.8 - 0.6) / Math.sqrt(p * q * (1 / 70 + 1 / 80));
  expect(equalSharesP({ count: 56, of: 70 }, { count: 48, of: 80 })).toBeCloseTo(
    erfc(z / Math.SQRT2),
    12,
  );
});

test('Holm corrects by rank, never falls and never passes one', () => {
  expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => Number(p.toFixed(10)))).toEqual([
    0.03, 0.06, 0.06, 0.02,
  ]);
  expect(holm([0.9, 0.8])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
});
