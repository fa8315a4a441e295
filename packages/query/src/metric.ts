/**
 * Metrics of an experiment's arms as sufficient statistics. Each person has a numerator x and a
 * denominator y per metric (y = 1 where the metric is per person); one scan of the events makes
 * them all, and people without any event stay in as zeros.
 */
import type { MetricDefinition } from '@tandem/contract';
import type { Period } from './calendar.ts';
import { hitAny, metricEventRows, pairOf, within } from './metric-pairs.ts';
import { mapped } from './persons.ts';
import { property } from './properties.ts';
import { ident, join, literal, sql, str, type Sql } from './sql.ts';

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
  const pairs = metrics.map((metric, i) => pairOf(metric, i, period, sql`at >= since`));
  const did = metricEventRows(metrics, period, { where: [hitAny(metrics)] });
  const folded = pairs.map(
    ({ x, y }, i) => sql`${x} AS ${ident(`x${i}`)}, ${y} AS ${ident(`y${i}`)}`,
  );
  const own = sql`SELECT person, ${join([sql`any(arm) AS its_arm, any(mixed) AS is_mixed`, ...folded], ', ')}
    FROM (SELECT * FROM ${people} AS exposed LEFT JOIN ${did} AS did
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

/** `(person, since, mixed, arm)`: who met which variant, and from when on. */
export function exposedPeople(
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
