import { betaTails } from './beta.ts';
import { normalQuantile } from './normal.ts';
import { logOf, solve } from './solve.ts';

/** P(T > t) for Student's t with `df` > 0 degrees of freedom (real), exact in the upper tail: Abramowitz and Stegun (1964) 26.7.1. */
export function studentSurvival(t: number, df: number): number {
  if (!(df > 0) || Number.isNaN(t)) return Number.NaN;
  if (!Number.isFinite(t)) return t < 0 ? 1 : 0;
  const square = t * t;
  const { lower, upper } = betaTails(df / (df + square), square / (df + square), df / 2, 0.5);
  return t < 0 ? (1 + upper) / 2 : lower / 2;
}

/** P(T <= t), exact in the lower tail. */
export const studentCdf = (t: number, df: number): number => studentSurvival(-t, df);

/**
 * The t with P(T <= t) = p; 0 <= p <= 1, NaN outside. Solved on the logarithm of the smaller tail,
 * outwards from the normal quantile, beyond which it always lies.
 */
export function studentQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1) || !(df > 0)) return Number.NaN;
  if (p === 0.5) return 0;
  const tail = Math.min(p, 1 - p);
  if (tail === 0) return p === 0 ? -Infinity : Infinity;
  const miss = (t: number) => logOf(studentSurvival(t, df)) - Math.log(tail);
  const low = Math.abs(normalQuantile(tail)) * 0.999999;
  let high = low * (1 + 2 / df) + 1e-6;
  while (miss(high) > 0 && high < 1e300) high *= 2;
  const t = solve(miss, low, high);
  return p < 0.5 ? -t : t;
}
