import { gammaCdf, gammaQuantile, gammaSurvival } from './gamma.ts';

/** P(X <= x) for X chi-square with `df` > 0 degrees of freedom: Abramowitz and Stegun (1964) 26.4.19. */
export const chiSquareCdf = (x: number, df: number): number => gammaCdf(x / 2, df / 2);

/** P(X > x), exact in the upper tail: the p-value of a statistic `x`. */
export const chiSquareSurvival = (x: number, df: number): number => gammaSurvival(x / 2, df / 2);

/** The x with P(X <= x) = p; 0 <= p <= 1, NaN outside. */
export const chiSquareQuantile = (p: number, df: number): number => 2 * gammaQuantile(p, df / 2);
