import { poissonMass } from './saddle-point.ts';
import { logOf, solveAround } from './solve.ts';

/** Both tails of a distribution, each computed without subtracting the other from one where it is small. */
export type Tails = { readonly lower: number; readonly upper: number };

/**
 * Regularised incomplete gamma functions P(a, x) and Q(a, x), a > 0, x >= 0. The series of
 * Abramowitz and Stegun (1964) 6.5.29 below the mean, the continued fraction 6.5.31 above it.
 */
export function gammaTails(x: number, shape: number): Tails {
  if (!(shape > 0) || Number.isNaN(x)) return { lower: Number.NaN, upper: Number.NaN };
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  const mass = poissonMass(shape, x);
  if (x < shape + 1) {
    const lower = Math.min(1, mass * series(x, shape));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, mass * shape * fraction(x, shape));
  return { lower: 1 - upper, upper };
}

function series(x: number, shape: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > 1e-17 * sum; n += 1) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum;
}

/** Evaluated from the front by Lentz's method (Thompson and Barnett 1986). */
function fraction(x: number, shape: number): number {
  let b = x + 1 - shape;
  let c = Infinity;
  let d = 1 / b;
  let value = d;
  for (let i = 1; i < 1e6; i += 1) {
    const a = -i * (i - shape);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    value *= c * d;
    if (Math.abs(c * d - 1) <= Number.EPSILON) break;
  }
  return value;
}

/** P(X <= x) for X gamma distributed with `shape` > 0 and scale 1. NaN where the shape is not positive. */
export const gammaCdf = (x: number, shape: number): number => gammaTails(x, shape).lower;

/** P(X > x), exact in the upper tail. */
export const gammaSurvival = (x: number, shape: number): number => gammaTails(x, shape).upper;

/** The x with P(X <= x) = p; 0 <= p <= 1, NaN outside. Solved on the logarithm of x and of the smaller tail. */
export function gammaQuantile(p: number, shape: number): number {
  if (!(p >= 0 && p <= 1) || !(shape > 0)) return Number.NaN;
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  const target = Math.log(Math.min(p, 1 - p));
  const side = p <= 0.5 ? 'lower' : 'upper';
  const miss = (u: number) => logOf(gammaTails(Math.exp(u), shape)[side]) - target;
  return Math.exp(solveAround(miss, Math.log(shape), 0.5 / Math.sqrt(shape)));
}
