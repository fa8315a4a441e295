/** From a bucket in `[0, 1)` to a variation. */
import type { BucketRange, Namespace } from './definition.ts';
import { hash } from './hash.ts';

/** Shares of 1, one for each variation. */
export function equalWeights(variations: number): readonly number[] {
  return variations < 1 ? [] : Array.from({ length: variations }, () => 1 / variations);
}

/**
 * One range for each variation. Each variation's range begins where it would begin at full coverage,
 * so that raising the coverage moves nobody. Weights that do not fit or do not add up to 1 (within
 * 0.01) count as equal weights.
 */
export function bucketRanges(
  variations: number,
  coverage: number,
  weights: readonly number[] = [],
): readonly BucketRange[] {
  const share = Math.min(1, Math.max(0, coverage));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const fits = weights.length === variations && total >= 0.99 && total <= 1.01;
  let from = 0;
  return (fits ? weights : equalWeights(variations)).map((weight) => {
    const range: BucketRange = [from, from + share * weight];
    from += weight;
    return range;
  });
}

/** Half-open: `from <= bucket < to`. */
export function inRange(bucket: number, [from, to]: BucketRange): boolean {
  return bucket >= from && bucket < to;
}

/** The index of the first range that holds the bucket, or -1. */
export function chooseVariation(bucket: number, ranges: readonly BucketRange[]): number {
  for (let i = 0; i < ranges.length; i++) if (inRange(bucket, ranges[i]!)) return i;
  return -1;
}

/** Whether the unit lies in the experiment's part of the namespace; hash version 1, as GrowthBook's. */
export function inNamespace(unit: string, [name, from, to]: Namespace): boolean {
  return inRange(hash(`__${name}`, unit, 1) ?? Number.NaN, [from, to]);
}
