/**
 * Funnels: how many people go through the steps in order.
 *
 * Rules, kept by both plans below and by the oracle of the tests:
 * - A person reaches step n by n different events in order of time, all within the window counted
 *   from the first of them (at most, inclusive). Any first step may begin; what is counted is the
 *   furthest that any beginning leads to. Events before or after the range do not count.
 * - Events of one instant count as in order. If the same event fits several steps it serves one;
 *   events of one instant that fit several are taken by the first, then by the last step they fit.
 * - An exclusion between two steps ends what waits there: a beginning that made `fromStep` and not
 *   yet `toStep` is given up when the excluded event comes (also at the instant of `toStep`).
 *   Steps made before still count, and a later beginning may go further.
 * - A person's breakdown value is that of their first event in the range that fits step one (ties:
 *   the smallest value); a trait is taken as it is now. The twelve values with the most people at
 *   the first step are shown, all others are one group.
 *
 * Two plans. If every step has a name of its own and nothing is excluded, `windowFunnel` is exact
 * and four times as fast. Otherwise a fold over each person's sorted events is: `windowFunnel`
 * lets one event serve two steps.
 */
import type { Condition, FunnelQuestion } from '@tandem/contract';
import { daysBefore, periodOf, type Period } from './calendar.ts';
import { holds } from './conditions.ts';
import { mapped } from './persons.ts';
import { property } from './properties.ts';
import { segment, traitTexts, type Context } from './segments.ts';
import { and, ident, join, literal, or, sql, str, strings, time, type Sql } from './sql.ts';
import { foldedChain, foldedLevel, type Walk } from './funnel-fold.ts';
import { topValues } from './trends.ts';

type Step = FunnelQuestion['steps'][number];
type Exclusion = NonNullable<FunnelQuestion['exclusions']>[number];

/** One row per breakdown value (one row alone without a breakdown). */
export type FunnelRow = {
  readonly period: 'current' | 'previous';
  readonly value: string;
  /** 1: all values that are not among the first. */
  readonly rest: number;
  /** People at each step. */
  readonly people: readonly number[];
  /** Of those lost before each step, how many are among the heard; empty where that was not asked. */
  readonly withWords: readonly number[];
};

/**
 * How many people reach each step, in this period and, if compared, the one before: `FunnelRow`s.
 * `heard` (a query of canonical people): those who said something, counted in this period.
 */
export function funnel(question: FunnelQuestion, context: Context, heard?: Sql): Sql {
  const previous = { ...question, ...daysBefore(question) };
  const arms = [
    { asked: question, period: 'current', of: heard },
    ...(question.compare === true ? [{ asked: previous, period: 'previous', of: undefined }] : []),
  ].map(({ asked, period, of }) => {
    const reached = levels(asked, context, { value: true });
    const people =
      of === undefined ? reached : sql`(SELECT *, person IN (${of}) AS isHeard FROM ${reached})`;
    const withWords = of === undefined ? sql`emptyArrayUInt64()` : heardAt(asked);
    const counts = sql`${peopleAt(asked)} AS people, ${withWords} AS withWords`;
    const groups = asked.breakdown === undefined ? total : byValue;
    return sql`SELECT ${str(period)} AS period, value, rest, people, withWords FROM ${groups(counts, people)}`;
  });
  return join(arms, ' UNION ALL ');
}

const peopleAt = ({ steps }: FunnelQuestion): Sql =>
  sql`[${join(
    steps.map((_, i) => sql`countIf(level > ${literal(i)})`),
    ', ',
  )}]`;

/** Who made exactly `i` steps was lost before the next one; before the first one nobody is lost. */
const heardAt = ({ steps }: FunnelQuestion): Sql =>
  sql`[${join(
    steps.map((_, i) => (i === 0 ? sql`0` : sql`countIf(isHeard AND level = ${literal(i)})`)),
    ', ',
  )}]`;

function total(counts: Sql, people: Sql): Sql {
  return sql`(SELECT '' AS value, 0 AS rest, ${counts} FROM ${people})`;
}

function byValue(counts: Sql, people: Sql): Sql {
  const top = literal(topValues);
  const values = sql`SELECT value, ${counts} FROM ${people} GROUP BY value`;
  const ranked = sql`SELECT *, row_number() OVER (ORDER BY people[1] DESC, value) AS place FROM (${values})`;
  return sql`(SELECT kept AS value, rest, sumForEach(people) AS people, sumForEach(withWords) AS withWords
    FROM (SELECT if(place > ${top}, '', value) AS kept, place > ${top} AS rest, people, withWords FROM (${ranked}))
    GROUP BY kept, rest)`;
}

/** Which columns beside `person` and `level` a reader of `levels` needs. */
export type Wanted = {
  /** `value`: the breakdown's. */
  readonly value?: boolean;
  /** `at`: when the person last did the event of the last step they reached. */
  readonly at?: boolean;
};

/** `(person, level, value?, at?)` of everybody who made the first step at least. */
export function levels(question: FunnelQuestion, context: Context, wanted: Wanted = {}): Sql {
  const walk = walkOf(question, context);
  const level = walk.isPlain ? plainLevel(walk) : foldedLevel(walk);
  const columns = [
    sql`person`,
    sql`${level} AS level`,
    ...(wanted.value === true && question.breakdown?.on === 'event'
      ? [sql`argMinIf(value, (t, value), step_1) AS value`]
      : []),
    ...(wanted.at === true ? [sql`[${join(lastTimes(walk), ', ')}] AS at_steps`] : []),
  ];
  const grouped = sql`(SELECT ${join(columns, ', ')} FROM ${walk.events} GROUP BY person HAVING level > 0)`;
  const shown = [
    sql`person`,
    sql`level`,
    ...(wanted.value === true && question.breakdown !== undefined ? [sql`value`] : []),
    ...(wanted.at === true ? [sql`fromUnixTimestamp64Milli(at_steps[level], 'UTC') AS at`] : []),
  ];
  const rows =
    wanted.value === true && question.breakdown?.on === 'person'
      ? withTrait(grouped, question.breakdown.key)
      : grouped;
  return wanted.at === true || rows !== grouped
    ? sql`(SELECT ${join(shown, ', ')} FROM ${rows})`
    : rows;
}

