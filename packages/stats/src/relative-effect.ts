import { standardErrorOf, type Estimate } from './estimate.ts';
import type { Interval } from './intervals.ts';

/** 'auto': delta method, and Fieller where the base is uncertain. */
export type RelativeMethod = 'auto' | 'delta' | 'fieller';

/**
 * (variant - base) / |base| as a share, with its interval and the method that made it; over the
 * absolute value of the base, so that more is positive even where the base is negative.
 * Refused where the base's own interval contains zero: a share of nothing is not a number.
 */
export type RelativeEffect =
  | (Interval & { readonly method: 'delta' | 'fieller'; readonly standardError: number })
  | { readonly method: 'refused'; readonly because: 'base-near-zero' };

export const refusedEffect = { method: 'refused', because: 'base-near-zero' } as const;

/**
 * Fieller's g from which 'auto' leaves the delta method: below it the two differ by little
 * (Finney 1971, "Probit Analysis").
 */
const largestG = 0.05;

export type RelativeOptions = {
  /** Half the interval in standard errors: the t quantile. */
  readonly multiple: number;
  readonly method: RelativeMethod;
};

/**
 * The relative effect of a variant over a base, independent groups.
 * @param options.multiple half the interval in standard errors
 */
export function relativeEffect(
  base: Estimate,
  variant: Estimate,
  { multiple, method }: RelativeOptions,
): RelativeEffect {
  const g = ((multiple * standardErrorOf(base)) / base.value) ** 2;
  if (!(g < 1)) return refusedEffect;
  const isDelta = method === 'delta' || (method === 'auto' && g <= largestG);
  const value = (variant.value - base.value) / Math.abs(base.value);
  const standardError = deltaError(base, variant);
  if (!isDelta) return { ...fieller(base, variant, multiple), method: 'fieller', standardError };
  const half = multiple * standardError;
  return { value, low: value - half, high: value + half, method: 'delta', standardError };
}

/** Of variant / base, first order: Cochran (1977), "Sampling Techniques", chapter 6, with independent groups. */
function deltaError(base: Estimate, variant: Estimate): number {
  const ratio = variant.value / base.value;
  const error = Math.hypot(standardErrorOf(variant), ratio * standardErrorOf(base));
  return error / Math.abs(base.value);
}

/**
 * Fieller (1954), "Some problems in interval estimation", for a ratio of independent means: every
 * ratio r for which variant - r base does not differ from zero. It excludes no effect exactly
 * where the absolute difference does.
 */
function fieller(base: Estimate, variant: Estimate, multiple: number): Interval {
  const [baseError, variantError] = [standardErrorOf(base), standardErrorOf(variant)];
  const ratio = variant.value / base.value;
  const g = ((multiple * baseError) / base.value) ** 2;
  const inside = (1 - g) * variantError ** 2 + (ratio * baseError) ** 2;
  const half = ((multiple / Math.abs(base.value)) * Math.sqrt(inside)) / (1 - g);
  const centre = ratio / (1 - g);
  const sign = Math.sign(base.value);
  const bounds = [sign * (centre - half - 1), sign * (centre + half - 1)];
  return { value: sign * (ratio - 1), low: Math.min(...bounds), high: Math.max(...bounds) };
}
