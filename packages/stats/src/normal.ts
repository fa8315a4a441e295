import { gammaTails } from './gamma.ts';

/** Density of the standard normal distribution. */
export const normalDensity = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** P(Z > x), Z standard normal; exact in the upper tail (erfc as an incomplete gamma function: Abramowitz and Stegun 1964, 6.5.17). */
export function normalSurvival(x: number): number {
  const { lower, upper } = gammaTails((x * x) / 2, 0.5);
  return x < 0 ? (1 + lower) / 2 : upper / 2;
}

/** P(Z <= x), exact in the lower tail. */
export const normalCdf = (x: number): number => normalSurvival(-x);

/**
 * The x with P(Z <= x) = p; 0 <= p <= 1, NaN outside. Starts at Hastings' rational approximation
 * (Abramowitz and Stegun 1964, 26.2.23; error below 4.5e-4) and makes three steps of Halley's
 * method, each of which cubes the error.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0.5) return 0;
  const tail = Math.min(p, 1 - p);
  if (tail === 0) return p === 0 ? -Infinity : Infinity;
  const t = Math.sqrt(-2 * Math.log(tail));
  const above = 2.515517 + t * (0.802853 + t * 0.010328);
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  let x = t - above / below;
  for (let step = 0; step < 3; step += 1) {
    const miss = (normalSurvival(x) - tail) / normalDensity(x);
    x += miss / (1 - (x * miss) / 2);
  }
  return p < 0.5 ? -x : x;
}
