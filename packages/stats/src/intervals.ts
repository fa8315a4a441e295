import { standardErrorOf, type Estimate } from './estimate.ts';
import { normalQuantile } from './normal.ts';
import type { ProportionStatistic } from './statistics.ts';
import { studentQuantile } from './student-t.ts';

/** A value with its two-sided interval, all in the metric's unit. */
export type Interval = { readonly value: number; readonly low: number; readonly high: number };

/** Share of such intervals that cover the truth, where nobody says otherwise. */
export const usualConfidence = 0.95;

/**
 * Interval of one group's mean or ratio by Student's t with n - 1 degrees of freedom (Student 1908).
 * Undefined below two units, without a value, or where all are the same: nothing tells yet how far
 * they may differ, which is not the same as that they do not.
 */
export function interval(group: Estimate, confidence = usualConfidence): Interval | undefined {
  const { n, value, variance } = group;
  if (n < 2 || !Number.isFinite(value) || !(variance > 0)) return undefined;
  const half = studentQuantile((1 + confidence) / 2, n - 1) * standardErrorOf(group);
  return { value, low: value - half, high: value + half };
}

/**
 * Interval of one group's proportion: Wilson (1927) score interval, which stays inside [0, 1] and is
 * honest for rare events. Undefined without any unit.
 */
export function proportionInterval(
  { n, successes }: ProportionStatistic,
  confidence = usualConfidence,
): Interval | undefined {
  if (n <= 0) return undefined;
  const z = normalQuantile((1 + confidence) / 2);
  const value = successes / n;
  const scale = 1 + (z * z) / n;
  const centre = (value + (z * z) / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((value * (1 - value)) / n + (z / (2 * n)) ** 2);
  return {
    value,
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === n ? 1 : Math.min(1, centre + half),
  };
}
