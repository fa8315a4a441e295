import { chiSquareSurvival } from './chi-square.ts';

/** One arm of an experiment: the units seen in it and its planned weight (any positive scale). */
export type ArmCount = { readonly units: number; readonly weight: number };

/** Below this p-value an experiment is invalid (Fabijan et al. 2019, "Diagnosing sample ratio mismatch"). */
export const sampleRatioThreshold = 0.001;

/** Whether the units split as planned. `mismatch` hides every other number. */
export type SampleRatio = {
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  readonly mismatch: boolean;
  /** Units planned for each arm, in the order given. */
  readonly expected: readonly number[];
};

/**
 * Sample ratio mismatch: Pearson's (1900) chi-square of the units per arm against the planned weights.
 * Arms of zero weight count neither as units nor as degrees of freedom, unless somebody is in them,
 * which chance cannot explain (p = 0). For one look; several looks need a correction of their own.
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
  const tail = degreesOfFreedom === 0 ? 1 : chiSquareSurvival(chiSquare, degreesOfFreedom);
  const pValue = strays ? 0 : tail;
  return { chiSquare, degreesOfFreedom, pValue, mismatch: pValue < threshold, expected };
}

const isAmount = (value: number) => Number.isFinite(value) && value >= 0;

const departure = (units: number, expected: number) =>
  expected > 0 ? (units - expected) ** 2 / expected : 0;
