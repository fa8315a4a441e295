/** Where an outcome stands, and how it may end: pure decisions on estimates. */
import type {
  outcomeMachine,
  MetricDefinition,
  MetricSeries,
  MetricValue,
  MoveOf,
  Outcome,
  OutcomeReading,
  OutcomeVerdict,
} from '@tandem/contract';
import { addDays, dayMs, startOfDay } from '@tandem/query';
import {
  compare,
  formatDigits,
  formatEffect,
  formatSigned,
  type Estimate,
  type Interval,
} from '@tandem/stats';
import { refusal } from '../../platform/moves.ts';

type Filled = 'metric' | 'baseline' | 'target' | 'window' | 'startsOn';
/** An outcome with everything that a reading needs. */
export type Measurable = Pick<Outcome, 'segment' | 'sentence'> & {
  readonly [K in Filled]: NonNullable<Outcome[K]>;
};

export function measurable(
  outcome: Pick<Outcome, Filled | 'segment' | 'sentence' | 'state'>,
): Measurable {
  const { metric, baseline, target, window, startsOn, segment, sentence } = outcome;
  if (
    metric !== null &&
    baseline !== null &&
    target !== null &&
    window !== null &&
    startsOn !== null
  )
    return { metric, baseline, target, window, startsOn, segment, sentence };
  throw refusal(
    'outcome.result.state',
    `This outcome is "${outcome.state}": it was not measured.`,
    'It is measured from the day on which somebody starts measuring it, after both sides agreed.',
  );
}

/** The level to reach. A share is of the size of the baseline, so that "10 % more" of a loss is less loss. */
export function levelOf({ baseline, target }: Pick<Measurable, 'baseline' | 'target'>): number {
  if (target.kind === 'level') return target.at;
  if (target.kind === 'change') return baseline + target.by;
  return baseline + Math.abs(baseline) * target.share;
}

/** Counts, sums and shares of people who did it at all grow with the length of the period. */
export const accumulates = ({ kind }: Pick<MetricDefinition, 'kind'>): boolean =>
  kind === 'count' || kind === 'sum' || kind === 'unique';

type Metric = {
  readonly name: string;
  readonly direction: 'up' | 'down';
  readonly definition: MetricDefinition;
};
export type Measured = {
  readonly outcome: Measurable;
  readonly metric: Metric;
  readonly series: MetricSeries;
  /** The same length of time before the start. */
  readonly before: MetricValue;
  /** Value and spread, after and before. */
  readonly groups: { readonly after: Estimate; readonly before: Estimate };
};

export function readingOf({ outcome, metric, series, before, groups }: Measured): OutcomeReading {
  const { baseline, window, startsOn } = outcome;
  const to = lastDayOf(outcome);
  const { timeZone, until, days: _days, tookMs: _ms, from: _from, to: _to, ...estimate } = series;
  const target = levelOf(outcome);
  const end = startOfDay(addDays(to, 1), timeZone).getTime();
  const daysLeft = Math.min(window.days, Math.ceil((end - Date.parse(until)) / dayMs));
  const goal: Goal = { baseline, target, isUp: isUp(baseline, target, metric) };
  const reached = reachedOn(series.days, goal);
  return {
    from: startsOn,
    to,
    until,
    day: series.days.length,
    daysLeft,
    baseline,
    target,
    estimate,
    shareOfWay: shareOfWay(goal, estimate.value),
    reached: reached === null ? null : { day: reached, on: addDays(startsOn, reached - 1) },
    suggests: suggestionOf(goal, estimate, daysLeft === 0),
    days: series.days.map(({ day, soFar: { value, low, high } }) => ({ day, value, low, high })),
    beforeAfter: beforeAfterOf(metric, before, groups),
    cautions: cautionsOf(metric, estimate.people, daysLeft),
  };
}

export const lastDayOf = ({ startsOn, window }: Pick<Measurable, 'startsOn' | 'window'>): string =>
  addDays(startsOn, window.days - 1);

/** As long as what has been measured, just before its start. */
export function periodBefore(startsOn: string, until: string, timeZone: string) {
  const elapsedMs = Date.parse(until) - startOfDay(startsOn, timeZone).getTime();
  const from = addDays(startsOn, -Math.max(1, Math.ceil(elapsedMs / dayMs)));
  const end = new Date(startOfDay(from, timeZone).getTime() + elapsedMs);
  return { from, to: addDays(startsOn, -1), until: end };
}

const isUp = (baseline: number, target: number, { direction }: Pick<Metric, 'direction'>) =>
  target === baseline ? direction === 'up' : target > baseline;

export type Goal = { readonly baseline: number; readonly target: number; readonly isUp: boolean };
type Range = {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
};

const beats = ({ isUp: up }: Goal, value: number, other: number) =>
  up ? value >= other : value <= other;

