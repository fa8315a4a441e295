import type { CausalLabel } from './causal-label.ts';
import { ofProportion, standardErrorOf, type Estimate } from './estimate.ts';
import { usualConfidence, type Interval } from './intervals.ts';
import {
  refusedEffect,
  relativeEffect,
  type RelativeEffect,
  type RelativeMethod,
  type RelativeOptions,
} from './relative-effect.ts';
import { studentQuantile, studentSurvival } from './student-t.ts';

/** Variant minus base, in the metric's unit. That of two shares stays within [-1, 1]. */
export type Difference = Interval & {
  readonly method: 'welch' | 'agresti-caffo';
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
  /** 'plain' keeps Welch's test for shares with few events, where it raises too many false alarms. */
  readonly rareEvents?: 'adjusted' | 'plain';
};

/** Below this the normal approximation behind the interval is doubtful: a rule of thumb, shown as a caution. */
const fewUnits = 30;
/** With 5 events in one arm and 45 in the other, Welch's test at .05 rejects 7 % of true nulls; from 20 on 5 to 6 %. */
const fewEvents = 20;

/**
 * Compares a variant with a base by Welch's t test: variances and sizes may differ (Welch 1947;
 * degrees of freedom by Satterthwaite 1946). Refuses below two units in a group, where a
 * ratio has no denominator, and where a group does not vary at all, since its error is then unknown
 * and not zero. Shares with few events get the interval of Agresti and Caffo (2000): one success and
 * one failure more in each group, and so does the relative effect. It then holds even for none at all.
 */
export function compare(base: Estimate, variant: Estimate, options: ComparisonOptions): Comparison {
  const { label, confidence = usualConfidence, relativeMethod: method = 'auto' } = options;
  const isRare = hasFewEvents(base, variant) && options.rareEvents !== 'plain';
  const pair = isRare ? ([plusOne(base), plusOne(variant)] as const) : ([base, variant] as const);
  const because = refusal(base, variant) ?? noVariation(pair);
  if (because !== undefined) return { outcome: 'refused', label, because };
  const tested = welch(...pair, confidence);
  const multiple = studentQuantile((1 + confidence) / 2, tested.degreesOfFreedom);
  const relative = { multiple, method };
  return {
    outcome: 'compared',
    label,
    confidence,
    base,
    variant,
    difference: {
      ...tested,
      ...(isRare && {
        value: variant.value - base.value,
        low: Math.max(-1, tested.low),
        high: Math.min(1, tested.high),
      }),
      method: isRare ? 'agresti-caffo' : 'welch',
    },
    relative: isRare
      ? rareRelativeEffect([base, variant], pair, relative)
      : relativeEffect(base, variant, relative),
    cautions: cautionsOf(base, variant),
  };
}

/** One success and one failure more: Agresti and Caffo (2000), "Simple and effective confidence intervals for proportions". */
const plusOne = ({ n, value }: Estimate): Estimate =>
  ofProportion({ n: n + 2, successes: value * n + 1 });

/**
 * The relative effect as seen, in the interval of the groups with one success and one failure more: a
 * variant without any event would else have no error at all, and an interval of no width. Refused
 * where either base is too close to zero.
 */
function rareRelativeEffect(
  seen: readonly [Estimate, Estimate],
  smoothed: readonly [Estimate, Estimate],
  options: RelativeOptions,
): RelativeEffect {
  const effect = relativeEffect(...seen, options);
  const held = relativeEffect(...smoothed, options);
  if (effect.method === 'refused' || held.method === 'refused') return refusedEffect;
  return { ...held, value: effect.value };
}

const hasFewEvents = (base: Estimate, variant: Estimate) =>
  base.events !== undefined &&
  variant.events !== undefined &&
  Math.min(base.events, variant.events) < fewEvents;

function refusal(base: Estimate, variant: Estimate): RefusedBecause | undefined {
  const groups = [base, variant];
  if (groups.some(({ n }) => n < 2)) return 'too-few-units';
  if (!groups.every(({ value, variance }) => Number.isFinite(value + variance))) return 'no-value';
  return undefined;
}

const noVariation = (groups: readonly Estimate[]): RefusedBecause | undefined =>
  groups.some(({ variance }) => variance <= 0) ? 'no-variation' : undefined;

function welch(base: Estimate, variant: Estimate, confidence: number): Omit<Difference, 'method'> {
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

/** Satterthwaite (1946): between the smaller n - 1 and the sum of both. */
export function welchDegrees(base: Estimate, variant: Estimate): number {
  const [one, other] = [base.variance / base.n, variant.variance / variant.n];
  const spread = one ** 2 / (base.n - 1) + other ** 2 / (variant.n - 1);
  return (one + other) ** 2 / spread;
}

function cautionsOf(base: Estimate, variant: Estimate): readonly Caution[] {
  const units = Math.min(base.n, variant.n) < fewUnits;
  const events = hasFewEvents(base, variant);
  return [...(units ? (['few-units'] as const) : []), ...(events ? (['few-events'] as const) : [])];
}
