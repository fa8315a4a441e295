/**
 * The numbers keep their promises: false alarms, coverage and power over seeded simulated experiments,
 * printed. Bands are 3.3 binomial standard errors around the promise, one chance in a thousand each;
 * where an approximation is known to bend, the band says by how much.
 */
import { afterAll, expect, test } from 'vitest';
import { compare, type Compared } from './comparison.ts';
import { adjusted } from './cuped.ts';
import { ofMean, ofProportion, ofRatio, type Estimate } from './estimate.ts';
import { interval, proportionInterval } from './intervals.ts';
import { benjaminiHochberg, holm } from './multiplicity.ts';
import { powerOf, type PlannedTest } from './power.ts';
import { sampleRatio } from './sample-ratio.ts';
import { sampleSize } from './sample-size.ts';
import { equalSharesP } from './shares.ts';
import { binomial, lognormal, normal, poisson, seeded, type Random } from './testing/random.ts';

const report: { what: string; promised: string; seen: number; rounds: number; seed: number }[] = [];
afterAll(() => console.table(report));

type Level = {
  what: string;
  share: number;
  rounds: number;
  seed: number;
  /** How far an approximation is known to be off, both ways. */
  bend?: number;
  /** Errs on the safe side: more coverage than promised is kept as well, fewer false alarms too. */
  mayBeMore?: boolean;
  mayBeLess?: boolean;
};

/** The share of rounds in which `happens`, within its band around the promise. */
function holds(promise: Level, happens: (random: Random) => boolean): void {
  const { what, share, rounds, seed, bend = 0, mayBeMore = false, mayBeLess = false } = promise;
  const random = seeded(seed);
  let count = 0;
  for (let round = 0; round < rounds; round += 1) if (happens(random)) count += 1;
  const seen = count / rounds;
  const band = 3.3 * Math.sqrt((share * (1 - share)) / rounds) + bend;
  const sign = mayBeMore ? '-' : mayBeLess ? '+' : '±';
  const promised = `${share.toFixed(4)} ${sign} ${band.toFixed(4)}`;
  report.push({ what, promised, seen, rounds, seed });
  if (!mayBeLess) expect(seen, `${what}: ${seen}`).toBeGreaterThan(share - band);
  if (!mayBeMore) expect(seen, `${what}: ${seen}`).toBeLessThan(share + band);
}

type Draw = (random: Random) => number;

function sample(random: Random, n: number, draw: Draw): Estimate {
  let sum = 0;
  let sumOfSquares = 0;
  for (let i = 0; i < n; i += 1) {
    const value = draw(random);
    sum += value;
    sumOfSquares += value * value;
  }
  return ofMean({ n, sum, sumOfSquares });
}

function compared(base: Estimate, variant: Estimate): Compared {
  const one = compare(base, variant, { label: 'randomised' });
  if (one.outcome === 'refused') throw new Error(one.because);
  return one;
}

const covers = ({ low, high }: { low: number; high: number }, truth: number) =>
  low <= truth && truth <= high;
const gaussian = (mean: number, sd: number) => (random: Random) => mean + sd * normal(random);
const orders = (random: Random) => lognormal(random, 40, 0.8);
const meanOrder = 40 * Math.exp(0.32);

const nulls: readonly [string, number, Draw, number, Draw, number?][] = [
  ['normal, equal', 40, gaussian(5, 2), 40, gaussian(5, 2)],
  ['normal, 10 against 200, the small one wild', 10, gaussian(5, 9), 200, gaussian(5, 1)],
  ['normal, 10 against 200, the large one wild', 10, gaussian(5, 1), 200, gaussian(5, 9)],
  ['order values, equal', 300, orders, 300, orders],
  // Skewness of a small arm beside a large one does not cancel: Welch is a little too eager.
  ['order values, 200 against 1800', 200, orders, 1800, orders, 0.012],
  ['events per person, Poisson .1', 500, (r) => poisson(r, 0.1), 2000, (r) => poisson(r, 0.1)],
];
test.each(nulls)('false alarms at .05: %s', (what, n1, one, n2, other, bend = 0) => {
  const rounds = n1 + n2 > 2100 ? 2500 : 8000;
  holds({ what: `false alarms: ${what}`, share: 0.05, rounds, seed: n1 + n2, bend }, (random) => {
    return compared(sample(random, n1, one), sample(random, n2, other)).difference.pValue < 0.05;
  });
});