/** How far from baseline to target; of a figure that is to stay where it is, all while it holds. */
export function shareOfWay(goal: Goal, value: number | null): number | null {
  if (value === null) return null;
  const { baseline, target } = goal;
  if (target === baseline) return beats(goal, value, target) ? 1 : 0;
  return (value - baseline) / (target - baseline);
}

/**
 * The first day, from 1 on, from which on the value so far has met the target on every day. A later
 * day below it takes that back, so that noise of the first days is not called reached.
 */
export function reachedOn(days: readonly { readonly soFar: Range }[], goal: Goal): number | null {
  const meets = ({ soFar: { value } }: { readonly soFar: Range }) =>
    value !== null && beats(goal, value, goal.target);
  const lastBelow = days.findLastIndex((day) => !meets(day));
  return lastBelow === days.length - 1 ? null : lastBelow + 2;
}

/**
 * Met: the value meets the target and the interval leaves the baseline behind. Missed: the window is
 * over and the whole interval falls short. Anything else is not known.
 */
export function suggestionOf(
  goal: Goal,
  { value, low, high }: Range,
  isOver: boolean,
): OutcomeVerdict {
  if (value === null || low === null || high === null) return 'inconclusive';
  const [worst, best] = goal.isUp ? [low, high] : [high, low];
  const leftBaseline = beats(goal, worst, goal.baseline) && worst !== goal.baseline;
  if (beats(goal, value, goal.target) && (leftBaseline || goal.target === goal.baseline))
    return 'met';
  return isOver && !beats(goal, best, goal.target) ? 'missed' : 'inconclusive';
}

function beforeAfterOf(
  metric: Metric,
  before: MetricValue,
  groups: Measured['groups'],
): OutcomeReading['beforeAfter'] {
  const compared = compare(groups.before, groups.after, { label: 'observational' });
  const { from, to, until: _until, timeZone: _zone, tookMs: _ms, ...estimate } = before;
  const difference = compared.outcome === 'refused' ? null : plain(compared.difference);
  const relative =
    compared.outcome === 'refused' || compared.relative.method === 'refused'
      ? null
      : plain(compared.relative);
  return {
    label: 'observational',
    from,
    to,
    before: estimate,
    difference,
    relative,
    sentence: observed(metric.name, relative, difference),
    cannotSay:
      'Season, traffic and prices move as well, and some people are in both periods: this says that the figure is another one, not what made it so.',
  };
}

const plain = ({ value, low, high }: Interval): Interval => ({ value, low, high });
type Told = OutcomeReading['beforeAfter']['difference'];

/** Never a word of cause: nobody drew lots between before and after. */
function observed(name: string, relative: Told, difference: Told): string {
  const told = relative ?? difference;
  if (told === null) return `${name} cannot be compared yet: too few people before or since.`;
  const write = relative === null ? formatDigits : formatEffect;
  const within = `95 % interval ${formatSigned(told.low, write)} to ${formatSigned(told.high, write)}`;
  if (told.low <= 0 && told.high >= 0)
    return `${name} cannot be told apart from the same length of time before (${within}).`;
  const how = `${write(Math.abs(told.value))} ${told.value > 0 ? 'higher' : 'lower'}`;
  return `${name} is ${how} than in the same length of time before (${within}); that does not say why.`;
}

function cautionsOf({ definition }: Metric, people: number, daysLeft: number): string[] {
  const few = `Only ${people} ${people === 1 ? 'person' : 'people'} so far: take the interval as rough.`;
  const growing =
    'It adds up per person while the window lasts, and the target is for the whole window: so far it is held against more than it had time for.';
  return [
    ...(people < 30 ? [few] : []),
    ...(accumulates(definition) && daysLeft > 0 ? [growing] : []),
  ];
}

export const moveOfVerdict: Readonly<
  Record<OutcomeVerdict, Extract<MoveOf<typeof outcomeMachine>, 'meet' | 'miss' | 'leave_open'>>
> = { met: 'meet', missed: 'miss', inconclusive: 'leave_open' };

/** Before its end, or against what the interval supports, an outcome is closed with a reason only. */
export function checkVerdict(
  { daysLeft, suggests, estimate }: Pick<OutcomeReading, 'daysLeft' | 'suggests' | 'estimate'>,
  verdict: OutcomeVerdict,
  reason: string | null,
): void {
  if (reason !== null) return;
  if (daysLeft > 0) {
    throw refusal(
      'outcome.close.early',
      `The window has ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'} left.`,
      'Wait for its end, or say why it is closed before.',
      { daysLeft },
    );
  }
  if (verdict === suggests) return;
  throw refusal(
    'outcome.close.verdict',
    estimate.value === null
      ? `No value is known: that supports "${suggests}", not "${verdict}".`
      : `The interval supports "${suggests}", not "${verdict}".`,
    'Close it so, or say why you judge otherwise.',
    { suggests },
  );
}
