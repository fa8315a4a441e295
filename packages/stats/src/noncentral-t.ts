import { normalSurvival } from './normal.ts';
import { poissonMass } from './saddle-point.ts';

/**
 * P(T > t) for the noncentral t distribution: T = (Z + noncentrality) / S, where S squared is chi-square
 * over its `df` >= 1 degrees of freedom (Johnson, Kotz and Balakrishnan 1995, chapter 31). Integrated
 * over log S by the trapezoidal rule, which converges geometrically here: both ends vanish.
 */
export function noncentralSurvival(t: number, df: number, noncentrality: number): number {
  const spread = 1 / Math.sqrt(2 * df);
  const from = -10 * spread - 38 / df;
  const to = Math.log1p(12 * spread);
  const steps = 60 + Math.ceil((to - from) / (0.25 * spread));
  const width = (to - from) / steps;
  let sum = 0;
  let mass = 0;
  for (let i = 0; i <= steps; i += 1) {
    const u = from + i * width;
    // Density of log S up to a constant: (df S^2 / 2)^(df / 2) e^(-df S^2 / 2).
    const weight = poissonMass(df / 2, (df / 2) * Math.exp(2 * u));
    mass += weight;
    sum += weight * normalSurvival(t * Math.exp(u) - noncentrality);
  }
  return sum / mass;
}
