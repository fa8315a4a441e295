/**
 * Metrics of an experiment's arms as sufficient statistics. Each person has a numerator x and a
 * denominator y per metric (y = 1 where the metric is per person); one scan of the events makes
 * them all, and people without any event stay in as zeros.
 */
import type { MetricDefinition, MetricEvents, MetricTotal } from '@tandem/contract';
import type { Period } from './calendar.ts';
import { holds } from './conditions.ts';
import { mapped } from './persons.ts';
import { numberOf, property } from './properties.ts';
import { and, ident, int, join, literal, or, sql, str, time, type Sql } from './sql.ts';

/** Which events say that a person met a variant; the first one in the period decides. */
export type Exposures = {
  readonly event: string;
  readonly flagProperty: string;
  readonly flag: string;
  readonly variantProperty: string;
};

/** One arm and metric. People who met several variants are in arm '' with `mixed` = 1. */
export type ArmRow = {
  readonly arm: string;
  readonly mixed: number;
  /** Index into the metrics asked for; -1: the exposures alone, for the sample-ratio check. */
  readonly metric: number;
  /** People exposed. */
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly yy: number;
  readonly xy: number;
};

/**
 * Statistics of every arm and metric, as `ArmRow`. Events count from the person's first exposure
 * on (the same millisecond included) until the period ends.
 */
export function armStatistics(
  exposures: Exposures,
  metrics: readonly MetricDefinition[],
  period: Period,
): Sql {
  const people = exposedPeople(exposures, period);
  const pairs = metrics.map((metric, i) => pairOf(metric, i, period));
  const folded = pairs.map(
    ({ x, y }, i) => sql`${x} AS ${ident(`x${i}`)}, ${y} AS ${ident(`y${i}`)}`,
  );
  const own = sql`SELECT person, ${join([sql`any(arm) AS its_arm, any(mixed) AS is_mixed`, ...folded], ', ')}
    FROM (SELECT * FROM ${people} AS exposed LEFT JOIN ${eventsOf(metrics, period)} AS did
      ON exposed.person = did.person) GROUP BY person`;
  const tuples = metrics.map(
    (_, i) =>
      sql`(toInt32(${literal(i)}), toFloat64(${ident(`x${i}`)}), toFloat64(${ident(`y${i}`)}))`,
  );
  const each = join([sql`(toInt32(-1), toFloat64(0), toFloat64(0))`, ...tuples], ', ');
  return sql`SELECT its_arm AS arm, is_mixed AS mixed, pair.1 AS metric, count() AS n,
    sum(pair.2) AS x, sum(pair.3) AS y, sum(pair.2 * pair.2) AS xx, sum(pair.3 * pair.3) AS yy,
    sum(pair.2 * pair.3) AS xy
    FROM (SELECT its_arm, is_mixed, arrayJoin([${each}]) AS pair FROM (${own}))
    GROUP BY arm, mixed, metric ORDER BY mixed, arm, metric`;
}

function exposedPeople(
  { event, flagProperty, flag, variantProperty }: Exposures,
  period: Period,
): Sql {
  const rows = mapped(
    {
      table: 'events',
      columns: [sql`time AS met_at, ${property(variantProperty).text} AS variant`],
      where: [
        sql`name = ${str(event)}`,
        ...within(period),
        sql`ifNull(${property(flagProperty).text} = ${str(flag)}, false)`,
      ],
    },
    [sql`met_at, variant`],
    [sql`variant IS NOT NULL`],
  );
  return sql`(SELECT person, min(met_at) AS since, uniqExact(variant) > 1 AS mixed,
    if(mixed, '', assumeNotNull(any(variant))) AS arm FROM ${rows} GROUP BY person)`;
}

const within = ({ start, end }: Period) => [sql`time >= ${time(start)}`, sql`time < ${time(end)}`];

/** The one or two groups of events that a metric reads. */
function operands(metric: MetricDefinition): readonly MetricTotal[] {
  if (metric.kind === 'ratio') return [metric.numerator, metric.denominator];
  if (metric.kind === 'conversion') return [metric.from, metric.to];
  if (metric.kind === 'retention') return [metric.start, metric.back];
  return [metric.of];
}

const hit = (i: number, side: number) => ident(`hit_${i}_${side}`);
const amount = (i: number, side: number) => ident(`amount_${i}_${side}`);

/** `(person, at, hit_i_j, amount_i_j)` of all events that any metric reads. */
function eventsOf(metrics: readonly MetricDefinition[], period: Period): Sql {
  const all = metrics.flatMap((metric, i) =>
    operands(metric).map((total, side) => ({ total, i, side })),
  );
  const columns = all.map(
    ({ total, i, side }) =>
      sql`${isOne(total)} AS ${hit(i, side)}, ${amountOf(total)} AS ${amount(i, side)}`,
  );
  const aliases = all.map(({ i, side }) => sql`${hit(i, side)}, ${amount(i, side)}`);
  const where = [...within(period), or(all.map(({ total }) => isOne(total)))];
  return mapped({ table: 'events', columns: [sql`time AS at`, ...columns], where }, [
    sql`at`,
    ...aliases,
  ]);
}

function isOne({ event, filters = [] }: MetricEvents): Sql {
  return and([sql`name = ${str(event)}`, ...filters.map((one) => holds(property(one.key), one))]);
}

function amountOf(total: MetricTotal): Sql {
  return total.property === undefined
    ? sql`toFloat64(1)`
    : sql`ifNull(${numberOf(property(total.property).text)}, 0)`;
}

type Pair = { readonly x: Sql; readonly y: Sql };
const dayMs = 86_400_000;

function pairOf(metric: MetricDefinition, i: number, { end }: Period): Pair {
  const counted = (side: number) => sql`${hit(i, side)} AND at >= since`;
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
      const isOver = sql`(${count} > 0 AND ${first} + ${to} <= ${int(end.getTime())})`;
      const isBack = sql`arrayExists(b -> b >= ${first} + ${from} AND b < ${first} + ${to}, ${times(1)})`;
      return { x: sql`(${isOver} AND ${isBack})`, y: isOver };
    }
  }
}

/** At the same millisecond only where the events differ in name: none follows itself. */
function converted(
  { from, to, windowSeconds }: Extract<MetricDefinition, { kind: 'conversion' }>,
  starts: Sql,
  ends: Sql,
): Sql {
  const least = from.event === to.event ? sql`>` : sql`>=`;
  return sql`arrayExists(a -> arrayExists(b -> b ${least} a AND b - a <= ${int(windowSeconds * 1000)}, ${ends}), ${starts})`;
}
