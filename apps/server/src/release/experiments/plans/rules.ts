/** How many people and days a plan needs, or what can be known with those there are: pure. */
import type { Calculation, ExperimentPlan } from '@tandem/contract';
import { minimumEffect, sampleSize, type PlannedMetric, type PlannedTest } from '@tandem/stats';
import { count, percent } from '../wording/rules.ts';

/** Nobody waits longer for a result. */
const longestDays = 90;

export type Wanted = Pick<ExperimentPlan, 'arms' | 'control' | 'coverage' | 'alpha' | 'power'> & {
  readonly minimumEffect: number;
};
export type Known = {
  readonly baseline: Calculation['baseline'];
  /** New people a day who could take part. */
  readonly peoplePerDay: number | null;
  /** Of the people, the share that the metric speaks of: who began, who ordered. */
  readonly shareCounted: number;
};

export function calculate(wanted: Wanted, known: Known): Calculation {
  const { baseline, peoplePerDay } = known;
  const empty = { people: null, perArm: [], days: null, reachable: null };
  if (baseline === null) {
    return {
      ...known,
      ...empty,
      baseline,
      peoplePerDay,
      isPossible: false,
      sentence: 'Nothing is known of this metric yet: give its usual value, or wait for events.',
    };
  }
  const split = splitOf(wanted);
  const test = testOf(wanted, baseline, split);
  const needed = sampleSize(test, { relative: wanted.minimumEffect });
  const perDay = peoplePerDay === null ? null : peoplePerDay * wanted.coverage;
  const reachable =
    perDay === null ? null : reachableWith(test, perDay * longestDays, known, split);
  if (!needed.possible) {
    const sentence = `No number of people finds this effect: ${reasons[needed.because]}.`;
    return { baseline, peoplePerDay, ...empty, isPossible: false, reachable, sentence };
  }
  const people = Math.ceil(needed.sizes.base / known.shareCounted / split.control);
  const perArm = wanted.arms.map(({ variant, weight }) => ({
    variant,
    people: Math.ceil((people * weight) / split.total),
  }));
  const days = perDay === null || perDay <= 0 ? null : wholeWeeks(people / perDay);
  const isPossible = days === null || days <= longestDays;
  const sentence = isPossible
    ? enough(wanted, { people, days, perDay })
    : tooLong(wanted, { days: Math.ceil(days), perDay, reachable });
  return { baseline, peoplePerDay, people, perArm, days, reachable, isPossible, sentence };
}

type Split = { readonly total: number; readonly control: number; readonly variantPerBase: number };

/** The smallest variant decides: it is the last to have enough people. */
function splitOf({ arms, control }: Wanted): Split {
  const total = arms.reduce((sum, { weight }) => sum + weight, 0);
  const own = arms.find(({ variant }) => variant === control)?.weight ?? 1;
  const others = arms.filter(({ variant }) => variant !== control).map(({ weight }) => weight);
  return { total, control: own / total, variantPerBase: Math.min(...others) / own };
}

function testOf(
  wanted: Wanted,
  { value, standardDeviation }: NonNullable<Calculation['baseline']>,
  { variantPerBase }: Split,
): PlannedTest {
  const metric: PlannedMetric =
    standardDeviation === null
      ? { kind: 'proportion', base: value }
      : { kind: 'mean', base: value, standardDeviation };
  // Several variants are several chances of a false alarm.
  const alpha = wanted.alpha / (wanted.arms.length - 1);
  return { metric, alpha, power: wanted.power, variantPerBase };
}

function reachableWith(
  test: PlannedTest,
  people: number,
  { shareCounted }: Known,
  { control, variantPerBase }: Split,
): number | null {
  const base = Math.floor(people * shareCounted * control);
  const found = minimumEffect(test, { base, variant: Math.floor(base * variantPerBase) });
  return found.possible ? (found.relative ?? null) : null;
}

/** Weekdays differ: a plan of whole weeks has each as often as the others. */
const wholeWeeks = (days: number) => Math.max(1, Math.ceil(days / 7)) * 7;

type Enough = {
  readonly people: number;
  readonly days: number | null;
  readonly perDay: number | null;
};

function enough(
  { minimumEffect: effect, power }: Wanted,
  { people, days, perDay }: Enough,
): string {
  const found = `${count(people)} people find an effect of ${percent(effect)} in ${percent(power)} of all cases`;
  if (days === null || perDay === null) return `${found}; how long that takes is not known yet.`;
  return `${found}; at ${count(Math.round(perDay))} new people a day that takes ${days} days, in whole weeks.`;
}

function tooLong(
  { minimumEffect: effect }: Wanted,
  { days, perDay, reachable }: { days: number; perDay: number | null; reachable: number | null },
): string {
  const took = `At ${count(Math.round(perDay ?? 0))} new people a day an effect of ${percent(effect)} takes ${count(days)} days to find.`;
  const rest =
    reachable === null
      ? `No effect is found within ${longestDays} days.`
      : `${longestDays} days find one of ${percent(reachable)} or more.`;
  return `${took} ${rest} With so few people, listen: ten interviews say more than a figure that is mostly chance.`;
}

const reasons = {
  'no-effect': 'the smallest effect is zero',
  'no-variation': 'everybody has the same value',
  'base-is-zero': 'the metric is zero now, and a share of zero is zero',
  'share-out-of-range': 'the share would pass 100 %',
  'too-few-units': 'there is nobody to divide',
  'out-of-reach': 'it is too small beside what differs between people',
} as const;