const shares: readonly [number, number, number, number?][] = [
  [0.5, 200, 200],
  [0.1, 1000, 9000],
  [0.005, 4000, 4000],
  [0.002, 10_000, 10_000],
  // Five and fifteen events beside nine times as many: whole counts, so the level moves in steps.
  [0.005, 1000, 9000, 0.02],
  [0.005, 3000, 27_000, 0.01],
];
test.each(shares)('false alarms at .05: share %f, %i against %i', (share, n1, n2, bend = 0) => {
  const what = `false alarms: share ${share}, ${n1} against ${n2}`;
  holds({ what, share: 0.05, rounds: 10_000, seed: n1 + n2, bend }, (random) => {
    const base = ofProportion({ n: n1, successes: binomial(random, n1, share) });
    const variant = ofProportion({ n: n2, successes: binomial(random, n2, share) });
    const one = compare(base, variant, { label: 'randomised' });
    return one.outcome === 'compared' && one.difference.pValue < 0.05;
  });
});

test('95 % intervals of order values cover: difference, delta, Fieller', () => {
  const arms = (random: Random) =>
    [sample(random, 500, orders), sample(random, 700, (r) => 1.147 * orders(r))] as const;
  const rounds = 2500;
  const difference = {
    what: 'coverage: difference of order values',
    share: 0.95,
    rounds,
    seed: 11,
  };
  holds(difference, (random) => covers(compared(...arms(random)).difference, 0.147 * meanOrder));
  holds({ ...difference, what: 'coverage: +14.7 % by delta', seed: 12 }, (random) => {
    const { relative } = compared(...arms(random));
    return relative.method === 'delta' && covers(relative, 0.147);
  });
  const uncertain = { ...difference, what: 'coverage: +50 % by Fieller, base uncertain', seed: 13 };
  holds({ ...uncertain, rounds: 6000 }, (random) => {
    const [base, variant] = [
      sample(random, 60, gaussian(1, 1.8)),
      sample(random, 60, gaussian(1.5, 1.8)),
    ];
    const one = compare(base, variant, { label: 'randomised', relativeMethod: 'fieller' });
    // Where it is refused the whole line is the interval, which covers.
    if (one.outcome === 'refused' || one.relative.method === 'refused') return true;
    return covers(one.relative, 0.5);
  });
});

test('95 % intervals of one group cover: t, Wilson, ratio', () => {
  const promise = { what: 'coverage: mean of 12, t', share: 0.95, rounds: 8000, seed: 21 };
  holds(promise, (random) => {
    const one = interval(sample(random, 12, gaussian(3, 2)));
    return one !== undefined && covers(one, 3);
  });
  // Wilson's coverage swings around the promise, as every interval for whole counts does.
  for (const [n, share] of [
    [200, 0.3],
    [1000, 0.01],
    [50, 0.9],
  ] as const) {
    const what = `coverage: Wilson, ${share} of ${n}`;
    holds({ ...promise, what, seed: n, bend: 0.012 }, (random) => {
      const one = proportionInterval({ n, successes: binomial(random, n, share) });
      return one !== undefined && covers(one, share);
    });
  }
  holds(
    { ...promise, what: 'coverage: revenue per order, people as units', rounds: 2500, seed: 22 },
    (random) => {
      const one = interval(revenuePerOrder(random, 400));
      return one !== undefined && covers(one, Math.exp(0.18) * 20);
    },
  );
});

/** People order differently often and differently much, so orders are not independent. */
function revenuePerOrder(random: Random, n: number): Estimate {
  const sums = {
    n,
    sumNumerator: 0,
    sumDenominator: 0,
    sumOfSquaresNumerator: 0,
    sumOfSquaresDenominator: 0,
    crossProduct: 0,
  };
  for (let i = 0; i < n; i += 1) {
    const count = poisson(random, 2);
    const revenue = count * lognormal(random, 20, 0.6);
    sums.sumNumerator += revenue;
    sums.sumDenominator += count;
    sums.sumOfSquaresNumerator += revenue * revenue;
    sums.sumOfSquaresDenominator += count * count;
    sums.crossProduct += revenue * count;
  }
  return ofRatio(sums);
}

