/** What a person did and said, newest first, whichever of their ids it came under. */
import type { ProjectId, TimelineItem } from '@tandem/contract';
import { sql, source, str, time, uint, uuids, type Sql } from '@tandem/query';
import { cursorOf, readCursor } from '../../platform/cursor.ts';
import { callNames, foldedTraits, resolvePerson, type Doors, type Resolved } from '../reads.ts';
import { asSignal, signalColumns, type SignalRow } from './rules.ts';

export type TimelinePage = {
  readonly limit: number;
  readonly before: string | undefined;
  readonly only: 'did' | 'said' | undefined;
};
type DidRow = {
  id: string;
  time: string;
  name: string;
  properties: Record<string, unknown>;
  distinct_id: string;
  source: string;
};

export async function readTimeline(
  doors: Doors,
  project: ProjectId,
  { id, page }: { readonly id: string; readonly page: TimelinePage },
): Promise<{ items: TimelineItem[]; next: string | null }> {
  const who = await resolvePerson(doors, project, id);
  const [did, said] = await Promise.all([
    page.only === 'said' ? [] : didItems(doors, project, who, page),
    page.only === 'did' ? [] : saidItems(doors, project, who, page),
  ]);
  const items = [...did, ...said].toSorted(newestFirst);
  const shown = items.slice(0, page.limit);
  const oldest = items.length > page.limit ? shown.at(-1) : undefined;
  return { items: shown, next: oldest === undefined ? null : cursorOf(oldest) };
}

function newestFirst(a: TimelineItem, b: TimelineItem): number {
  const apart = Date.parse(b.time) - Date.parse(a.time);
  return apart === 0 ? (a.id < b.id ? 1 : -1) : apart;
}

async function didItems(
  { events }: Doors,
  project: ProjectId,
  who: Resolved,
  page: TimelinePage,
): Promise<readonly TimelineItem[]> {
  const columns = sql`id, time, name, properties, distinct_id, source`;
  const rows = await events.rows<DidRow>(
    project,
    sql`SELECT * FROM ${source('events', columns, pageOf(who, page))} ${order(page)}`,
  );
  return rows.map((row) => ({
    kind: 'did',
    id: row.id,
    time: row.time,
    event: row.name,
    properties: row.properties,
    distinctId: row.distinct_id,
    source: row.source,
  }));
}

async function saidItems(
  doors: Doors,
  project: ProjectId,
  who: Resolved,
  page: TimelinePage,
): Promise<readonly TimelineItem[]> {
  const [rows, traits] = await Promise.all([
    doors.events.rows<SignalRow>(
      project,
      sql`SELECT * FROM ${source('signals', signalColumns, pageOf(who, page))} ${order(page)}`,
    ),
    foldedTraits(doors, project, who),
  ]);
  const { name } = callNames(traits);
  return rows.map((row) => ({
    kind: 'said',
    id: row.id,
    time: row.time,
    signal: asSignal(row, who.person, name),
  }));
}

const order = ({ limit }: TimelinePage): Sql =>
  sql`ORDER BY time DESC, toString(id) DESC LIMIT ${uint(limit + 1)}`;

function pageOf(who: Resolved, { before }: TimelinePage): readonly Sql[] {
  const theirs = sql`person IN ${uuids(who.people)}`;
  if (before === undefined) return [theirs];
  const { time: at, id } = readCursor(before, 'query.before');
  const then = time(at);
  return [theirs, sql`(time < ${then} OR (time = ${then} AND toString(id) < ${str(id)}))`];
}
