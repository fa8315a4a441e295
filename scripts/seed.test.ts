import { expect, test } from 'vitest';
import { seedOf } from './seed.ts';

test.each([
  [undefined, 20_260_601],
  ['', 20_260_601],
  ['7', 7],
  ['random', 2 ** 29],
])('%s gives %i', (given, seed) => {
  expect(seedOf(given, () => 0.5)).toBe(seed);
});

test.each(['one', '-1', '1.5'])('%s is refused', (given) => {
  expect(() => seedOf(given)).toThrow('whole number');
});

test('all tests of a run have the same', () => {
  expect(seedOf(process.env['TANDEM_TEST_SEED'])).toBe(Number(process.env['TANDEM_TEST_SEED']));
});
