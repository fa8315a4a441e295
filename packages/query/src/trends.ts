/**
 * Trends: how often, by how many people, or how much, over time.
 *
 * One statement answers every series and period. A row is a bucket of a breakdown value; a row
 * with bucket -1 holds the total. People are counted once per bucket and once in the total.
 *
 * Breakdown rule: each series keeps the twelve values with the largest measure over the range (ties
 * by value); all others together are one group. An event without the property is in the value ''.
 * In the previous period the twelve are chosen anew by that period's own numbers, and the result
 * keeps those that the current period shows.
 */
import type { TrendsQuestion } from '@tandem/contract';
import {
  daysBefore,
  daysFrom,
  endOfInterval,
  hourMs,
  dayOf,
  periodOf,
  type Interval,
  type Period,
} from './calendar.ts';
import { holds } from './conditions.ts';
import { mapped } from './persons.ts';
import { numberOf, property } from './properties.ts';
import { segment, traitTexts, type Context, type Segment } from './segments.ts';
import { source } from './source.ts';
import { date, int, join, literal, sql, str, time, type Sql } from './sql.ts';

export const topValues = 12;
type Series = TrendsQuestion['series'][number];

/** One period of a question with its buckets laid out. */
export type Span = Period & {
  readonly from: string;
  /** Days, or for hours the number of them since `start`. */
  readonly days: readonly string[];
  readonly hours: number;
};
export type TrendsPlan = { readonly current: Span; readonly previous: Span | undefined };

/** What has not begun yet is not asked for: the last bucket is at most the one that holds `now`. */
export function planTrends(question: TrendsQuestion, { timeZone, now }: Context): TrendsPlan {
  const today = dayOf(now, timeZone);
  const to = question.to > today && question.from <= today ? today : question.to;
  const asked = { from: question.from, to };
  const current = spanOf(asked, question.interval, timeZone);
  const begun =
    question.interval === 'hour' && now >= current.start && now < current.end
      ? Math.floor((now.getTime() - current.start.getTime()) / hourMs) + 1
      : current.hours;
  const end = new Date(Math.min(current.end.getTime(), current.start.getTime() + begun * hourMs));
  const shown = { ...current, hours: begun, end };
  const previous =
    question.compare === true ? spanOf(daysBefore(asked), question.interval, timeZone) : undefined;
  return { current: shown, previous };
}

function spanOf(range: { from: string; to: string }, interval: Interval, timeZone: string): Span {
  const { start, end } = periodOf(range, timeZone);
  const days = daysFrom(range, interval);
  const hours = Math.ceil((end.getTime() - start.getTime()) / hourMs);
  return { start, end, from: range.from, days, hours };
}

/** Whether the last bucket is not over yet, or reaches beyond the range. */
export function lastIsIncomplete(
  question: TrendsQuestion,
  { current }: TrendsPlan,
  { timeZone, now }: Context,
): boolean {
  if (question.interval === 'hour')
    return now.getTime() < current.start.getTime() + current.hours * hourMs;
  const end = endOfInterval(current.days.at(-1) ?? current.from, question.interval, timeZone);
  return now < end || current.end < end;
}

export type TrendsRow = {
  readonly series: number;
  readonly period: 'current' | 'previous';
  /** Index into the buckets of the period; -1: the total. */
  readonly bucket: number;
  readonly value: string;
  /** 1: all values that are not among the first. */
  readonly rest: number;
  readonly number: number;
};

/** All rows of the answer, as `TrendsRow`. */
export function trends(question: TrendsQuestion, context: Context): Sql {
  const { current, previous } = planTrends(question, context);
  const arms = question.series.flatMap((series, index) =>
    [
      { span: current, period: 'current' },
      ...(previous === undefined ? [] : [{ span: previous, period: 'previous' }]),
    ].map(({ span, period }) => {
      const rows = armOf({ question, series, span, context });
      return sql`SELECT toInt32(${literal(index)}) AS series, ${str(period)} AS period, bucket, value, rest, number FROM ${rows}`;
    }),
  );
  return join(arms, ' UNION ALL ');
}

/**
 * How many people are in the current period of all series together, as one row `people`. Apart
 * from `trends`, for it needs every event's person where the series may not.
 */
export function trendsPeople(question: TrendsQuestion, context: Context): Sql {
  const { current: span } = planTrends(question, context);
  const arms = question.series.map(
    (series) => sql`SELECT person FROM ${eventsOf({ question, series, span, context }, true)}`,
  );
  return sql`SELECT uniqExact(person) AS people FROM (${join(arms, ' UNION ALL ')})`;
}

type Arm = {
  readonly question: TrendsQuestion;
  readonly series: Series;
  readonly span: Span;
  readonly context: Context;
};

function armOf(arm: Arm): Sql {
  const { question, series } = arm;
  const byPeople = series.measure === 'people';
  const events = eventsOf(arm, byPeople || question.breakdown?.on === 'person');
  if (question.breakdown === undefined) return plainArm(events, byPeople);
  const valued =
    question.breakdown.on === 'event' ? events : withTrait(events, question.breakdown.key);
  return byPeople ? brokenPeople(valued) : brokenSums(valued);
}

const plain = { people: sql`uniqExact(person)`, sum: sql`sum(amount)` } as const;

