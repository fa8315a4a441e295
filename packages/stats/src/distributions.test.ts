/** The distributions agree with SciPy 1.10.1, and with themselves: tails add to one, quantiles invert. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { betaCdf, betaQuantile, betaSurvival } from './beta.ts';
import { chiSquareCdf, chiSquareQuantile, chiSquareSurvival } from './chi-square.ts';
import { gammaCdf, gammaQuantile, gammaSurvival } from './gamma.ts';
import { noncentralSurvival } from './noncentral-t.ts';
import { normalCdf, normalQuantile, normalSurvival } from './normal.ts';
import { studentCdf, studentQuantile, studentSurvival } from './student-t.ts';
import { fixture, hasFixtures } from './testing/fixtures.ts';

type Case = { readonly x: number; readonly p: number; readonly df: number; a: number; b: number };
type Cases = { readonly cases: Readonly<Record<string, readonly Case[]>> };

const functions: Readonly<Record<string, (one: Case) => readonly [number, number]>> = {
  t_cdf: ({ x, df, p }) => [studentCdf(x, df), p],
  t_ppf: ({ x, df, p }) => [studentQuantile(p, df), x],
  norm_ppf: ({ x, p }) => [normalQuantile(p), x],
  norm_cdf: ({ x, p }) => [normalCdf(x), p],
  chi2_sf: ({ x, df, p }) => [chiSquareSurvival(x, df), p],
  beta_cdf: ({ x, a, b, p }) => [betaCdf(x, a, b), p],
  gammainc: ({ x, a, p }) => [gammaCdf(x, a), p],
};

/** Relative, or absolute below 1e-300 and where the reference is a rounded zero. */
const miss = (ours: number, theirs: number) =>
  Math.abs(ours - theirs) / (Math.abs(theirs) > 1e-15 || theirs === 0 ? Math.abs(theirs) || 1 : 1);

test.skipIf(!hasFixtures)('SciPy agrees to 1e-9', () => {
  const { cases } = fixture<Cases>('statsmodels-scipy/distributions.json');
  expect(Object.keys(cases).toSorted()).toEqual(Object.keys(functions).toSorted());
  const worst = Object.entries(functions).map(([name, both]) => {
    const misses = (cases[name] ?? []).map((one) => relative(name, one, both(one)));
    return { name, miss: Math.max(...misses) };
  });
  console.info('largest relative difference from SciPy', worst);
  for (const { miss } of worst) expect(miss).toBeLessThan(1e-9);
});

const relative = (name: string, one: Case, [ours, theirs]: readonly [number, number]) => {
  // SciPy's own rounding at the median, and its flush to zero of 2.9e-316.
  if (name === 't_ppf' && one.p === 0.5) return Math.abs(ours - theirs);
  return miss(ours, theirs);
};

// Far tails, computed with 50 digits from the closed forms that exist there.
const tails: readonly [string, number, number][] = [
  ['normal 10', normalSurvival(10), 7.61985302416053e-24],
  ['normal 37', normalSurvival(37), 5.725571222524577e-300],
  ['Cauchy 1e8', studentSurvival(1e8, 1), 1 / Math.PI / 1e8],
  [
    't with 2 degrees',
    studentSurvival(1e6, 2),
    (0.5 * (2 / (1e12 + 2))) / (1 + 1 / Math.sqrt(1 + 2e-12)),
  ],
  ['exponential', gammaSurvival(600, 1), Math.exp(-600)],
  ['chi-square, 2 degrees', chiSquareSurvival(1200, 2), Math.exp(-600)],
  ['chi-square, 4 degrees', chiSquareSurvival(200, 4), 101 * Math.exp(-100)],
  ['beta(1, 50)', betaSurvival(0.9, 1, 50), 0.1 ** 50],
  ['beta(50, 1)', betaCdf(0.01, 50, 1), 1e-100],
];
test.each(tails)('%s', (_name, ours, exact) => {
  expect(Math.abs(ours / exact - 1)).toBeLessThan(1e-11);
});

const seed = 20_261_123;
console.info(`distributions: fast-check seed ${seed}`);
const p = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });
const shape = fc.double({ min: 0.5, max: 3000, noNaN: true });
const inverts = (cdf: number, survival: number, p: number) => {
  expect(Math.abs(cdf - p)).toBeLessThan(1e-9 * Math.min(1, p) + 1e-15);
  expect(Math.abs(cdf + survival - 1)).toBeLessThan(1e-13);
};

test('a quantile is undone by its distribution, and both tails add to one', () => {
  const body = (p: number, a: number, b: number) => {
    const [z, t] = [normalQuantile(p), studentQuantile(p, a)];
    inverts(normalCdf(z), normalSurvival(z), p);
    inverts(studentCdf(t, a), studentSurvival(t, a), p);
    const [c, g] = [chiSquareQuantile(p, a), gammaQuantile(p, a)];
    inverts(chiSquareCdf(c, a), chiSquareSurvival(c, a), p);
    inverts(gammaCdf(g, a), gammaSurvival(g, a), p);
    const x = betaQuantile(p, a, b);
    // Next to one a double has no digits left for 1 - x.
    if (x < 0.999) inverts(betaCdf(x, a, b), betaSurvival(x, a, b), p);
  };
  fc.assert(fc.property(p, shape, shape, body), { seed, numRuns: 300 });
});

test('millions of units cost no digits', () => {
  for (const df of [1e5, 1e6, 1e7]) {
    // Fisher's expansion (Abramowitz and Stegun 1964, 26.7.5), exact here to 1e-14.
    const z = 1.959963984540054;
    const fisher =
      z + (z ** 3 + z) / (4 * df) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * df * df);
    const miss = Math.abs(studentQuantile(0.975, df) / fisher - 1);
    expect(miss, `${df}: ${miss}`).toBeLessThan(1e-10);
  }
});

test('what is no probability has no quantile', () => {
  for (const bad of [-0.1, 1.1, Number.NaN]) {
    expect(normalQuantile(bad)).toBeNaN();
    expect(studentQuantile(bad, 3)).toBeNaN();
    expect(gammaQuantile(bad, 3)).toBeNaN();
    expect(betaQuantile(bad, 3, 3)).toBeNaN();
  }
  expect(studentSurvival(1, 0)).toBeNaN();
  expect(gammaSurvival(1, -1)).toBeNaN();
  expect(betaCdf(0.5, 0, 1)).toBeNaN();
  expect([
    normalQuantile(0),
    normalQuantile(1),
    betaQuantile(1, 2, 3),
    gammaQuantile(0, 2),
  ]).toEqual([-Infinity, Infinity, 1, 0]);
});

test('noncentral t without noncentrality is Student t', () => {
  for (const df of [1, 2, 7.5, 100, 1e5]) {
    for (const t of [-3, 0, 0.5, 2, 5]) {
      expect(Math.abs(noncentralSurvival(t, df, 0) - studentSurvival(t, df))).toBeLessThan(1e-10);
    }
  }
});
