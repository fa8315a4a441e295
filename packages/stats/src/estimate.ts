import {
  covarianceOf,
  varianceOf,
  type MeanStatistic,
  type ProportionStatistic,
  type RatioStatistic,
} from './statistics.ts';

/**
 * One group's value of a metric, in the metric's own unit, and the variance that one unit (person)
 * contributes: the standard error is sqrt(variance / n). Means, proportions, ratios and
 * CUPED-adjusted means all become this, and are compared in one way.
 */
export type Estimate = {
  readonly n: number;
  readonly value: number;
  readonly variance: number;
  /** The smaller of successes and failures, where the metric counts them. */
  readonly events?: number;
};

/** Mean per unit; the variance is the sample's, over n - 1. */
export function ofMean(statistic: MeanStatistic): Estimate {
  const { n, sum } = statistic;
  return { n, value: sum / n, variance: varianceOf(statistic) };
}

/** Share of units; the variance is p (1 - p), Bernoulli's. */
export function ofProportion({ n, successes }: ProportionStatistic): Estimate {
  const value = successes / n;
  const events = Math.min(successes, n - successes);
  return { n, value, variance: value * (1 - value), events };
}

/**
 * Ratio of two means over the same units, R = M / D. Delta method: (Var M - 2 R Cov + R^2 Var D) / D^2
 * (Deng, Knoblich and Lu 2018, "Applying the delta method in metric analytics").
 * A denominator of zero gives NaN.
 */
export function ofRatio(statistic: RatioStatistic): Estimate {
  const { n, sumNumerator, sumDenominator } = statistic;
  if (sumDenominator === 0) return { n, value: Number.NaN, variance: Number.NaN };
  const value = sumNumerator / sumDenominator;
  const numerator = varianceOf({
    n,
    sum: sumNumerator,
    sumOfSquares: statistic.sumOfSquaresNumerator,
  });
  const denominator = varianceOf({
    n,
    sum: sumDenominator,
    sumOfSquares: statistic.sumOfSquaresDenominator,
  });
  const both = covarianceOf(n, [sumNumerator, sumDenominator], statistic.crossProduct);
  const residual = numerator - 2 * value * both + value * value * denominator;
  const variance = Math.max(0, residual) / (sumDenominator / n) ** 2;
  return { n, value, variance };
}

/** Of the group's value, in its unit. */
export const standardErrorOf = ({ n, variance }: Estimate): number => Math.sqrt(variance / n);
