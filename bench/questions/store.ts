/** The store of the questions benchmark: closed months in one part each, the open month in many. */
import type { Maintenance } from '../../apps/server/src/platform/events.ts';

export const now = new Date('2026-11-20T12:00:00Z');
export const from = '2026-09-01';
export const to = '2026-11-20';

const first = '2026-08-20';
const openMonth = '2026-11-01';
const days = 92;
const openParts = 24;
const chunk = 250_000;

/**
 * Inserts `count` events of `count / 50` people, one in a hundred of them twice, and merges 2 % of the
 * people. `merge` brings the closed months into one part each; the open one stays as it was written.
 */
export async function fill(
  store: Maintenance,
  count: number,
  merge: () => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < count; at += chunk) {
    await store.command(insert(at, Math.min(chunk, count - at), count, `time < '${openMonth}'`));
  }
  await store.command(insert(0, count, count, `time < '${openMonth}' AND n % 100 = 0`));
  await merge();
  await store.command('SYSTEM STOP MERGES events');
  const part = Math.ceil(count / openParts);
  for (let at = 0; at < count; at += part) {
    await store.command(insert(at, Math.min(part, count - at), count, `time >= '${openMonth}'`));
  }
  await store.command(insert(0, count, count, `time >= '${openMonth}' AND n % 100 = 0`));
  await store.command(
    `INSERT INTO person_overrides SELECT 1, ${person(`number * 50`)}, ${person(`number * 50 + 1`)}, 1
     FROM numbers(intDiv(${Math.floor(count / 50)}, 50))`,
  );
}

const person = (number: string) => `reinterpretAsUUID(sipHash128(toUInt64(${number})))`;

/** Every column is a function of the number alone, so that a repeat is the same event. */
function insert(at: number, count: number, total: number, where: string): string {
  const people = Math.floor(total / 50);
  return `INSERT INTO events (project, name, day, id, time, received_at, person, distinct_id, session_id, properties, source, precedence)
    SELECT 1, name, toDate(time), reinterpretAsUUID(sipHash128(n, 'id')), time, time, ${person('who')}, toString(who), '',
      concat('{"path":"/p/', toString(n % 97), '","price":', toString(n % 900 / 10), ',"browser":"', ['Chrome','Safari','Firefox'][1 + n % 3], '","plan":"', if(who % 4 = 0, 'pro', 'free'), '"}'),
      'native', 9000000000000000 - n
    FROM (SELECT number + ${at} AS n, sipHash64(n, 'who') % ${people} AS who,
        ['page viewed','page viewed','page viewed','product viewed','product viewed','product added','order placed','searched'][1 + sipHash64(n, 'name') % 8] AS name,
        fromUnixTimestamp64Milli(toInt64(toUnixTimestamp64Milli(toDateTime64('${first} 00:00:00', 3, 'UTC')) + sipHash64(n, 'time') % ${days * 86_400_000}), 'UTC') AS time
      FROM numbers(${count}))
    WHERE ${where}`;
}
