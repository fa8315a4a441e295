/**
 * One metric over a period as sufficient statistics: in all, day by day, and so far at the end of
 * each day.
 *
 * Whose value it is: a count, sum or share is per person who did anything in the period; a mean or
 * ratio is over those who did what it reads; a conversion over those who began; a retention over
 * those whose day N is over. A segment is about people, as they are when the period ends.
 */
import type { Condition, MetricDefinition } from '@tandem/contract';
import { dayMs, dayOf, type Period } from './calendar.ts';
import { follows, hit, hitAny, metricEventRows, pairOf, type Pair } from './metric-pairs.ts';
import { personSegment, type Context } from './segments.ts';
import { date, int, sql, str, type Sql } from './sql.ts';

type Measured = { readonly metric: MetricDefinition; readonly period: Period };
export type MetricQuestion = Measured & {
  readonly segment?: Condition | undefined;
};

/** People and the sums of their numerators x and denominators y, squares and product. */
export type MetricSums = {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly yy: number;
  readonly xy: number;
};
/** `slot`: days since the one in which the period begins. Days that change nothing have no row. */
export type MetricDayRow = MetricSums & { readonly slot: number };

/** The whole period, as one row `MetricSums`. */
export function metricStatistics(question: MetricQuestion, context: Context): Sql {
  const { metric, period } = question;
  const pairs = sql`(SELECT person, ${named(pairOf(metric, 0, period, sql`true`))}
    FROM ${eventsOf(question, context)} GROUP BY person)`;
  return sql`SELECT count() AS n, ${sumsOfPairs} FROM ${pairs}${onlyCounted(metric)}`;
}

/** Each day alone, as `MetricDayRow`; of a conversion or retention, those who began on that day. */
export function metricByDay(question: MetricQuestion, context: Context): Sql {
  const { metric } = question;
  return sql`SELECT slot, count() AS n, ${sumsOfPairs} FROM ${cellsOf(question, eventsOf(question, context))}${onlyCounted(metric)}
    GROUP BY slot ORDER BY slot`;
}

/**
 * From the start of the period until the end of each day, as `MetricDayRow`: what the whole period
 * would be, were it over then. Each person's running x and y give what that day adds to the sums.
 */
