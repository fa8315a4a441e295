/** Two independent shares held against each other, from counts alone: no estimate of a variance is needed. */
import { proportionInterval, usualConfidence, type Interval } from './intervals.ts';
import { normalSurvival } from './normal.ts';
import type { ProportionStatistic } from './statistics.ts';

/**
 * Interval of the difference `a - b`, each a share from 0 to 1: Newcombe (1998), method 10, from the
 * Wilson intervals of both, so it never leaves [-1, 1]. Undefined where either has no unit.
 */
export function shareDifference(
  a: ProportionStatistic,
  b: ProportionStatistic,
  confidence = usualConfidence,
): Interval | undefined {
  const [one, other] = [proportionInterval(a, confidence), proportionInterval(b, confidence)];
  if (one === undefined || other === undefined) return undefined;
  const value = one.value - other.value;
  return {
    value,
    low: value - Math.hypot(one.value - one.low, other.high - other.value),
    high: value + Math.hypot(one.high - one.value, other.value - other.low),
  };
}

/**
 * Two-sided p-value of equal shares by the pooled z test (Pearson 1900, without correction for
 * continuity). 1 where nothing can be told: a side without units, or no variation at all.
 */
export function equalSharesP(a: ProportionStatistic, b: ProportionStatistic): number {
  if (a.n <= 0 || b.n <= 0) return 1;
  const pooled = (a.successes + b.successes) / (a.n + b.n);
  const variance = pooled * (1 - pooled) * (1 / a.n + 1 / b.n);
  if (variance <= 0) return 1;
  return 2 * normalSurvival(Math.abs(a.successes / a.n - b.successes / b.n) / Math.sqrt(variance));
}