/**
 * Median milliseconds between steps as one row `(between Array)`: entry i is from step i+1 to step
 * i+2, 0 where nobody went on. Taken from each person's furthest way: the latest beginning that leads
 * there first, then each next step as early as it came.
 */
export function funnelTimes(question: FunnelQuestion, context: Context): Sql {
  const walk = walkOf(question, context);
  const medians = question.steps.slice(1).map((_, i) => {
    const [from, to] = [literal(i + 1), literal(i + 2)];
    return sql`ifNotFinite(quantileExactInclusiveIf(0.5)(chain[${to}] - chain[${from}], length(chain) >= ${to}), 0)`;
  });
  return sql`SELECT [${join(medians, ', ')}] AS between
    FROM (SELECT ${foldedChain(walk)} AS chain FROM ${walk.events} GROUP BY person)`;
}

const stepAlias = (i: number): Sql => ident(`step_${i + 1}`);
const exclusionAlias = (i: number): Sql => ident(`exclusion_${i + 1}`);

function walkOf(question: FunnelQuestion, context: Context): Walk & { readonly isPlain: boolean } {
  const { steps, exclusions = [] } = question;
  const period = periodOf(question, context.timeZone);
  const lengthMs = period.end.getTime() - period.start.getTime();
  return {
    events: eventsOf(question, period, context),
    steps: steps.map((_, i) => stepAlias(i)),
    exclusions: exclusions.map(({ fromStep, toStep }, i) => ({
      alias: exclusionAlias(i),
      fromStep,
      toStep,
    })),
    windowMs: question.windowSeconds === null ? lengthMs : question.windowSeconds * 1000,
    isPlain:
      exclusions.length === 0 && new Set(steps.map(({ event }) => event)).size === steps.length,
  };
}

function plainLevel({ steps, windowMs }: Walk): Sql {
  return sql`windowFunnel(${literal(windowMs)})(toUInt64(t), ${join(steps, ', ')})`;
}

const lastTimes = ({ steps }: Walk): readonly Sql[] => steps.map((step) => sql`maxIf(t, ${step})`);

/** `(person, t, step_1.., exclusion_1.., value?)` of the events that matter, under canonical people. */
function eventsOf(question: FunnelQuestion, period: Period, context: Context): Sql {
  const { steps, exclusions = [], breakdown } = question;
  const who = segment(question.segment, context);
  const ofSteps = steps.map((step, i) => segment(traitsOf(step), context, `step_${i + 1}_trait`));
  const flags = [
    ...steps.map((step, i) => sql`${fits(step)} AS ${stepAlias(i)}`),
    ...exclusions.map(({ event }, i) => sql`name = ${str(event)} AS ${exclusionAlias(i)}`),
  ];
  const value = sql`ifNull(${property(breakdown?.key ?? '').text}, '')`;
  const columns = [
    sql`toUnixTimestamp64Milli(time) AS t`,
    ...flags,
    ...(breakdown?.on === 'event' ? [sql`${value} AS value`] : []),
    ...who.columns,
  ];
  const passed = [
    sql`t`,
    ...steps.map((_, i) => {
      const trait = ofSteps[i]?.predicate;
      return trait === undefined
        ? stepAlias(i)
        : sql`(${stepAlias(i)} AND ${trait}) AS ${stepAlias(i)}`;
    }),
    ...exclusions.map((_, i) => exclusionAlias(i)),
    ...(breakdown?.on === 'event' ? [sql`value`] : []),
  ];
  const having = who.predicate === undefined ? [] : [who.predicate];
  return mapped(
    { table: 'events', columns, where: whereOf(steps, exclusions, period) },
    [...passed, ...who.aliases],
    having,
  );
}

function whereOf(
  steps: readonly Step[],
  exclusions: readonly Exclusion[],
  { start, end }: Period,
): readonly Sql[] {
  const names = [...new Set([...steps, ...exclusions].map(({ event }) => event))];
  const filtered = steps.some(({ filters = [] }) => filters.some(({ on }) => on === 'event'));
  const wanted = [...steps.map(fits), ...exclusions.map(({ event }) => sql`name = ${str(event)}`)];
  return [
    sql`name IN ${strings(names)}`,
    sql`time >= ${time(start)}`,
    sql`time < ${time(end)}`,
    ...(filtered ? [or(wanted)] : []),
  ];
}

function fits({ event, filters = [] }: Step): Sql {
  const own = filters.filter(({ on }) => on === 'event');
  return sql`(${and([sql`name = ${str(event)}`, ...own.map((one) => holds(property(one.key), one))])})`;
}

function traitsOf({ filters = [] }: Step): Condition | undefined {
  const of = filters.filter(({ on }) => on === 'person');
  return of.length === 0 ? undefined : { kind: 'and', of };
}

function withTrait(rows: Sql, key: string): Sql {
  return sql`(SELECT people.*, traits.text AS value FROM ${rows} AS people
    LEFT ANY JOIN ${traitTexts(key)} AS traits ON people.person = traits.person)`;
}