export function metricSoFar(question: MetricQuestion, context: Context): Sql {
  const steps = stepsOf(question, context.timeZone, eventsOf(question, context));
  const added = sql`(SELECT slot, ${addedSums} FROM ${grownOf(question.metric, steps)} GROUP BY slot)`;
  return sql`SELECT slot, ${sumsOver(sql`(ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`)}
    FROM ${added} ORDER BY slot`;
}

/** `(person, slot, x0, y0, x1, y1, is_new)`: each person's running pair before and after each day. */
export function grownOf({ kind }: MetricDefinition, steps: Sql): Sql {
  const { x, y } = growth[kind];
  const cells = sql`(SELECT person, slot, ${x}(own_x) AS day_x, ${y}(own_y) AS day_y
    FROM ${steps} GROUP BY person, slot)`;
  const before = sql`(PARTITION BY person ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)`;
  const after = sql`(PARTITION BY person ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`;
  return sql`(SELECT person, slot, ${x}(day_x) OVER ${after} AS x1, ${y}(day_y) OVER ${after} AS y1,
    ${x}(day_x) OVER ${before} AS x0, ${y}(day_y) OVER ${before} AS y0,
    row_number() OVER ${after} = 1 AS is_new FROM ${cells})`;
}

/** What the rows of `grownOf` add to the sums. */
export const addedSums: Sql = sql`sum(is_new) AS dn, sum(x1 - x0) AS dx, sum(y1 - y0) AS dy,
    sum(x1 * x1 - x0 * x0) AS dxx, sum(y1 * y1 - y0 * y0) AS dyy, sum(x1 * y1 - x0 * y0) AS dxy`;
/** The sums until then, of rows of `addedSums`. */
export const sumsOver = (
  window: Sql,
): Sql => sql`sum(dn) OVER ${window} AS n, sum(dx) OVER ${window} AS x, sum(dy) OVER ${window} AS y,
    sum(dxx) OVER ${window} AS xx, sum(dyy) OVER ${window} AS yy, sum(dxy) OVER ${window} AS xy`;

/** A person's pair, under names that no sum bears. */
const named = ({ x, y }: Pair): Sql => sql`toFloat64(${x}) AS own_x, toFloat64(${y}) AS own_y`;
const sumsOfPairs = sql`sum(own_x) AS x, sum(own_y) AS y, sum(own_x * own_x) AS xx,
    sum(own_y * own_y) AS yy, sum(own_x * own_y) AS xy`;

/** How a person's x and y of several days become those of all of them together. */
const growth: Readonly<Record<MetricDefinition['kind'], { readonly x: Sql; readonly y: Sql }>> =
  (() => {
    const [sum, max] = [sql`sum`, sql`max`];
    return {
      count: { x: sum, y: max },
      unique: { x: max, y: max },
      sum: { x: sum, y: max },
      mean: { x: sum, y: sum },
      ratio: { x: sum, y: sum },
      conversion: { x: max, y: max },
      retention: { x: max, y: max },
    };
  })();

/** Whether everybody who did anything counts, those with nothing of it as zero. */
export const isPerPerson = ({ kind }: MetricDefinition) =>
  kind === 'count' || kind === 'unique' || kind === 'sum';

/** Nobody who has not begun, or whose day is not over, is among the people of a share. */
const onlyCounted = ({ kind }: MetricDefinition): Sql =>
  kind === 'conversion' || kind === 'retention' || kind === 'mean' ? sql` WHERE own_y > 0` : sql``;

/** `(person, at, day, hit_0_j, amount_0_j)` of what the metric is read from. */
function eventsOf(question: MetricQuestion, { timeZone }: Context): Sql {
  const { metric, period, segment } = question;
  const context = { timeZone, now: period.end };
  return metricEventRows([metric], period, {
    where: isPerPerson(metric) ? [] : [hitAny([metric])],
    columns: [{ is: slotOf(sql`time`, period, timeZone), alias: sql`day` }],
    having: segment === undefined ? [] : [personSegment(segment, context)],
  });
}

/** Days in the zone from the one in which the period begins, as Int32; negative before it. */
export const slotOf = (instant: Sql, { start }: Period, timeZone: string): Sql =>
  sql`toInt32(toDate(${instant}, ${str(timeZone)})) - toInt32(${date(dayOf(start, timeZone))})`;

/** `(person, slot, own_x, own_y)`: each person's pair of each day alone, of rows of `eventsOf`. */
function cellsOf({ metric, period }: Measured, events: Sql): Sql {
  const pair = named(pairOf(metric, 0, period, sql`true`));
  if (metric.kind === 'retention')
    return sql`(SELECT person, minIf(day, ${hit(0, 0)}) AS slot, ${pair} FROM ${events} GROUP BY person)`;
  if (metric.kind !== 'conversion')
    return sql`(SELECT person, day AS slot, ${pair} FROM ${events} GROUP BY person, day)`;
  const isDone = sql`arrayExists(a -> a.2 = slot AND arrayExists(b -> ${follows(metric, sql`a.1`, sql`b.1`)}, ends), starts)`;
  return sql`(SELECT person, slot, toFloat64(${isDone}) AS own_x, toFloat64(1) AS own_y
    FROM (SELECT person, starts, ends, arrayJoin(arrayDistinct(starts.2)) AS slot FROM ${walks(events)}))`;
}

/** `(person, slot, own_x, own_y)`: on which days each person's pair grows, and by what. */
export function stepsOf({ metric, period }: Measured, timeZone: string, events: Sql): Sql {
  if (metric.kind === 'conversion') {
    const done = sql`arrayFilter(b -> arrayExists(a -> ${follows(metric, sql`a.1`, sql`b.1`)}, starts), ends)`;
    const steps = sql`arrayJoin(arrayConcat([(arrayMin(starts.2), 0., 1.)],
      arrayMap(c -> (c, 1., 1.), arraySlice(arraySort(${done}.2), 1, 1))))`;
    return sql`(SELECT person, step.1 AS slot, step.2 AS own_x, step.3 AS own_y
      FROM (SELECT person, ${steps} AS step FROM ${walks(events)}))`;
  }
  if (metric.kind !== 'retention') return cellsOf({ metric, period }, events);
  const pair = named(pairOf(metric, 0, period, sql`true`));
  const lastMs = sql`toUnixTimestamp64Milli(minIf(at, ${hit(0, 0)})) + ${int((metric.day + 1) * dayMs - 1)}`;
  const last = sql`fromUnixTimestamp64Milli(${lastMs}, 'UTC')`;
  return sql`(SELECT person, ${slotOf(last, period, timeZone)} AS slot, ${pair}
    FROM ${events} GROUP BY person HAVING own_y > 0)`;
}

/** `(person, starts, ends)`: instants with their days, of everybody who began. */
const walks = (events: Sql): Sql => {
  const times = (side: number) =>
    sql`groupArrayIf((toUnixTimestamp64Milli(at), day), ${hit(0, side)})`;
  return sql`(SELECT person, ${times(0)} AS starts, ${times(1)} AS ends FROM ${events}
    GROUP BY person HAVING notEmpty(starts))`;
};