test('CUPED keeps its level and coverage with a third of the variance', () => {
  const arm = (random: Random, n: number, effect: number) => {
    const sums = {
      n,
      sum: 0,
      sumOfSquares: 0,
      sumBefore: 0,
      sumOfSquaresBefore: 0,
      crossProduct: 0,
    };
    for (let i = 0; i < n; i += 1) {
      const before = 10 + 3 * normal(random);
      const value = before + effect + 2 * normal(random);
      sums.sum += value;
      sums.sumOfSquares += value * value;
      sums.sumBefore += before;
      sums.sumOfSquaresBefore += before * before;
      sums.crossProduct += value * before;
    }
    return sums;
  };
  let [plain, tight] = [0, 0];
  holds({ what: 'coverage: CUPED', share: 0.95, rounds: 2500, seed: 31 }, (random) => {
    const [a, b] = [arm(random, 150, 0), arm(random, 300, 0.4)];
    const { base, variant } = adjusted(a, b);
    plain += ofMean(a).variance;
    tight += base.variance;
    return covers(compared(base, variant).difference, 0.4);
  });
  expect(tight / plain).toBeCloseTo(4 / 13, 2);
});

const plans: readonly [string, PlannedTest, number][] = [
  ['mean', { metric: { kind: 'mean', base: 50, standardDeviation: 20 } }, 0.2],
  [
    'mean, 1 to 4',
    { metric: { kind: 'mean', base: 50, standardDeviation: 20 }, variantPerBase: 4 },
    0.2,
  ],
  ['share', { metric: { kind: 'proportion', base: 0.1 }, power: 0.9 }, 0.3],
];
test.each(plans)(
  'planned sizes find the effect as often as planned: %s',
  (what, plan, relative) => {
    const size = sampleSize(plan, { relative });
    if (!size.possible) throw new Error(size.because);
    const { metric } = plan;
    const draw = (random: Random, n: number, value: number) =>
      metric.kind === 'mean'
        ? sample(random, n, gaussian(value, metric.standardDeviation))
        : ofProportion({ n, successes: binomial(random, n, value) });
    const share = powerOf(plan, relative * metric.base, size.sizes);
    const { base, variant } = size.sizes;
    holds(
      { what: `power: ${what}, ${base} and ${variant}`, share, rounds: 4000, seed: base },
      (random) => {
        const groups = [
          draw(random, base, metric.base),
          draw(random, variant, metric.base * (1 + relative)),
        ] as const;
        const { difference } = compared(...groups);
        return difference.pValue < 0.05;
      },
    );
  },
);

test('a sound split is called a mismatch once in a thousand, a broken one found', () => {
  const split = (random: Random, n: number, first: number) => {
    const one = binomial(random, n, first);
    const two = binomial(random, n - one, 0.5);
    return [one, two, n - one - two].map((units, i) => ({ units, weight: i === 0 ? 2 : 1 }));
  };
  const promise = {
    what: 'sample ratio: false alarms at .001',
    share: 0.001,
    rounds: 30_000,
    seed: 41,
  };
  holds(promise, (random) => sampleRatio(split(random, 400, 0.5)).mismatch);
  const random = seeded(42);
  const found = Array.from(
    { length: 100 },
    () => sampleRatio(split(random, 20_000, 0.52)).mismatch,
  );
  expect(found.filter(Boolean).length).toBeGreaterThan(95);
});

