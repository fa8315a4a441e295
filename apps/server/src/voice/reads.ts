/** What people said, searched and filtered, with counts by source, language and day. */
import type { Answer, listSignals, ProjectId, Signal } from '@tandem/contract';
import { foldCase } from '@tandem/language';
import { float, ident, sql, source, str, time, uint, uuids, type Sql } from '@tandem/query';
import { asSignal, signalColumns, type People, type SignalRow } from '../people/index.ts';
import { cursorOf, readCursor } from '../platform/cursor.ts';
import type { Platform } from '../platform/platform.ts';
import { noSuch } from '../platform/problem.ts';
import { deviceKey } from './rules.ts';

export type Needs = {
  readonly events: Platform['events'];
  readonly people: Pick<People, 'names'>;
  readonly timeZoneOf: (project: ProjectId) => Promise<string>;
};
export type SignalQuery = {
  readonly search?: string | undefined;
  readonly source?: string | undefined;
  readonly language?: string | undefined;
  readonly audience?: Signal['audience'] | undefined;
  readonly ratingAtMost?: number | undefined;
  readonly ratingAtLeast?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Only these; a list of all that people have touched, not of all that was said. */
  readonly only?: readonly string[] | undefined;
  readonly except?: readonly string[] | undefined;
};
export type SignalPage = SignalQuery & {
  readonly limit: number;
  readonly cursor?: string | undefined;
};

/** A page, newest first. Each facet is counted under all filters but its own. */
export async function readSignals(
  needs: Needs,
  project: ProjectId,
  query: SignalPage,
): Promise<Answer<typeof listSignals>> {
  const { events } = needs;
  const timeZone = await needs.timeZoneOf(project);
  const [rows, perDay, sources, languages] = await Promise.all([
    events.rows<SignalRow>(project, pageSql(query)),
    events.rows<{ day: string; count: number }>(project, perDaySql(query, timeZone)),
    events.rows<{ source: string; count: number }>(project, facetSql(query, 'source')),
    events.rows<{ language: string; count: number }>(project, facetSql(query, 'language')),
  ]);
  const shown = rows.slice(0, query.limit);
  const oldest = rows.length > query.limit ? shown.at(-1) : undefined;
  return {
    signals: await withNames(needs.people, project, shown),
    total: perDay.reduce((sum, { count }) => sum + count, 0),
    next: oldest === undefined ? null : cursorOf(oldest),
    sources: [...sources],
    languages: [...languages],
    perDay: [...perDay],
  };
}

/** The newest ones since then. */
export async function readNewest(
  { events, people }: Pick<Needs, 'events' | 'people'>,
  project: ProjectId,
  query: Pick<SignalPage, 'from' | 'limit'>,
): Promise<readonly Signal[]> {
  const rows = await events.rows<SignalRow>(project, pageSql(query));
  return withNames(people, project, rows.slice(0, query.limit));
}

/** These signals by id; those that are not there are left out. */
export async function readByIds(
  needs: Pick<Needs, 'events' | 'people'>,
  project: ProjectId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Signal>> {
  if (ids.length === 0) return new Map();
  const rows = await needs.events.rows<SignalRow>(
    project,
    sql`SELECT * FROM ${source('signals', signalColumns, [sql`id IN ${uuids(ids)}`])}`,
  );
  const signals = await withNames(needs.people, project, rows);
  return new Map(signals.map((signal) => [signal.id, signal]));
}

/** Who said it, where and when; not what. */
export type Voiced = Pick<Signal, 'id' | 'source' | 'author' | 'person' | 'time' | 'audience'>;

/** The same by id without the words and the names, those that fit the query: to be counted. */
export async function readVoiced(
  { events, people }: Pick<Platform, 'events'> & { readonly people: Pick<People, 'persons'> },
  project: ProjectId,
  ids: readonly string[],
  query: SignalQuery = {},
): Promise<ReadonlyMap<string, Voiced>> {
  if (ids.length === 0) return new Map();
  const where = conditions({ ...query, only: ids });
  const rows = await events.rows<Omit<Voiced, 'author'> & { readonly author: string }>(
    project,
    sql`SELECT * FROM ${source('signals', sql`id, source, author, person, time, audience`, where)}`,
  );
  const stored = rows.flatMap(({ person }) => person ?? []);
  const now = await people.persons(project, [...new Set(stored)]);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...row,
        author: row.author === '' ? null : row.author,
        person: row.person === null ? null : (now.get(row.person) ?? row.person),
      },
    ]),
  );
}

export async function countSignals(
  { events }: Pick<Needs, 'events'>,
  project: ProjectId,
  query: SignalQuery,
): Promise<number> {
  const rows = await events.rows<{ count: number }>(
    project,
    sql`SELECT count() AS count FROM ${source('signals', sql`id`, conditions(query))}`,
  );
  return rows[0]?.count ?? 0;
}

