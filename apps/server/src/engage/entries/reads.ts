import type { ChangelogEntry, ProjectId, PublicEntry, WithHistory } from '@tandem/contract';
import { ident, sql, source } from '@tandem/query';
import { overrides } from '../../people/index.ts';
import { historyOf } from '../../platform/history.ts';
import type { EventsDoor } from '../../platform/events.ts';
import { noSuch } from '../../platform/problem.ts';
import type { Reader } from '../../platform/records.ts';
import { readFlags, readReleases } from '../../release/index.ts';
import '../tables.ts';
import { isHeldOut } from './rules.ts';

/** As the records hold it. */
export type Bare = Omit<ChangelogEntry, 'shownTo' | 'replies' | 'releases' | 'flagKey'>;

/** Drafts first, then the newest: all, or the one of this id. */
export async function readEntries(reader: Reader, only?: string): Promise<readonly Bare[]> {
  const rows = await reader
    .selectFrom('entries')
    .selectAll()
    .$if(only !== undefined, (query) => query.where('id', '=', only ?? ''))
    .orderBy('published_at', (order) => order.desc().nullsFirst())
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(({ project: _project, body, published_at, created_at, ...row }) => ({
    ...row,
    text: body,
    publishedAt: published_at?.toISOString() ?? null,
    createdAt: created_at.toISOString(),
  }));
}

export async function readEntry(reader: Reader, id: string): Promise<Bare> {
  const [found] = await readEntries(reader, id);
  if (found !== undefined) return found;
  throw noSuch('changelog entry');
}

/** Releases that say they are announced by one of the entries. */
export async function announcedBy(reader: Reader) {
  const releases = await readReleases(reader);
  const announced = releases.flatMap(({ id, name, flag, announcement }) =>
    announcement?.kind === 'entry' ? [{ id, name, flag, entry: announcement.entry }] : [],
  );
  return Map.groupBy(announced, ({ entry }) => entry);
}

type Counts = ReadonlyMap<string, number>;
type Reach = { readonly shown: Counts; readonly replies: Counts };

/** With flag and releases, all or the one of this id; how far they reached is known to the facts. */
export async function showEntries(
  reader: Reader,
  reach: Reach,
  only?: string,
): Promise<ChangelogEntry[]> {
  const entries = await readEntries(reader, only);
  const flags = new Map((await readFlags(reader)).map(({ id, key }) => [id, key]));
  const releases = await announcedBy(reader);
  return entries.map((entry) => ({
    ...entry,
    flagKey: entry.flag === null ? null : (flags.get(entry.flag) ?? null),
    releases: (releases.get(entry.id) ?? []).map(({ id, name }) => ({ id, name })),
    shownTo: reach.shown.get(entry.id) ?? 0,
    replies: reach.replies.get(entry.id) ?? 0,
  }));
}

export async function showEntry(
  reader: Reader,
  reach: Reach,
  id: string,
): Promise<WithHistory<ChangelogEntry>> {
  const [shown] = await showEntries(reader, reach, id);
  if (shown === undefined) throw noSuch('changelog entry');
  return { ...shown, history: [...(await historyOf(reader, id))] };
}

/** How many people saw each entry, by the receipts of their clients, and how often they replied. */
export async function readReach(events: EventsDoor, project: ProjectId) {
  const entry = (key: string) => sql`CAST(properties.${ident(key)}, 'Nullable(String)')`;
  const columns = sql`${entry('entry')} AS entry, person`;
  const [shown, replies] = await Promise.all([
    events.rows<{ entry: string; people: number }>(
      project,
      sql`SELECT e.entry AS entry,
            uniqExact(if(o.person = e.person, o.canonical, e.person)) AS people
          FROM ${source('events', columns, [sql`name = '$message_shown'`])} AS e
          LEFT ANY JOIN ${overrides()} AS o ON o.person = e.person
          WHERE e.entry IS NOT NULL GROUP BY entry`,
    ),
    events.rows<{ entry: string; count: number }>(
      project,
      sql`SELECT entry, count() AS count
          FROM ${source('signals', sql`${entry('entry')} AS entry`, [sql`source = 'changelog'`])}
          WHERE entry IS NOT NULL GROUP BY entry`,
    ),
  ]);
  return {
    shown: new Map(shown.map((row) => [row.entry, row.people])),
    replies: new Map(replies.map((row) => [row.entry, row.count])),
  };
}

type Audience = {
  /** Every id of the person who asks; undefined: somebody, so only what is for everybody. */
  readonly people: readonly string[];
  /** Flags that are on in their client, by key. */
  readonly on: ReadonlySet<string>;
};

/** What this person may read now: never what is not on for them, never what they are held out of. */
export async function publicEntries(
  reader: Reader,
  audience: Audience | undefined,
): Promise<PublicEntry[]> {
  const flags = new Map((await readFlags(reader)).map(({ id, key }) => [id, key]));
  const entries = await readEntries(reader);
  return entries.flatMap((entry) => {
    const { id, kind, title, text, publishedAt, state, flag, holdout } = entry;
    if (state !== 'published' || publishedAt === null) return [];
    if (audience === undefined && (flag !== null || holdout > 0)) return [];
    if (flag !== null && audience?.on.has(flags.get(flag) ?? '') !== true) return [];
    if (audience !== undefined && isHeldOut(entry, audience.people)) return [];
    return [{ id, kind, title, text, publishedAt }];
  });
}
