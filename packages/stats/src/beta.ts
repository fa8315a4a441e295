import type { Tails } from './gamma.ts';
import { binomialMass } from './saddle-point.ts';
import { logOf, solveAround } from './solve.ts';

/**
 * Regularised incomplete beta functions I_x(a, b) and 1 - I_x(a, b), a, b > 0. `y` is 1 - x, given
 * apart because it may be known better than the subtraction gives it. Continued fraction of
 * Abramowitz and Stegun (1964) 26.5.8, on the side of the mean where it converges fast.
 */
export function betaTails(x: number, y: number, a: number, b: number): Tails {
  if (!(a > 0 && b > 0) || Number.isNaN(x)) return { lower: Number.NaN, upper: Number.NaN };
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  const mass = (binomialMass(a, b, x, y) * a * b) / (a + b);
  if (x < (a + 1) / (a + b + 2)) {
    const lower = Math.min(1, (mass * fraction(x, y, a, b)) / a);
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, (mass * fraction(y, x, b, a)) / b);
  return { lower: 1 - upper, upper };
}

const tiny = 1e-300;
const awayFromZero = (x: number) => (Math.abs(x) < tiny ? tiny : x);

/** Evaluated from the front by Lentz's method (Thompson and Barnett 1986). */
function fraction(x: number, y: number, a: number, b: number): number {
  let c = 1;
  // 1 - (a + b) x / (a + 1), spelled so that x near one costs no digits.
  let d = (a + 1) / awayFromZero(1 - b + (a + b) * y);
  let value = d;
  for (let m = 1; m < 1e6; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    value *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    value *= c * d;
    if (Math.abs(c * d - 1) <= Number.EPSILON) break;
  }
  return value;
}

/** P(X <= x) for X beta distributed with `a`, `b` > 0; NaN where they are not positive. */
export const betaCdf = (x: number, a: number, b: number): number => betaTails(x, 1 - x, a, b).lower;

/** P(X > x), exact in the upper tail. */
export const betaSurvival = (x: number, a: number, b: number): number =>
  betaTails(x, 1 - x, a, b).upper;

/** The x with P(X <= x) = p; 0 <= p <= 1, NaN outside. Solved on the log-odds of x and the logarithm of the smaller tail. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1) || !(a > 0 && b > 0)) return Number.NaN;
  if (p === 0 || p === 1) return p;
  const target = Math.log(Math.min(p, 1 - p));
  const side = p <= 0.5 ? 'lower' : 'upper';
  const at = (u: number) => betaTails(1 / (1 + Math.exp(-u)), 1 / (1 + Math.exp(u)), a, b)[side];
  const logit = solveAround((u) => logOf(at(u)) - target, Math.log(a / b), 0.5);
  return 1 / (1 + Math.exp(-logit));
}
