import { normalQuantile } from './normal.ts';
import { plannedGroups, powerOf, type PlannedTest, type Sizes } from './power.ts';
import { solve } from './solve.ts';

/** An effect in the metric's unit, or as a share of the base. */
export type Effect = { readonly absolute: number } | { readonly relative: number };

/** Why no size finds this effect, or no effect is found with this size. */
export type ImpossibleBecause =
  | 'no-effect'
  | 'no-variation'
  | 'base-is-zero'
  | 'share-out-of-range'
  | 'too-few-units'
  | 'out-of-reach';

export type Impossible = { readonly possible: false; readonly because: ImpossibleBecause };

/** Units needed per arm and together; `power` is what these whole numbers give. */
export type SampleSize =
  | {
      readonly possible: true;
      readonly sizes: Sizes;
      readonly total: number;
      readonly power: number;
    }
  | Impossible;

/** The smallest rise that is found with the planned power, absolute and as a share of the base. */
export type MinimumEffect =
  | {
      readonly possible: true;
      readonly absolute: number;
      /** Undefined where the base is zero. */
      readonly relative: number | undefined;
    }
  | Impossible;

/** Units per arm that nobody has. Far above it whole numbers have gaps, and no search would end. */
const mostUnits = 1e12;

const impossible = (because: ImpossibleBecause): Impossible => ({ possible: false, because });

/** The absolute difference that an effect means for this test. */
function differenceOf(test: PlannedTest, effect: Effect): number {
  return 'absolute' in effect ? effect.absolute : effect.relative * Math.abs(test.metric.base);
}

/** The fewest units per arm that find `effect` with the planned power, by the exact power of the t test. */
export function sampleSize(test: PlannedTest, effect: Effect): SampleSize {
  const because = whyNot(test, effect);
  if (because !== undefined) return impossible(because);
  const difference = differenceOf(test, effect);
  const target = test.power ?? 0.8;
  const isEnough = (n: number) => !(powerOf(test, difference, sizesOf(test, n)) < target);
  const fewest = Math.ceil(2 / Math.min(1, test.variantPerBase ?? 1));
  const guess = Math.max(fewest, normalSize(test, difference));
  if (!(guess * Math.max(1, test.variantPerBase ?? 1) <= mostUnits))
    return impossible('out-of-reach');
  const n = firstWhere(isEnough, fewest, guess);
  const sizes = sizesOf(test, n);
  const total = sizes.base + sizes.variant;
  return { possible: true, sizes, total, power: powerOf(test, difference, sizes) };
}

const sizesOf = (test: PlannedTest, base: number): Sizes => ({
  base,
  variant: Math.ceil(base * (test.variantPerBase ?? 1)),
});

function whyNot(test: PlannedTest, effect: Effect): ImpossibleBecause | undefined {
  const { metric } = test;
  if ('relative' in effect && metric.base === 0) return 'base-is-zero';
  const difference = differenceOf(test, effect);
  if (!(Math.abs(difference) > 0)) return 'no-effect';
  if (metric.kind === 'mean') return metric.standardDeviation > 0 ? undefined : 'no-variation';
  const shares = [metric.base, metric.base + difference];
  return shares.every((share) => share > 0 && share < 1) ? undefined : 'share-out-of-range';
}

/** By the normal approximation: Fleiss, Levin and Paik (2003), "Statistical methods for rates and proportions", chapter 4, unpooled. */
function normalSize(test: PlannedTest, difference: number): number {
  const ratio = test.variantPerBase ?? 1;
  const [base, variant] = plannedGroups(test.metric, difference, { base: 1, variant: ratio });
  const z = normalQuantile(1 - (test.alpha ?? 0.05) / 2) + normalQuantile(test.power ?? 0.8);
  return Math.ceil((z / difference) ** 2 * (base.variance + variant.variance / ratio));
}

/** The first whole number from `fewest` on that is enough, looked for around `guess`. */
function firstWhere(isEnough: (n: number) => boolean, fewest: number, guess: number): number {
  let low = fewest - 1;
  let high = guess;
  while (!isEnough(high)) [low, high] = [high, high + Math.ceil(high * 0.05)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * The smallest rise found with the planned power by groups of these sizes. Impossible below two units per
 * arm, and for a share when even certainty in the variant would not be found.
 */
export function minimumEffect(test: PlannedTest, given: Sizes): MinimumEffect {
  const { metric } = test;
  const sizes: Sizes = {
    base: Math.min(given.base, mostUnits),
    variant: Math.min(given.variant, mostUnits),
  };
  if (sizes.base < 2 || sizes.variant < 2) return impossible('too-few-units');
  if (metric.kind === 'mean' && !(metric.standardDeviation > 0)) return impossible('no-variation');
  if (metric.kind === 'proportion' && !(metric.base > 0 && metric.base < 1)) {
    return impossible('share-out-of-range');
  }
  const lack = (difference: number) => powerOf(test, difference, sizes) - (test.power ?? 0.8);
  const high = largestRise(test, lack);
  if (lack(high) < 0) return impossible('too-few-units');
  const absolute = solve(lack, 0, high);
  const relative = metric.base === 0 ? undefined : absolute / Math.abs(metric.base);
  return { possible: true, absolute, relative };
}

function largestRise({ metric }: PlannedTest, lack: (difference: number) => number): number {
  if (metric.kind === 'proportion') return (1 - metric.base) * (1 - 1e-9);
  let high = metric.standardDeviation;
  while (lack(high) < 0) high *= 2;
  return high;
}
