import { welchDegrees } from './comparison.ts';
import { standardErrorOf, type Estimate } from './estimate.ts';
import { noncentralSurvival } from './noncentral-t.ts';
import { normalQuantile, normalSurvival } from './normal.ts';
import { studentQuantile } from './student-t.ts';

/** What is to be compared: the base as it is expected without the variant. */
export type PlannedMetric =
  | { readonly kind: 'mean'; readonly base: number; readonly standardDeviation: number }
  | { readonly kind: 'proportion'; readonly base: number };

/** A two-sided comparison before it has begun. */
export type PlannedTest = {
  readonly metric: PlannedMetric;
  /** Chance of a false alarm; 0.05 unless told. */
  readonly alpha?: number;
  /** Chance to find the effect if it is there; 0.8 unless told. */
  readonly power?: number;
  /** Units of the variant for each unit of the base; 1 unless told. */
  readonly variantPerBase?: number;
};

/** Units per arm. */
export type Sizes = { readonly base: number; readonly variant: number };

type TestAt = { readonly noncentrality: number; readonly alpha: number };

/**
 * Power of the two-sided t test: P(|T| > critical) of the noncentral t distribution (Johnson, Kotz and
 * Balakrishnan 1995, chapter 31), both tails.
 * @param test.noncentrality true difference over its standard error
 */
export function tTestPower(test: TestAt & { readonly degreesOfFreedom: number }): number {
  const { noncentrality, alpha, degreesOfFreedom } = test;
  const critical = studentQuantile(1 - alpha / 2, degreesOfFreedom);
  const right = noncentralSurvival(critical, degreesOfFreedom, noncentrality);
  return right + noncentralSurvival(critical, degreesOfFreedom, -noncentrality);
}

/** Power of the z test, two-sided or for `larger` only: Cohen (1988), "Statistical power analysis". */
export function zTestPower(test: TestAt & { readonly sides: 'both' | 'larger' }): number {
  const { noncentrality, alpha, sides } = test;
  if (sides === 'larger') return normalSurvival(normalQuantile(1 - alpha) - noncentrality);
  const critical = normalQuantile(1 - alpha / 2);
  return normalSurvival(critical - noncentrality) + normalSurvival(critical + noncentrality);
}

/**
 * Power of `compare` for a true absolute `difference` with these sizes: the t test with Welch's degrees
 * of freedom. NaN where an arm has fewer than two units, or where a share would leave (0, 1).
 */
export function powerOf(test: PlannedTest, difference: number, sizes: Sizes): number {
  const [base, variant] = plannedGroups(test.metric, difference, sizes);
  if (!(base.n >= 2 && variant.n >= 2 && base.variance > 0 && variant.variance > 0)) {
    return Number.NaN;
  }
  const error = Math.hypot(standardErrorOf(base), standardErrorOf(variant));
  return tTestPower({
    noncentrality: difference / error,
    alpha: test.alpha ?? 0.05,
    degreesOfFreedom: welchDegrees(base, variant),
  });
}

/** What both groups are expected to look like; a share of the variant varies as its own size says. */
export function plannedGroups(
  metric: PlannedMetric,
  difference: number,
  sizes: Sizes,
): readonly [Estimate, Estimate] {
  const group = (n: number, value: number): Estimate => {
    const variance =
      metric.kind === 'mean' ? metric.standardDeviation ** 2 : Math.max(0, value * (1 - value));
    return { n, value, variance };
  };
  return [group(sizes.base, metric.base), group(sizes.variant, metric.base + difference)];
}
