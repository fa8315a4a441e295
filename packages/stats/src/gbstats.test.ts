/** The frequentist two-sided cases of gbstats 0.8.0: effect, interval, standard error and p-value. */
import { afterAll, expect, test } from 'vitest';
import { compare } from './comparison.ts';
import { adjusted } from './cuped.ts';
import { ofMean, ofProportion, ofRatio, type Estimate } from './estimate.ts';
import type { AdjustableStatistic } from './statistics.ts';
import { studentSurvival } from './student-t.ts';
import { fixture, hasFixtures } from './testing/fixtures.ts';

type Sums = {
  readonly type: string;
  readonly n: number;
  readonly sum: number;
  sum_squares?: number;
};
type Recorded = Sums & {
  readonly m_statistic: Sums;
  readonly d_statistic: Sums;
  readonly m_d_sum_of_products: number;
  readonly post_statistic: Sums;
  readonly pre_statistic: Sums;
  readonly post_pre_sum_of_products: number;
};
type Answer = {
  readonly expected: number;
  readonly ci: readonly [number, number];
  readonly uplift: { readonly stddev: number };
  readonly errorMessage: string | null;
  readonly pValue: number;
};
type Case = {
  readonly kind: string;
  readonly difference_type: 'absolute' | 'relative';
  readonly alpha: number;
  readonly control: Recorded;
  readonly treatment: Recorded;
  readonly expected: { readonly two_sided: Answer };
};

const squares = ({ sum, sum_squares }: Sums) => sum_squares ?? sum;
const estimates: Readonly<Record<string, (one: Recorded) => Estimate>> = {
  ProportionStatistic: ({ n, sum }) => ofProportion({ n, successes: sum }),
  SampleMeanStatistic: (one) => ofMean({ n: one.n, sum: one.sum, sumOfSquares: squares(one) }),
  RatioStatistic: ({ n, m_statistic, d_statistic, m_d_sum_of_products }) =>
    ofRatio({
      n,
      sumNumerator: m_statistic.sum,
      sumDenominator: d_statistic.sum,
      sumOfSquaresNumerator: squares(m_statistic),
      sumOfSquaresDenominator: squares(d_statistic),
      crossProduct: m_d_sum_of_products,
    }),
};

const adjustable = (one: Recorded): AdjustableStatistic => ({
  n: one.n,
  sum: one.post_statistic.sum,
  sumOfSquares: squares(one.post_statistic),
  sumBefore: one.pre_statistic.sum,
  sumOfSquaresBefore: squares(one.pre_statistic),
  crossProduct: one.post_pre_sum_of_products,
});

function groups({ kind, control, treatment }: Case): readonly [Estimate, Estimate] | undefined {
  if (kind === 'cuped_mean' || kind === 'cuped_proportion') {
    const { base, variant } = adjusted(adjustable(control), adjustable(treatment));
    return [base, variant];
  }
  const estimate = estimates[control.type];
  return estimate === undefined ? undefined : [estimate(control), estimate(treatment)];
}

/** Kinds that this package does not have, with how many of the published cases are of it. */
const notBuilt: Readonly<Record<string, number>> = {
  quantile: 8,
  quantile_clustered: 5,
  cuped_ratio: 2,
};
const all = hasFixtures ? fixture<{ cases: readonly Case[] }>('gbstats/ab_tests.json').cases : [];
const cases = all.filter(({ kind }) => !(kind in notBuilt));
const worst = new Map<string, number>();
const near = (what: string, ours: number, theirs: number) => {
  const miss = Math.abs(ours - theirs) / Math.max(1, Math.abs(theirs));
  worst.set(what, Math.max(worst.get(what) ?? 0, miss));
  expect(miss, `${what}: ${ours}, not ${theirs}`).toBeLessThan(1e-6);
};
afterAll(() => console.info('largest difference from gbstats', Object.fromEntries(worst)));

for (const [i, one] of cases.entries()) {
  test(`${i} ${one.kind} ${one.difference_type}`, () => {
    const theirs = one.expected.two_sided;
    const [base, variant] = groups(one) ?? [];
    if (base === undefined || variant === undefined) throw new Error(`unknown kind ${one.kind}`);
    const options = {
      label: 'randomised',
      relativeMethod: 'delta',
      rareEvents: 'plain',
      confidence: 1 - one.alpha,
    } as const;
    const result = compare(base, variant, options);
    if (theirs.errorMessage !== null) {
      expect(result).toMatchObject({ outcome: 'refused', because: 'no-variation' });
      return;
    }
    if (result.outcome === 'refused') throw new Error(`refused ${result.because}`);
    if (one.kind === 'cuped_proportion') {
      // Theirs divides by n for shares, ours by n - 1 as for every adjusted mean.
      const bessel = result.difference.standardError / theirs.uplift.stddev - 1;
      if (one.difference_type === 'absolute') expect(bessel).toBeCloseTo(0.5 / one.control.n, 4);
    }
    if (one.kind.startsWith('cuped_') && one.difference_type === 'relative') {
      // Theirs is a share of the base before adjusting; ours of the adjusted one, which varies less.
      const { n, post_statistic } = one.control;
      near('effect', result.difference.value / (post_statistic.sum / n), theirs.expected);
      return;
    }
    if (one.kind === 'edge_small' && one.difference_type === 'relative') {
      // Two of five against three of four: theirs reaches from -188 % to +363 %.
      expect(result.relative).toEqual({ method: 'refused', because: 'base-near-zero' });
      return;
    }
    const effect = one.difference_type === 'absolute' ? result.difference : result.relative;
    if (!('value' in effect)) throw new Error('relative effect refused');
    const t = Math.abs(effect.value) / effect.standardError;
    near('effect', effect.value, theirs.expected);
    if (one.kind === 'cuped_proportion') return;
    near('interval', effect.low, theirs.ci[0]);
    near('interval', effect.high, theirs.ci[1]);
    near('standard error', effect.standardError, theirs.uplift.stddev);
    near('p-value', 2 * studentSurvival(t, result.difference.degreesOfFreedom), theirs.pValue);
  });
}
test.skipIf(!hasFixtures)('all other cases of gbstats are of kinds that are not built', () => {
  const left = Map.groupBy(
    all.filter((one) => !cases.includes(one)),
    ({ kind }) => kind,
  );
  const counts = Object.fromEntries([...left].map(([kind, some]) => [kind, some.length]));
  expect({ looked: cases.length, ...counts }).toEqual({ looked: 40, ...notBuilt });
});
