import type { CausalLabel } from './causal-label.ts';
import { standardErrorOf, type Estimate } from './estimate.ts';
import { usualConfidence, type Interval } from './intervals.ts';
import { relativeEffect, type RelativeEffect, type RelativeMethod } from './relative-effect.ts';
import { studentQuantile, studentSurvival } from './student-t.ts';

/** Variant minus base, in the metric's unit. */
export type Difference = Interval & {
  readonly standardError: number;
  readonly degreesOfFreedom: number;
  /** Two-sided, of no difference. */
  readonly pValue: number;
};

/** What makes a result less certain than its interval says. */
export type Caution = 'few-units' | 'few-events';

/** Why two groups could not be compared. */
export type RefusedBecause = 'too-few-units' | 'no-value' | 'no-variation';

/** Two groups compared, with the word for how they came about; or the reason why not. */
export type Comparison = Compared | Refused;

export type Compared = {
  readonly outcome: 'compared';
  readonly label: CausalLabel;
  readonly confidence: number;
  readonly base: Estimate;
  readonly variant: Estimate;
  readonly difference: Difference;
  readonly relative: RelativeEffect;
  readonly cautions: readonly Caution[];
};

export type Refused = {
  readonly outcome: 'refused';
  readonly label: CausalLabel;
  readonly because: RefusedBecause;
};

export type ComparisonOptions = {
  /** How the groups came about; only the caller knows. */
  readonly label: CausalLabel;
  /** Between 0 and 1; 0.95 unless told. */
  readonly confidence?: number;
  /** 'auto' unless told: see `relativeEffect`. */
  readonly relativeMethod?: RelativeMethod;
};

/** Below these the normal approximation behind the interval is doubtful: a rule of thumb, shown as a caution. */
const fewUnits = 30;
const fewEvents = 10;

/**
 * Compares a variant with a base by Welch's t test: variances and sizes may differ (Welch 1947;
 * degrees of freedom by Satterthwaite 1946, eq. 17). Refuses below two units in a group, where a
 * ratio has no denominator, and where a group does not vary at all, since its error is then unknown
 * and not zero.
 */
export function compare(
  base: Estimate,
  variant: Estimate,
  { label, confidence = usualConfidence, relativeMethod = 'auto' }: ComparisonOptions,
): Comparison {
  const because = refusal(base, variant);
  if (because !== undefined) return { outcome: 'refused', label, because };
  const difference = welch(base, variant, confidence);
  const multiple = studentQuantile((1 + confidence) / 2, difference.degreesOfFreedom);
  const relative = relativeEffect(base, variant, { multiple, method: relativeMethod });
  const cautions = cautionsOf(base, variant);
  return {
    outcome: 'compared',
    label,
    confidence,
    base,
    variant,
    difference,
    relative,
    cautions,
  };
}

function refusal(base: Estimate, variant: Estimate): RefusedBecause | undefined {
  const groups = [base, variant];
  if (groups.some(({ n }) => n < 2)) return 'too-few-units';
  if (!groups.every(({ value, variance }) => Number.isFinite(value + variance))) return 'no-value';
  return groups.some(({ variance }) => variance <= 0) ? 'no-variation' : undefined;
}

function welch(base: Estimate, variant: Estimate, confidence: number): Difference {
  const value = variant.value - base.value;
  const standardError = Math.hypot(standardErrorOf(base), standardErrorOf(variant));
  const degreesOfFreedom = welchDegrees(base, variant);
  const half = studentQuantile((1 + confidence) / 2, degreesOfFreedom) * standardError;
  const pValue = 2 * studentSurvival(Math.abs(value) / standardError, degreesOfFreedom);
  return {
    value,
    low: value - half,
    high: value + half,
    standardError,
    degreesOfFreedom,
    pValue,
  };
}

/** Satterthwaite (1946), eq. 17: between the smaller n - 1 and the sum of both. */
export function welchDegrees(base: Estimate, variant: Estimate): number {
  const [one, other] = [base.variance / base.n, variant.variance / variant.n];
  const spread = one ** 2 / (base.n - 1) + other ** 2 / (variant.n - 1);
  return (one + other) ** 2 / spread;
}

function cautionsOf(base: Estimate, variant: Estimate): readonly Caution[] {
  const units = Math.min(base.n, variant.n) < fewUnits;
  const events = Math.min(base.events ?? Infinity, variant.events ?? Infinity) < fewEvents;
  return [...(units ? (['few-units'] as const) : []), ...(events ? (['few-events'] as const) : [])];
}