export async function readSignal(
  needs: Pick<Needs, 'events' | 'people'>,
  project: ProjectId,
  id: string,
): Promise<Signal> {
  const found = (await readByIds(needs, project, [id])).get(id);
  if (found === undefined) throw noSuch('signal');
  return found;
}

/** Something said, with what is never shown to anybody: which id and which device said it. */
export type Sent = {
  readonly text: string;
  readonly time: string;
  readonly mayContact: boolean;
  readonly distinctId: string;
  readonly device: string;
};

/** By signal; those that are not there are left out. */
export async function readSent(
  { events }: Pick<Needs, 'events'>,
  project: ProjectId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Sent>> {
  if (ids.length === 0) return new Map();
  const device = sql`ifNull(CAST(properties.${ident(deviceKey)}, 'Nullable(String)'), '') AS device`;
  const columns = sql`id, text, time, may_contact AS mayContact, distinct_id AS distinctId, ${device}`;
  const rows = await events.rows<Sent & { id: string }>(
    project,
    sql`SELECT * FROM ${source('signals', columns, [sql`id IN ${uuids(ids)}`])}`,
  );
  return new Map(rows.map(({ id, ...sent }) => [id, sent]));
}

/** Rows as signals, under the person and name of today. */
export async function withNames(
  people: Needs['people'],
  project: ProjectId,
  rows: readonly SignalRow[],
): Promise<Signal[]> {
  const stored = rows.flatMap((row) => (row.person === null ? [] : [row.person]));
  const called = await people.names(project, [...new Set(stored)]);
  return rows.map((row) => {
    const who = row.person === null ? undefined : called.get(row.person);
    return asSignal(row, who?.person ?? null, who?.name ?? null);
  });
}

function pageSql(query: SignalPage): Sql {
  const where = [...conditions(query), ...afterCursor(query.cursor)];
  return sql`SELECT * FROM ${source('signals', signalColumns, where)}
    ORDER BY time DESC, toString(id) DESC LIMIT ${uint(query.limit + 1)}`;
}

function perDaySql(query: SignalQuery, timeZone: string): Sql {
  return sql`SELECT toString(toDate(time, ${str(timeZone)})) AS day, count() AS count
    FROM ${source('signals', sql`time`, conditions(query))} GROUP BY day ORDER BY day`;
}

const facets = { source: sql`source`, language: sql`language` } as const;

function facetSql(query: SignalQuery, facet: keyof typeof facets): Sql {
  const column = facets[facet];
  const where = conditions({ ...query, [facet]: undefined });
  return sql`SELECT toString(${column}) AS ${column}, count() AS count
    FROM ${source('signals', column, where)} WHERE ${column} != ''
    GROUP BY ${column} ORDER BY count DESC, ${column} LIMIT 100`;
}

/** Ratings are compared on a scale of five, whatever the scale of the source. */
const stars = sql`rating / rating_max * 5`;

function conditions(query: SignalQuery): readonly Sql[] {
  const { source: from, language, audience, ratingAtMost, ratingAtLeast } = query;
  return [
    ...searchWords(query.search).map(
      (word) => sql`positionCaseInsensitiveUTF8(text, ${str(word)}) > 0`,
    ),
    ...(from === undefined ? [] : [sql`source = ${str(from)}`]),
    ...(language === undefined ? [] : [sql`language = ${str(language)}`]),
    ...(audience === undefined ? [] : [sql`audience = ${str(audience)}`]),
    ...(ratingAtMost === undefined ? [] : [sql`${stars} <= ${float(ratingAtMost)}`]),
    ...(ratingAtLeast === undefined ? [] : [sql`${stars} >= ${float(ratingAtLeast)}`]),
    ...(query.from === undefined ? [] : [sql`time >= ${time(new Date(query.from))}`]),
    ...(query.to === undefined ? [] : [sql`time < ${time(new Date(query.to))}`]),
    ...(query.only === undefined ? [] : [sql`id IN ${uuids(query.only)}`]),
    ...(query.except === undefined ? [] : [sql`id NOT IN ${uuids(query.except)}`]),
  ];
}

const maxSearchWords = 10;
const searchWords = (search = '') =>
  foldCase(search)
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, maxSearchWords);

function afterCursor(cursor: string | undefined): readonly Sql[] {
  if (cursor === undefined) return [];
  const { time: at, id } = readCursor(cursor, 'query.cursor');
  const then = time(at);
  return [sql`(time < ${then} OR (time = ${then} AND toString(id) < ${str(id)}))`];
}
