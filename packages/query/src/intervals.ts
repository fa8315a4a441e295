/** Shares, their intervals and tests. Imports nothing, so that it can move to packages/stats. */

export type Share = { readonly value: number; readonly low: number; readonly high: number };
/** Two-sided 95 % point of the standard normal distribution. */
const z95 = 1.959963984540054;

/** Wilson (1927) score interval of `count` out of `of`; without any trial nothing is known: 0 to 1. */
export function wilson(count: number, of: number, z = z95): Share {
  if (of <= 0) return { value: 0, low: 0, high: 1 };
  const share = count / of;
  const centre = share + (z * z) / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  return {
    value: share,
    low: Math.max(0, Math.min(share, (centre - half) / scale)),
    high: Math.min(1, Math.max(share, (centre + half) / scale)),
  };
}

type Count = { readonly count: number; readonly of: number };

/** Difference of two independent shares, `a - b`: Newcombe (1998), method 10, from Wilson intervals. */
export function newcombe(a: Count, b: Count, z = z95): Share {
  const [first, second] = [wilson(a.count, a.of, z), wilson(b.count, b.of, z)];
  const value = first.value - second.value;
  return {
    value,
    low: value - Math.hypot(first.value - first.low, second.high - second.value),
    high: value + Math.hypot(first.high - first.value, second.value - second.low),
  };
}

/** Two-sided p-value of equal shares, by the pooled z test; 1 where nothing can be told. */
export function equalSharesP(a: Count, b: Count): number {
  if (a.of <= 0 || b.of <= 0) return 1;
  const pooled = (a.count + b.count) / (a.of + b.of);
  const variance = pooled * (1 - pooled) * (1 / a.of + 1 / b.of);
  if (variance <= 0) return 1;
  return erfc(Math.abs(a.count / a.of - b.count / b.of) / Math.sqrt(2 * variance));
}

/**
 * Complementary error function of x >= 0: Abramowitz and Stegun (1964), series 7.1.6 for small x,
 * continued fraction 7.1.14 for large.
 */
export function erfc(x: number): number {
  if (x < 2.5) {
    let term = x;
    let sum = x;
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n += 1) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  }
  let fraction = x;
  for (let n = 80; n >= 1; n -= 1) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (fraction * Math.sqrt(Math.PI));
}

/** Holm (1979): p-values corrected for their number, in the order given. */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((p, i) => ({ p, i })).toSorted((a, b) => a.p - b.p);
  const corrected = pValues.map(() => 1);
  let least = 0;
  order.forEach(({ p, i }, place) => {
    least = Math.min(1, Math.max(least, p * (pValues.length - place)));
    corrected[i] = least;
  });
  return corrected;
}
