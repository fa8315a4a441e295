/**
 * Sufficient statistics: all that a group's people say about a mean, a proportion or a ratio, as
 * plain values that a query returns. Joining two groups is adding, so days, shards and segments
 * can be joined in any order.
 */

/** A mean over `n` units: the sum of their values and of the squares of these. */
export type MeanStatistic = {
  readonly n: number;
  readonly sum: number;
  readonly sumOfSquares: number;
};

/** `successes` of `n` units. */
export type ProportionStatistic = { readonly n: number; readonly successes: number };

/**
 * A ratio of two sums over the same `n` units, for example revenue per order where people are the
 * units: the sums, the sums of squares, and the sum of numerator times denominator.
 */
export type RatioStatistic = {
  readonly n: number;
  readonly sumNumerator: number;
  readonly sumDenominator: number;
  readonly sumOfSquaresNumerator: number;
  readonly sumOfSquaresDenominator: number;
  readonly crossProduct: number;
};

/** A mean and the same people's value before they were assigned, for CUPED. */
export type AdjustableStatistic = MeanStatistic & {
  readonly sumBefore: number;
  readonly sumOfSquaresBefore: number;
  readonly crossProduct: number;
};

/** Both groups as one: every field added. Associative and commutative but for rounding. */
export function merge<S extends Readonly<Record<keyof S, number>>>(one: S, other: S): S {
  const fields = Object.keys(one) as (keyof S)[];
  return Object.fromEntries(fields.map((key) => [key, one[key] + other[key]])) as S;
}

/** The statistic of the values themselves; sums are compensated (Neumaier 1974). */
export function meanStatistic(values: readonly number[]): MeanStatistic {
  return {
    n: values.length,
    sum: total(values),
    sumOfSquares: total(values.map((value) => value * value)),
  };
}

function total(values: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}

/** Sums of squares this much smaller than what they were subtracted from are nothing but rounding. */
const roundingShare = 1e-12;

/**
 * Sample variance from sums, (sumOfSquares - sum^2 / n) / (n - 1); NaN for n < 2. Values that vary by
 * less than a millionth of their size come out as zero instead of as noise, never as negative.
 */
export function varianceOf({ n, sum, sumOfSquares }: MeanStatistic): number {
  if (n < 2) return Number.NaN;
  const squares = sumOfSquares - (sum * sum) / n;
  return squares > roundingShare * sumOfSquares ? squares / (n - 1) : 0;
}

/** Sample covariance of two values of the same `n` units, from their sums and the sum of their products; NaN for n < 2. */
export function covarianceOf(n: number, sums: readonly [number, number], crossProduct: number) {
  return n < 2 ? Number.NaN : (crossProduct - (sums[0] * sums[1]) / n) / (n - 1);
}
