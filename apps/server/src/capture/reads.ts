import type {
  Answer,
  listEventNames,
  listLiveEvents,
  listProperties,
  ProjectId,
} from '@tandem/contract';
import { dayMs, join, mapped, source, sql, str, time, uint } from '@tandem/query';
import type { Platform } from '../platform/platform.ts';

type Doors = Pick<Platform, 'events' | 'clock'>;
type Catalogue = Answer<typeof listEventNames>;
type Properties = Answer<typeof listProperties>;
type Live = Answer<typeof listLiveEvents>;

const startOfDay = (at: Date) => new Date(Math.floor(at.getTime() / dayMs) * dayMs);

/** Every event name with its volume; people are counted as they are after merges. */
export async function readEventNames(
  { events, clock }: Doors,
  project: ProjectId,
): Promise<Catalogue> {
  const today = startOfDay(clock.now()).getTime();
  const week = Array.from({ length: 7 }, (_, i) => new Date(today - (6 - i) * dayMs));
  const perDay = week.map(
    (from) =>
      sql`countIf(time >= ${time(from)} AND time < ${time(new Date(from.getTime() + dayMs))})`,
  );
  const rows = await events.rows<Catalogue['events'][number]>(
    project,
    sql`SELECT name, count() AS count, uniqExact(person) AS people,
          min(time) AS firstSeen, max(time) AS lastSeen, [${join(perDay, ', ')}] AS last7Days
        FROM ${mapped({ table: 'events', columns: [sql`name, time`], where: [] }, [sql`name, time`])}
        GROUP BY name ORDER BY count DESC, name LIMIT 1000`,
  );
  return { events: [...rows] };
}

/**
 * Properties of an event (or of all) over its newest 50,000 events, and the traits of people. Events of
 * one kind carry the same properties with the same types: they are counted together, and only a few
 * of each kind are read for examples.
 */
export async function readProperties(
  { events }: Doors,
  project: ProjectId,
  event: string | undefined,
): Promise<Properties> {
  const where = event === undefined ? [] : [sql`name = ${str(event)}`];
  // Of all the others only the time is read.
  const oldest = sql`(SELECT min(time) FROM (SELECT time FROM ${source('events', sql`time`, where)} ORDER BY time DESC LIMIT 50000))`;
  const newest = source('events', sql`properties, time`, [...where, sql`time >= ${oldest}`]);
  const [properties, traits] = await Promise.all([
    events.rows<Properties['properties'][number]>(
      project,
      sql`SELECT replaceAll(both.1, '%2E', '.') AS key, groupUniqArray(both.2) AS types, sum(n) AS count,
            min(firstAt) AS firstSeen, max(lastAt) AS lastSeen, arraySlice(arraySort(groupUniqArrayArray(values)), 1, 5) AS examples
          FROM (
            SELECT n, firstAt, lastAt, arrayJoin(CAST(kind, 'Array(Tuple(String, String))')) AS both,
              arrayMap(text -> substring(if(JSONExtractString(text, replaceAll(both.1, '%2E', '.')) = '',
                JSONExtractRaw(text, replaceAll(both.1, '%2E', '.')),
                JSONExtractString(text, replaceAll(both.1, '%2E', '.'))), 1, 60), texts) AS values
            FROM (
              SELECT kind, n, firstAt, lastAt, arrayMap(one -> toString(one), few) AS texts
              FROM (SELECT JSONAllPathsWithTypes(properties) AS kind, count() AS n, min(time) AS firstAt,
                      max(time) AS lastAt, groupArray(20)(properties) AS few
                    FROM ${newest} GROUP BY kind)
            )
          )
          GROUP BY key ORDER BY count DESC, key LIMIT 500`,
    ),
    events.rows<Properties['traits'][number]>(
      project,
      sql`SELECT key, uniqExact(person) AS people, groupUniqArray(5)(substring(trim(BOTH '"' FROM value), 1, 60)) AS examples
          FROM ${source('traits', sql`key, person, value`)} WHERE NOT startsWith(key, '$')
          GROUP BY key ORDER BY people DESC, key LIMIT 500`,
    ),
  ]);
  return { properties: [...properties], traits: [...traits] };
}

/** The newest events by arrival. Looks a minute back first, then ever further: most often that is enough. */
export async function readLive(
  doors: Doors,
  project: ProjectId,
  query: {
    readonly limit: number;
    readonly event?: string | undefined;
    readonly after?: string | undefined;
  },
): Promise<Live> {
  const now = doors.clock.now();
  const [newest, perMinute, refused] = await Promise.all([
    newestEvents(doors, project, query),
    readPerMinute(doors, project, now),
    readRefused(doors, project, startOfDay(now)),
  ]);
  return { events: newest, perMinute, refused };
}

async function newestEvents(
  { events, clock }: Doors,
  project: ProjectId,
  query: Parameters<typeof readLive>[2],
): Promise<Live['events']> {
  const now = clock.now().getTime();
  const earliest = query.after === undefined ? 0 : Date.parse(query.after);
  const named = query.event === undefined ? [] : [sql`name = ${str(query.event)}`];
  for (const backMs of [60_000, 3600_000, 7 * dayMs, Number.POSITIVE_INFINITY]) {
    const from = Math.max(earliest, now - backMs, 0);
    const rows = await events.rows<Live['events'][number]>(
      project,
      sql`SELECT id, name AS event, distinct_id AS distinctId, person, time, received_at AS receivedAt, source, properties
          FROM ${source('events', sql`*`, [sql`received_at > ${time(new Date(from))}`, ...named])}
          ORDER BY received_at DESC, precedence ASC LIMIT ${uint(query.limit)}`,
    );
    if (rows.length >= query.limit || from <= earliest) return [...rows];
  }
  return [];
}

async function readPerMinute({ events }: Doors, project: ProjectId, now: Date): Promise<number[]> {
  const from = new Date(now.getTime() - 30 * 60_000);
  const rows = await events.rows<{ minute: number; n: number }>(
    project,
    sql`SELECT toUInt32(intDiv(toUnixTimestamp64Milli(received_at) - ${uint(from.getTime())}, 60000)) AS minute, count() AS n
        FROM ${source('events', sql`received_at`, [sql`received_at >= ${time(from)}`])} GROUP BY minute`,
  );
  const counts = new Map(rows.map(({ minute, n }) => [minute, n]));
  return Array.from({ length: 30 }, (_, minute) => counts.get(minute) ?? 0);
}

async function readRefused(
  { events }: Doors,
  project: ProjectId,
  from: Date,
): Promise<Live['refused']> {
  const rows = await events.rows<Live['refused'][number]>(
    project,
    sql`SELECT reason, source, sum(count) AS count, max(time) AS lastAt, nullIf(argMax(detail, time), '') AS lastDetail
        FROM ${source('refusals', sql`reason, source, count, time, detail`, [sql`time >= ${time(from)}`])} AS r
        GROUP BY reason, source ORDER BY count DESC`,
  );
  return [...rows];
}
