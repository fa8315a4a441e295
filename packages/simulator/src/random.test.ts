import { expect, test } from 'vitest';
import { between, chance, draw, exponential, hex, pick, scramble, stream, urn } from './random.ts';

const many = 40_000;
const mean = (next: () => number): number => {
  let sum = 0;
  for (let time = 0; time < many; time += 1) sum += next();
  return sum / many;
};

test('a stream is determined by all its words', () => {
  const numbers = (...words: number[]): readonly number[] => {
    const random = stream(...words);
    return Array.from({ length: 5 }, () => random());
  };
  expect(numbers(1, 2)).toEqual(numbers(1, 2));
  expect(numbers(1, 2)).not.toEqual(numbers(2, 1));
  expect(numbers(1)).not.toEqual(numbers(1, 0));
  expect(numbers(0)).not.toEqual(numbers(-1));
});

test('neighbouring streams look independent', () => {
  const firsts = Array.from({ length: many }, (_, seed) => stream(7, seed)());
  const average = firsts.reduce((sum, x) => sum + x, 0) / many;
  expect(average).toBeCloseTo(0.5, 1);
  let products = 0;
  for (const [index, x] of firsts.slice(1).entries()) {
    products += (x - 0.5) * ((firsts[index] ?? 0) - 0.5);
  }
  // Correlation of neighbours; its standard deviation under independence is 1 / sqrt(n) = 0.005.
  expect(Math.abs((products / many) * 12)).toBeLessThan(0.025);
});

test('draws have the mean they are asked for', () => {
  const random = stream(11);
  expect(mean(random)).toBeCloseTo(0.5, 1);
  expect(mean(() => exponential(random, 3))).toBeGreaterThan(2.9);
  expect(mean(() => exponential(random, 3))).toBeLessThan(3.1);
  expect(mean(() => Number(chance(random, 0.2)))).toBeCloseTo(0.2, 1);
  expect(mean(() => between(random, 2, 4))).toBeCloseTo(3, 1);
});

test('an urn gives things by weight and never those of weight 0', () => {
  const random = stream(12);
  const letters = urn(['a', 'b', 'c'], (_, index) => [1, 0, 3][index] ?? 0);
  const drawn = Array.from({ length: many }, () => draw(random, letters));
  expect(drawn).not.toContain('b');
  expect(drawn.filter((letter) => letter === 'c').length / many).toBeCloseTo(0.75, 1);
});

test('pick() refuses an empty list', () => {
  expect(() => pick(stream(1), [])).toThrow(RangeError);
});

test('scramble() keeps numbers apart', () => {
  const seen = new Set(Array.from({ length: many }, (_, index) => hex(scramble(index))));
  expect(seen.size).toBe(many);
  expect(hex(255)).toBe('000000ff');
});