test.each([
  [0.5, 0.5],
  [0.95, 0.05],
])('looked at after each ten people, a sound split of %f and %f stays sound', (first, second) => {
  const rounds = 2000;
  const random = seeded(43);
  let [everByOne, everByMany] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    let units = 0;
    const looks = Array.from({ length: 200 }, (_, look) => {
      units += binomial(random, 10, second);
      const other = (look + 1) * 10 - units;
      return sampleRatio(
        [
          { units: other, weight: first },
          { units, weight: second },
        ],
        0.01,
      );
    });
    if (looks.some(({ mismatch }) => mismatch)) everByOne += 1;
    if (looks.some(({ anytimePValue }) => anytimePValue < 0.01)) everByMany += 1;
  }
  const what = `sample ratio, 200 looks, ${second}`;
  const seen = everByMany / rounds;
  report.push({ what, promised: 'at most 0.01', seen, rounds, seed: 43 });
  expect(everByMany / rounds).toBeLessThan(0.01 + 3.3 * Math.sqrt((0.01 * 0.99) / rounds));
  // Why it is needed: the test of one look would end many a sound experiment.
  expect(everByOne / rounds).toBeGreaterThan(0.05);
});

test.each([
  [5, 0.03],
  [8, 0.97],
  [40, 0.05],
])('of %i people with a trait, of whom a share of %f is lost, it is chance', (has, lost) => {
  const [all, left] = [10_000, Math.round(10_000 * lost)];
  const what = `equal shares, ${has} of 10,000, ${lost} lost`;
  // Exact tests of few err on the safe side.
  holds({ what, share: 0.001, rounds: 20_000, seed: has, mayBeLess: true }, (random) => {
    const successes = binomial(random, has, lost);
    const a = { n: left, successes };
    return equalSharesP(a, { n: all - left, successes: has - successes }) < 0.001;
  });
});

test('Holm keeps the family, Benjamini-Hochberg the share of false finds', () => {
  const p = (random: Random, effect: number) =>
    compared(sample(random, 30, gaussian(0, 1)), sample(random, 30, gaussian(effect, 1))).difference
      .pValue;
  const family = {
    what: 'Holm: any false alarm among 8 at .05',
    share: 1 - (1 - 0.05 / 8) ** 8,
    rounds: 3000,
    seed: 51,
  };
  holds(family, (random) =>
    holm(Array.from({ length: 8 }, () => p(random, 0))).some((one) => one < 0.05),
  );
  const random = seeded(52);
  const rounds = 800;
  let shareFalse = 0;
  for (let round = 0; round < rounds; round += 1) {
    const list = Array.from({ length: 10 }, (_, i) => p(random, i < 5 ? 0 : 1));
    const found = benjaminiHochberg(list).map((one) => one < 0.1);
    const all = found.filter(Boolean).length;
    shareFalse += found.slice(0, 5).filter(Boolean).length / Math.max(1, all) / rounds;
  }
  report.push({
    what: 'Benjamini-Hochberg: false share',
    promised: '0.05 ± 0.015',
    seen: shareFalse,
    rounds,
    seed: 52,
  });
  // At level .1 with half the hypotheses true: .1 x 5 / 10.
  expect(Math.abs(shareFalse - 0.05)).toBeLessThan(0.015);
});

test.each([
  [0.05, 0.002, 1000, 1000],
  [0.02, 0.001, 1000, 1000],
  [0.005, 0.005, 9000, 1000],
  [0.5, 0.985, 400, 400],
])('95 %% intervals of a relative effect cover: share %f against %f', (p, q, n, m) => {
  const what = `coverage: relative, ${p} of ${n} against ${q} of ${m}`;
  holds({ what, share: 0.95, rounds: 5000, seed: 62, mayBeMore: true }, (random) => {
    const base = ofProportion({ n, successes: binomial(random, n, p) });
    const variant = ofProportion({ n: m, successes: binomial(random, m, q) });
    const { relative } = compared(base, variant);
    return relative.method === 'refused' || covers(relative, q / p - 1);
  });
});

test('95 % intervals of rare shares cover a true difference', () => {
  const what = 'coverage: .4 % against .8 %, 1500 and 4500';
  // Agresti and Caffo err on the safe side.
  holds({ what, share: 0.95, rounds: 10_000, seed: 61, bend: 0.015 }, (random) => {
    const base = ofProportion({ n: 1500, successes: binomial(random, 1500, 0.004) });
    const variant = ofProportion({ n: 4500, successes: binomial(random, 4500, 0.008) });
    return covers(compared(base, variant).difference, 0.004);
  });
});
