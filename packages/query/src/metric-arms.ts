/** One metric of an experiment's arms, as it stood at the end of each day. */
import type { MetricDefinition } from '@tandem/contract';
import type { Period } from './calendar.ts';
import { hitAny, metricEventRows } from './metric-pairs.ts';
import {
  addedSums,
  grownOf,
  isPerPerson,
  slotOf,
  stepsOf,
  sumsOver,
  type MetricSums,
} from './metric-period.ts';
import { exposedPeople, type Exposures } from './metric.ts';
import { sql, type Sql } from './sql.ts';

/** `slot`: days since the one in which the period begins. Days that change nothing have no row. */
export type ArmDayRow = MetricSums & { readonly arm: string; readonly slot: number };

/**
 * From the start of the period until the end of each day and for each arm, as `ArmDayRow`: what
 * `armStatistics` would say, were the period over then. Who meets a second arm later is in none.
 */
export function armsSoFar(
  exposures: Exposures,
  metric: MetricDefinition,
  { period, timeZone }: { readonly period: Period; readonly timeZone: string },
): Sql {
  const exposed = sql`(SELECT * FROM ${exposedPeople(exposures, period)} WHERE NOT mixed)`;
  const did = metricEventRows([metric], period, {
    where: [hitAny([metric])],
    columns: [{ is: slotOf(sql`time`, period, timeZone), alias: sql`day` }],
  });
  const counted = sql`(SELECT did.* FROM ${did} AS did INNER JOIN (SELECT person, since FROM ${exposed}) AS met
    ON did.person = met.person WHERE at >= since)`;
  const steps = sql`(SELECT person, toInt32(slot) AS slot, toFloat64(own_x) AS own_x, toFloat64(own_y) AS own_y
    FROM ${stepsOf({ metric, period }, timeZone, counted)}
    UNION ALL SELECT person, ${slotOf(sql`since`, period, timeZone)} AS slot, toFloat64(0) AS own_x,
      toFloat64(${isPerPerson(metric) ? sql`1` : sql`0`}) AS own_y FROM ${exposed})`;
  const added = sql`(SELECT arm, slot, ${addedSums} FROM ${grownOf(metric, steps)} AS grown
    INNER JOIN (SELECT person, arm FROM ${exposed}) AS armed ON grown.person = armed.person GROUP BY arm, slot)`;
  const window = sql`(PARTITION BY arm ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`;
  return sql`SELECT arm, slot, ${sumsOver(window)} FROM ${added} ORDER BY slot, arm`;
}
