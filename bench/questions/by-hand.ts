/** The same questions as somebody who knows the store well would write them. */
import { from, to } from './store.ts';

export type Answer = readonly { readonly day: string; readonly people: number }[];

const period = `time >= '${from} 00:00:00' AND time < toDateTime64('${to} 00:00:00', 3, 'UTC') + INTERVAL 1 DAY`;
const merges = `LEFT ANY JOIN (SELECT person, canonical FROM person_overrides FINAL WHERE project = 1) AS o ON e.person = o.person`;
const who = `if(o.person = e.person, o.canonical, e.person)`;

/** People a day and in all; the total has day '' like the first row of ours. */
export const exactTrend = `
  SELECT if(grouping(d) = 1, '', toString(d)) AS day, uniqExact(w) AS people
  FROM (SELECT toDate(time, 'UTC') AS d, ${who} AS w
    FROM (SELECT time, person FROM events FINAL WHERE project = 1 AND name = 'product viewed' AND ${period}) AS e ${merges})
  GROUP BY d WITH ROLLUP ORDER BY day`;

export const roughTrend = `
  SELECT if(grouping(d) = 1, '', toString(d)) AS day, uniqExact(person) AS people
  FROM (SELECT toDate(time, 'UTC') AS d, person FROM events WHERE project = 1 AND name = 'product viewed' AND ${period})
  GROUP BY d WITH ROLLUP ORDER BY day`;

const names = ['page viewed', 'product viewed', 'product added', 'order placed'];
const steps = names.map((name) => `name = '${name}'`).join(', ');
const among = names.map((name) => `'${name}'`).join(', ');
const levels = (rows: string, person: string) => `
  SELECT concat('step ', toString(step)) AS day, toUInt64(countIf(level >= step)) AS people
  FROM (SELECT ${person} AS w, windowFunnel(604800000)(toUInt64(toUnixTimestamp64Milli(time)), ${steps}) AS level FROM ${rows} GROUP BY w)
  ARRAY JOIN [1, 2, 3, 4] AS step GROUP BY step ORDER BY step`;

export const exactFunnel = levels(
  `(SELECT name, time, person FROM events FINAL WHERE project = 1 AND name IN (${among}) AND ${period}) AS e ${merges}`,
  who,
);
export const roughFunnel = levels(
  `(SELECT name, time, person FROM events WHERE project = 1 AND name IN (${among}) AND ${period})`,
  'person',
);
