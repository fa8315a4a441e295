/**
 * What happened to a record: one row per move or change, written in the transaction that did it,
 * never changed afterwards. Packs, gates and pages read it; who and why stand in it.
 */
import type { Generated } from 'kysely';
import type { Actor, HistoryEntry } from '@tandem/contract';
import type { Reader, Writer } from './records.ts';

type HistoryTable = {
  id: Generated<number>;
  project: Generated<number>;
  at: Date;
  object: string;
  record: string;
  move: string;
  from_state: string | null;
  to_state: string | null;
  actor_id: string;
  actor: string;
  reason: string | null;
  detail: unknown;
};
declare module './records.ts' {
  interface Tables {
    history: HistoryTable;
  }
}

export type Happening = {
  /** What kind of record, as its state machine calls it. */
  readonly object: string;
  readonly record: string;
  /** The move of the machine, or what else was done: `create`, `edit`, `sign`, `override` ... */
  readonly move: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly reason?: string | undefined;
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
};
/** Who did it and when: the same for everything that one request does. */
export type By = { readonly actor: Actor; readonly at: Date };

/** In whose name the product itself moves things: by the calendar, or because something else moved. */
export const tandem: Actor = { id: 'tandem', name: 'Tandem', kind: 'system', role: null };
/** In whose name words are taken away with the person who said them. */
export const eraser: Actor = { id: 'erasure', name: 'Erasure', kind: 'system', role: null };

export async function note(writer: Writer, { actor, at }: By, happening: Happening): Promise<void> {
  await writer
    .insertInto('history')
    .values({
      at,
      object: happening.object,
      record: happening.record,
      move: happening.move,
      from_state: happening.from ?? null,
      to_state: happening.to ?? null,
      actor_id: actor.id,
      actor: actor.name,
      reason: happening.reason ?? null,
      detail: JSON.stringify(happening.detail ?? {}),
    })
    .execute();
}

/** What happened to one record, oldest first. */
export async function historyOf(reader: Reader, record: string): Promise<readonly HistoryEntry[]> {
  return (await historyOfAll(reader, [record])).get(record) ?? [];
}

/** The same of many records at once; one to which nothing happened is left out. */
export async function historyOfAll(
  reader: Reader,
  records: readonly string[],
): Promise<ReadonlyMap<string, readonly HistoryEntry[]>> {
  if (records.length === 0) return new Map();
  const rows = await reader
    .selectFrom('history')
    .selectAll()
    .where('record', 'in', records)
    .orderBy('id')
    .execute();
  const grouped = Map.groupBy(rows, ({ record }) => record);
  return new Map([...grouped].map(([record, all]) => [record, all.map(asEntry)]));
}

function asEntry(row: {
  readonly [C in keyof HistoryTable]: HistoryTable[C] extends Generated<infer T>
    ? T
    : HistoryTable[C];
}): HistoryEntry {
  return {
    at: row.at.toISOString(),
    object: row.object,
    record: row.record,
    move: row.move,
    from: row.from_state,
    to: row.to_state,
    actor: row.actor,
    reason: row.reason,
    detail: row.detail as HistoryEntry['detail'],
  };
}

export type Happened = HistoryEntry & { readonly actorId: string };

/** What happened to all records of the project in `[from, to)`, oldest first. */
export async function historyBetween(
  reader: Reader,
  from: Date,
  to: Date,
): Promise<readonly Happened[]> {
  const rows = await reader
    .selectFrom('history')
    .selectAll()
    .where('at', '>=', from)
    .where('at', '<', to)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...asEntry(row), actorId: row.actor_id }));
}

/** Whether somebody has ever done this to any record of the project. */
export async function hasDone(
  reader: Reader,
  actor: string,
  { object, move }: Pick<Happening, 'object' | 'move'>,
): Promise<boolean> {
  const row = await reader
    .selectFrom('history')
    .select('id')
    .where('actor_id', '=', actor)
    .where('object', '=', object)
    .where('move', '=', move)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
