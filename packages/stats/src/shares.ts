/** Two independent shares held against each other, from counts alone: no estimate of a variance is needed. */
import { proportionInterval, usualConfidence, type Interval } from './intervals.ts';
import { logFactorial } from './saddle-point.ts';
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
 * Two-sided p-value of equal shares: Fisher's exact test (1935), twice the tail beyond what was seen. Exact
 * because it is asked of thousands of rare values at once and corrected for all: that far out the z test
 * is wrong by orders of magnitude. 1 where nothing can be told: a side without units, or no variation.
 * Takes some standard deviations of steps: microseconds, milliseconds for millions of units.
 */
export function equalSharesP(a: ProportionStatistic, b: ProportionStatistic): number {
  if (a.n <= 0 || b.n <= 0) return 1;
  const [more, less] = a.successes * b.n >= b.successes * a.n ? [a, b] : [b, a];
  const ways = logWays(more) + logWays(less);
  const all = logWays({ n: a.n + b.n, successes: a.successes + b.successes });
  return Math.min(1, 2 * Math.exp(ways - all) * tailBeyond(more, less));
}

/** Logarithm of the ways to choose who succeeds. */
const logWays = ({ n, successes }: ProportionStatistic) =>
  logFactorial(n) - logFactorial(successes) - logFactorial(n - successes);

/** Tables with these margins in which `more` has no fewer successes, in units of the table seen. */
function tailBeyond(more: ProportionStatistic, less: ProportionStatistic): number {
  let sum = 1;
  let term = 1;
  const most = Math.min(more.n - more.successes, less.successes);
  for (let moved = 0; moved < most && term > 1e-17 * sum; moved += 1) {
    const [from, to] = [less.successes - moved, more.successes + moved];
    term *= (from * (more.n - to)) / ((to + 1) * (less.n - from + 1));
    sum += term;
  }
  return sum;
}
