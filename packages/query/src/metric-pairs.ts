/**
 * What each person adds to a metric: a numerator x and a denominator y. The questions of arms, of a
 * period and of its days all fold the same pairs, so that a metric is the same number everywhere.
 */
import type { MetricDefinition, MetricEvents, MetricTotal } from '@tandem/contract';
import { dayMs, type Period } from './calendar.ts';
import { holds } from './conditions.ts';
import { mapped } from './persons.ts';
import { numberOf, property } from './properties.ts';
import { and, ident, int, or, sql, str, time, type Sql } from './sql.ts';

/** Tests on the column `time`: half-open, as periods are. */
export const within = ({ start, end }: Period): readonly Sql[] => [
  sql`time >= ${time(start)}`,
  sql`time < ${time(end)}`,
];

/** The one or two groups of events that a metric reads. */
function operands(metric: MetricDefinition): readonly MetricTotal[] {
  if (metric.kind === 'ratio') return [metric.numerator, metric.denominator];
  if (metric.kind === 'conversion') return [metric.from, metric.to];
  if (metric.kind === 'retention') return [metric.start, metric.back];
  return [metric.of];
}

/** Whether the event is one of a metric's first or second group. */
export const hit = (i: number, side: number): Sql => ident(`hit_${i}_${side}`);
const amount = (i: number, side: number) => ident(`amount_${i}_${side}`);

/** The events that any of the metrics reads, in the terms of the table. */
export const hitAny = (metrics: readonly MetricDefinition[]): Sql =>
  or(metrics.flatMap((metric) => operands(metric).map(isOne)));

type Rows = {
  /** Further tests, in the terms of the table. */
  readonly where: readonly Sql[];
  /** Further columns, each as what it is and its alias. */
  readonly columns?: readonly { readonly is: Sql; readonly alias: Sql }[];
  /** Tests on the canonical person. */
  readonly having?: readonly Sql[];
};

/** `(person, at, hit_i_j, amount_i_j, ...)` of the events of a period. */
export function metricEventRows(
  metrics: readonly MetricDefinition[],
  period: Period,
  { where, columns = [], having = [] }: Rows,
): Sql {
  const all = metrics.flatMap((metric, i) =>
    operands(metric).map((total, side) => ({ total, i, side })),
  );
  const own = all.map(
    ({ total, i, side }) =>
      sql`${isOne(total)} AS ${hit(i, side)}, ${amountOf(total)} AS ${amount(i, side)}`,
  );
  const aliases = all.map(({ i, side }) => sql`${hit(i, side)}, ${amount(i, side)}`);
  const further = columns.map(({ is, alias }) => sql`${is} AS ${alias}`);
  return mapped(
    {
      table: 'events',
      columns: [sql`time AS at`, ...further, ...own],
      where: [...within(period), ...where],
    },
    [sql`at`, ...columns.map(({ alias }) => alias), ...aliases],
    having,
  );
}

function isOne({ event, filters = [] }: MetricEvents): Sql {
  return and([sql`name = ${str(event)}`, ...filters.map((one) => holds(property(one.key), one))]);
}

function amountOf(total: MetricTotal): Sql {
  return total.property === undefined
    ? sql`toFloat64(1)`
    : sql`ifNull(${numberOf(property(total.property).text)}, 0)`;
}

export type Pair = { readonly x: Sql; readonly y: Sql };

/** Aggregates over one person's rows of `metricEventRows`; `counts` says which of them count. */
export function pairOf(metric: MetricDefinition, i: number, period: Period, counts: Sql): Pair {
  const counted = (side: number) => sql`${hit(i, side)} AND ${counts}`;
  const sum = (side: number) => sql`sumIf(${amount(i, side)}, ${counted(side)})`;
  const count = sql`countIf(${counted(0)})`;
  const times = (side: number) => sql`groupArrayIf(toUnixTimestamp64Milli(at), ${counted(side)})`;
  switch (metric.kind) {
    case 'count':
      return { x: count, y: sql`1` };
    case 'unique':
      return { x: sql`${count} > 0`, y: sql`1` };
    case 'sum':
      return { x: sum(0), y: sql`1` };
    case 'mean':
      return { x: sum(0), y: count };
    case 'ratio':
      return { x: sum(0), y: sum(1) };
    case 'conversion':
      return { x: converted(metric, times(0), times(1)), y: sql`${count} > 0` };
    case 'retention': {
      const first = sql`toUnixTimestamp64Milli(minIf(at, ${counted(0)}))`;
      const from = int(metric.day * dayMs);
      const to = int((metric.day + 1) * dayMs);
      const isOver = sql`(${count} > 0 AND ${first} + ${to} <= ${int(period.end.getTime())})`;
      const isBack = sql`arrayExists(b -> b >= ${first} + ${from} AND b < ${first} + ${to}, ${times(1)})`;
      return { x: sql`(${isOver} AND ${isBack})`, y: isOver };
    }
  }
}

type Conversion = Extract<MetricDefinition, { kind: 'conversion' }>;

const converted = (metric: Conversion, starts: Sql, ends: Sql): Sql =>
  sql`arrayExists(a -> arrayExists(b -> ${follows(metric, sql`a`, sql`b`)}, ${ends}), ${starts})`;

/** At the same millisecond only where the events differ in name: none follows itself. */
export function follows({ from, to, windowSeconds }: Conversion, a: Sql, b: Sql): Sql {
  const least = from.event === to.event ? sql`>` : sql`>=`;
  return sql`${b} ${least} ${a} AND ${b} - ${a} <= ${int(windowSeconds * 1000)}`;
}
