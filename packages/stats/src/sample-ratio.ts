import { chiSquareSurvival } from './chi-square.ts';
import { logFactorial } from './saddle-point.ts';

/** One arm of an experiment: the units seen in it and its planned weight (any positive scale). */
export type ArmCount = { readonly units: number; readonly weight: number };

/** Below this p-value an experiment is invalid (Fabijan et al. 2019, "Diagnosing sample ratio mismatch"). */
export const sampleRatioThreshold = 0.001;

/** Whether the units split as planned. `mismatch` hides every other number. */
export type SampleRatio = {
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  /** For one look: by chi-square, or the one of many looks where an arm expects too few for it. */
  readonly pValue: number;
  /** Holds however often somebody looks, after each unit if they like; larger than the other. */
  readonly anytimePValue: number;
  /** At this look. Who looks often and ends an experiment for it goes by `anytimePValue`. */
  readonly mismatch: boolean;
  /** Units planned for each arm, in the order given. */
  readonly expected: readonly number[];
};

/** Fewer units expected in an arm, and chi-square calls too many sound splits broken: Cochran (1954). */
const fewestExpected = 5;

/**
 * Sample ratio mismatch: Pearson's (1900) chi-square of the units per arm against the planned weights.
 * Arms of zero weight count neither as units nor as degrees of freedom, unless somebody is in them,
 * which chance cannot explain (p = 0).
 * @throws RangeError where a count or weight is negative or not finite.
 */
export function sampleRatio(
  arms: readonly ArmCount[],
  threshold = sampleRatioThreshold,
): SampleRatio {
  if (!arms.every(({ units, weight }) => isAmount(units) && isAmount(weight))) {
    throw new RangeError('sampleRatio() needs counts and weights of zero or more');
  }
  const planned = arms.filter(({ weight }) => weight > 0);
  const strays = arms.some(({ units, weight }) => weight === 0 && units > 0);
  const weight = planned.reduce((sum, arm) => sum + arm.weight, 0);
  const units = planned.reduce((sum, arm) => sum + arm.units, 0);
  const expected = arms.map((arm) => (weight > 0 ? (units * arm.weight) / weight : 0));
  const terms = arms.map((arm, i) => departure(arm.units, expected[i] ?? 0));
  const chiSquare = strays ? Infinity : terms.reduce((sum, term) => sum + term, 0);
  const degreesOfFreedom = Math.max(0, planned.length - 1);
  const anytimePValue = strays ? 0 : anytime(planned, weight);
  const isSparse = planned.some((arm) => (units * arm.weight) / weight < fewestExpected);
  const pValue =
    strays || isSparse || degreesOfFreedom === 0
      ? anytimePValue
      : chiSquareSurvival(chiSquare, degreesOfFreedom);
  const mismatch = pValue < threshold;
  return { chiSquare, degreesOfFreedom, pValue, anytimePValue, mismatch, expected };
}

/** Units that the planned split is worth before anybody has come; finds departures of some points of a share. */
const concentration = 100;

/**
 * One over the Bayes factor of a split drawn from a Dirichlet distribution around the planned one, against
 * the planned one itself. Of a sound split that factor is a martingale, so it ever reaches 1 / alpha with
 * a chance of at most alpha: Lindon and Malek (2022), "Anytime-valid inference for multinomial count data".
 */
function anytime(planned: readonly ArmCount[], weight: number): number {
  const units = planned.reduce((sum, arm) => sum + arm.units, 0);
  const logFactor = planned.reduce((sum, arm) => {
    const share = arm.weight / weight;
    return sum + logRising(concentration * share, arm.units) - arm.units * Math.log(share);
  }, -logRising(concentration, units));
  return Math.min(1, Math.exp(-logFactor));
}

/** Logarithm of x (x + 1) ... (x + n - 1), x > 0. */
const logRising = (x: number, n: number) => logFactorial(x + n - 1) - logFactorial(x - 1);

const isAmount = (value: number) => Number.isFinite(value) && value >= 0;

const departure = (units: number, expected: number) =>
  expected > 0 ? (units - expected) ** 2 / expected : 0;