function plainArm(events: Sql, byPeople: boolean): Sql {
  const measure = byPeople ? plain.people : plain.sum;
  return sql`(SELECT if(grouping(slot) = 1, -1, slot) AS bucket, '' AS value, 0 AS rest,
    toFloat64(${measure}) AS number FROM ${events} GROUP BY slot WITH ROLLUP)`;
}

/** Sums can be added up again, so one pass is enough. */
function brokenSums(events: Sql): Sql {
  const cells = sql`SELECT value, slot, sum(amount) AS cell FROM ${events} GROUP BY value, slot`;
  const weighed = sql`SELECT value, slot, cell, sum(cell) OVER (PARTITION BY value) AS weight FROM (${cells})`;
  const ranked = sql`SELECT value, slot, cell, dense_rank() OVER (ORDER BY weight DESC, value) AS place FROM (${weighed})`;
  return sql`(SELECT if(grouping(slot) = 1, -1, slot) AS bucket, kept AS value, rest, toFloat64(sum(cell)) AS number
    FROM (SELECT if(place > ${literal(topValues)}, '', value) AS kept, place > ${literal(topValues)} AS rest, slot, cell FROM (${ranked}))
    GROUP BY GROUPING SETS ((kept, rest, slot), (kept, rest)))`;
}

/** People can through their sets: these are merged, never counted twice. */
function brokenPeople(events: Sql): Sql {
  const top = literal(topValues);
  const cells = sql`SELECT value, slot, uniqExactState(person) AS cell FROM ${events} GROUP BY value, slot`;
  const weighed = sql`SELECT value, slot, cell, uniqExactMerge(cell) OVER (PARTITION BY value) AS weight FROM (${cells})`;
  const ranked = sql`SELECT value, slot, cell, dense_rank() OVER (ORDER BY weight DESC, value) AS place FROM (${weighed})`;
  return sql`(SELECT if(grouping(slot) = 1, -1, slot) AS bucket, kept AS value, rest, toFloat64(uniqExactMerge(cell)) AS number
    FROM (SELECT if(place > ${top}, '', value) AS kept, place > ${top} AS rest, slot, cell FROM (${ranked}))
    GROUP BY GROUPING SETS ((kept, rest, slot), (kept, rest)))`;
}

/** `(slot, amount?, value?, person?)` of the events that count. */
function eventsOf({ question, series, span, context }: Arm, needsPerson: boolean): Sql {
  const people = segment(question.segment, context);
  const traits = segment(traitFilters(series), context, 'trait');
  const columns = [
    sql`${slotOf(question.interval, span, context)} AS slot`,
    sql`${amountOf(series)} AS amount`,
    ...(question.breakdown?.on === 'event'
      ? [sql`ifNull(${property(question.breakdown.key).text}, '') AS value`]
      : []),
  ];
  const aliases = [
    sql`slot`,
    sql`amount`,
    ...(question.breakdown?.on === 'event' ? [sql`value`] : []),
  ];
  const where = whereOf(series, span);
  const tests = [people.predicate, traits.predicate].filter((one) => one !== undefined);
  if (needsPerson || people.needsPerson || traits.needsPerson)
    return mapped(
      { table: 'events', columns: [...columns, ...people.columns], where },
      [...aliases, ...people.aliases],
      tests,
    );
  return unmapped({ columns, where }, people);
}

/** Where nobody asks who it was, the join with the merges is left out. */
function unmapped(
  { columns, where }: { columns: readonly Sql[]; where: readonly Sql[] },
  { predicate, columns: own }: Segment,
): Sql {
  const rows = source('events', join([...columns, ...own], ', '), where);
  return predicate === undefined ? rows : sql`(SELECT * FROM ${rows} WHERE ${predicate})`;
}

function whereOf({ event, filters = [] }: Series, { start, end }: Period): readonly Sql[] {
  return [
    ...(event === null ? [] : [sql`name = ${str(event)}`]),
    sql`time >= ${time(start)}`,
    sql`time < ${time(end)}`,
    ...filters.filter(({ on }) => on === 'event').map((one) => holds(property(one.key), one)),
  ];
}

function traitFilters({ filters = [] }: Series) {
  const of = filters.filter(({ on }) => on === 'person');
  return of.length === 0 ? undefined : { kind: 'and' as const, of };
}

function amountOf(series: Series): Sql {
  if (series.measure !== 'sum' || series.property === undefined) return sql`1`;
  return sql`ifNull(${numberOf(property(series.property).text)}, 0)`;
}

/** Index of the bucket: hours since the start, or days, weeks, months of the local calendar. */
function slotOf(interval: Interval, { start, from, days }: Span, { timeZone }: Context): Sql {
  if (interval === 'hour')
    return sql`toInt32(intDiv(toUnixTimestamp64Milli(time) - ${int(start.getTime())}, ${literal(hourMs)}))`;
  const day = sql`toDate(time, ${str(timeZone)})`;
  const first = date(days[0] ?? from);
  if (interval === 'month') return sql`toInt32(dateDiff('month', ${first}, ${day}))`;
  const length = literal(interval === 'week' ? 7 : 1);
  return sql`toInt32(intDiv(toInt32(${day}) - toInt32(${first}), ${length}))`;
}

function withTrait(events: Sql, key: string): Sql {
  return sql`(SELECT slot, amount, events.person AS person, traits.text AS value FROM ${events} AS events
    LEFT ANY JOIN ${traitTexts(key)} AS traits ON events.person = traits.person)`;
}
