/** Rows of `funnel` and `funnelTimes` as the answer. */
import type { FunnelQuestion, FunnelResult } from '@tandem/contract';
import { equalSharesP, holm, proportionInterval, shareDifference } from '@tandem/stats';
import type { FunnelRow } from './funnel.ts';
import { notSet, theRest } from './labels.ts';
import type { Context } from './segments.ts';

type StepResult = FunnelResult['steps'][number];
type StandsOut = FunnelResult['standsOut'][number];

export type FunnelAnswer = {
  readonly rows: readonly FunnelRow[];
  /** Median milliseconds, as `funnelTimes` gives them; undefined: not asked. */
  readonly between?: readonly number[] | undefined;
  readonly tookMs: number;
};

/**
 * The funnel as its page shows it: people at each step with shares of the step before and of the
 * first, what was before where it is compared, and the steps that lose most. Pure; times in seconds.
 */
export function funnelResult(
  question: FunnelQuestion,
  { timeZone }: Pick<Context, 'timeZone'>,
  answer: FunnelAnswer,
): FunnelResult {
  const now = answer.rows.filter(({ period }) => period === 'current');
  const before = answer.rows.filter(({ period }) => period === 'previous');
  const people = sumOf(question, now, 'people');
  const withWords = sumOf(question, now, 'withWords');
  const previous = question.compare === true ? sumOf(question, before, 'people') : undefined;
  const steps = question.steps.map(({ event }, i): StepResult => ({
    event,
    ...reached(people, i),
    medianSeconds: medianOf(answer.between, people, i),
    withWords: withWords[i] ?? 0,
    ...against(people, previous, i),
  }));
  return {
    steps,
    groups: groupsOf(question, answer.rows),
    worst: worstOf(steps),
    standsOut: byBreakdown(question, answer.rows),
    people: people[0] ?? 0,
    tookMs: answer.tookMs,
    timeZone,
  };
}

function sumOf(
  { steps }: FunnelQuestion,
  rows: readonly FunnelRow[],
  count: 'people' | 'withWords',
): readonly number[] {
  return steps.map((_, i) => rows.reduce((sum, row) => sum + (row[count][i] ?? 0), 0));
}

function reached(people: readonly number[], i: number) {
  const [now, first, before] = [people[i] ?? 0, people[0] ?? 0, people[i - 1]];
  return {
    people: now,
    shareOfFirst: first === 0 ? 0 : now / first,
    rate: before === undefined ? null : (proportionInterval({ n: before, successes: now }) ?? null),
    lost: before === undefined ? 0 : before - now,
  };
}

function medianOf(between: readonly number[] | undefined, people: readonly number[], i: number) {
  if (i === 0 || between === undefined || (people[i] ?? 0) === 0) return null;
  return (between[i - 1] ?? 0) / 1000;
}

function against(people: readonly number[], previous: readonly number[] | undefined, i: number) {
  if (previous === undefined) return { previous: null, change: null };
  const [now, before] = [
    { successes: people[i] ?? 0, n: people[i - 1] ?? 0 },
    { successes: previous[i] ?? 0, n: previous[i - 1] ?? 0 },
  ];
  return {
    previous: {
      people: before.successes,
      rate: before.n === 0 ? null : before.successes / before.n,
    },
    change: shareDifference(now, before) ?? null,
  };
}

/** By number lost; of equals the earlier step. */
function worstOf(steps: readonly StepResult[]): number[] {
  return steps
    .map(({ lost }, i) => ({ lost, i }))
    .slice(1)
    .toSorted((a, b) => b.lost - a.lost || a.i - b.i)
    .map(({ i }) => i);
}

/** Most people at the first step first, all other values last. */
function groupsOf({ breakdown }: FunnelQuestion, rows: readonly FunnelRow[]) {
  if (breakdown === undefined) return [];
  return rows
    .filter(({ period }) => period === 'current')
    .toSorted(
      (a, b) =>
        a.rest - b.rest || (b.people[0] ?? 0) - (a.people[0] ?? 0) || (a.value < b.value ? -1 : 1),
    )
    .map((row) => ({ value: labelOf(row), people: [...row.people] }));
}

const labelOf = ({ rest, value }: FunnelRow): string => (rest === 1 ? theRest : value || notSet);

const significance = 0.05;
type Side = { readonly lost: number; readonly of: number };
type Compared = Omit<StandsOut, 'lostShare' | 'othersLostShare' | 'pValue'> & {
  readonly own: Side;
  readonly others: Side;
};

/** Values that lose more than the others, the most certain first. */
function outstanding(compared: readonly Compared[]): StandsOut[] {
  const pValues = holm(
    compared.map(({ own, others }) =>
      equalSharesP({ successes: own.lost, n: own.of }, { successes: others.lost, n: others.of }),
    ),
  );
  return compared
    .map(({ own, others, ...where }, i) => ({
      ...where,
      lostShare: own.lost / own.of,
      othersLostShare: others.lost / others.of,
      pValue: pValues[i] ?? 1,
    }))
    .filter((one) => one.pValue < significance && one.lostShare > one.othersLostShare)
    .toSorted((a, b) => a.pValue - b.pValue || b.lostShare - a.lostShare);
}

function byBreakdown(
  { steps, breakdown }: FunnelQuestion,
  rows: readonly FunnelRow[],
): StandsOut[] {
  if (breakdown === undefined) return [];
  const current = rows.filter(({ period }) => period === 'current');
  const compared = steps.slice(1).flatMap((_, i) => {
    const side = (of: readonly FunnelRow[]): Side => {
      const sum = (at: number) => of.reduce((all, { people }) => all + (people[at] ?? 0), 0);
      return { lost: sum(i) - sum(i + 1), of: sum(i) };
    };
    return current
      .filter(({ rest }) => rest === 0)
      .map((row) => ({
        ...breakdown,
        step: i + 1,
        value: labelOf(row),
        own: side([row]),
        others: side(current.filter((one) => one !== row)),
      }))
      .filter(({ own, others }) => own.of > 0 && others.of > 0);
  });
  return outstanding(compared);
}
