/**
 * The moves of loop closures. Whoever leases, renews or tells holds merges back and locks every
 * closure of the person under all ids that were ever theirs, so that two tabs, two ids and a merge
 * that lands in between come out as one after the other.
 */
import { closureMachine, type ClosureAnswer, type ProjectId } from '@tandem/contract';
import { note, type By } from '../../platform/history.ts';
import { nextState } from '../../platform/moves.ts';
import type { Writer } from '../../platform/records.ts';
import { holdMerges, personsIn, resolveIn } from '../../people/index.ts';
import { askToReopen } from '../reopenings/actions.ts';
import { noteSolved } from '../signals/actions.ts';
import '../tables.ts';
import { closuresOf, findClosure, isStopped } from './reads.ts';
import {
  isLive,
  leaseMs,
  survivorOf,
  type ClosureMove,
  type ClosureRow,
  type Lease,
} from './rules.ts';

const { object } = closureMachine;

type Fields = Partial<{
  readonly reason: ClosureRow['reason'];
  readonly leases: number;
  readonly lease_client: string | null;
  readonly lease_until: Date | null;
  readonly told_at: Date;
  readonly answered_at: Date;
  readonly highlight: string;
  readonly signal: string;
  readonly from_unit: number;
  readonly to_unit: number;
}>;

/** Takes the edge, or throws the refusal of the machine. */
export async function move(
  writer: Writer,
  by: By,
  row: ClosureRow,
  { take, ...fields }: Fields & { readonly take: ClosureMove },
): Promise<ClosureRow> {
  const state = nextState(closureMachine, row.state, take);
  await writer
    .updateTable('closures')
    .set({ state, ...fields })
    .where('id', '=', row.id)
    .execute();
  await note(writer, by, {
    object,
    record: row.id,
    move: take,
    from: row.state,
    to: state,
    reason: fields.reason ?? undefined,
  });
  return { ...row, ...fields, state };
}

/**
 * Puts each closure under the person of today and makes one of those that turn out to be of the same
 * person. Merges are held back by the caller. Gives those that stay.
 */
export async function gather(
  writer: Writer,
  by: By,
  rows: readonly ClosureRow[],
): Promise<readonly ClosureRow[]> {
  const named = new Set(rows.map(({ person }) => person));
  const persons = await personsIn(writer, [...named]);
  const now = (row: ClosureRow) => persons.get(row.person) ?? row.person;
  const groups = Map.groupBy(rows, (row) => `${row.opportunity} ${row.release} ${now(row)}`);
  const kept: ClosureRow[] = [];
  for (const group of groups.values()) {
    const survivor = survivorOf(group, by.at);
    for (const row of group) if (row !== survivor) await giveUp(writer, by, row, survivor.id);
    const person = now(survivor);
    if (person !== survivor.person) {
      await writer.updateTable('closures').set({ person }).where('id', '=', survivor.id).execute();
    }
    kept.push({ ...survivor, person });
  }
  return kept;
}

/** Another closure counts for this one from now on. */
async function giveUp(writer: Writer, by: By, row: ClosureRow, into: string): Promise<void> {
  if (row.state === 'eligible' || row.state === 'queued') {
    await move(writer, by, row, { take: 'suppress', reason: 'merged', lease_until: null });
  }
  await writer
    .updateTable('closures')
    .set({ merged_into: into })
    .where((where) => where.or([where('id', '=', row.id), where('merged_into', '=', row.id)]))
    .execute();
}

/** Everything of this person, locked and gathered. */
async function hold(writer: Writer, by: By, { project, own }: Who) {
  await holdMerges(writer, project);
  const { person, people } = await resolveIn(writer, own);
  const locked = await closuresOf(writer, people).forUpdate().execute();
  // Most people have one closure, under the id they go by: there is nothing to gather.
  const isSettled = locked.length < 2 && locked.every((row) => row.person === person);
  return { people, rows: isSettled ? locked : await gather(writer, by, locked) };
}
type Who = { readonly project: ProjectId; readonly own: string };

/** The merges in a fact, taken into the closures. */
export async function gatherMerged(
  writer: Writer,
  by: By,
  { project, people }: { readonly project: ProjectId; readonly people: readonly string[] },
): Promise<void> {
  await holdMerges(writer, project);
  await gather(writer, by, await closuresOf(writer, people).execute());
}

export type Wish = Who & {
  readonly client: string;
  /** Closures that may be told to this client now. */
  readonly among: readonly string[];
};

/** One message for this client, if nobody else shows one to the same person just now. */
export async function lease(
  writer: Writer,
  by: By,
  { client, among, ...who }: Wish,
): Promise<ClosureRow | undefined> {
  const { people, rows } = await hold(writer, by, who);
  if (await isStopped(writer, people)) {
    await suppressAll(writer, by, rows);
    return undefined;
  }
  const until = new Date(by.at.getTime() + leaseMs);
  const live = rows.find((row) => isLive(row, by.at));
  if (live !== undefined) {
    if (live.lease_client !== client || !among.includes(live.id)) return undefined;
    await prolong(writer, live, until);
    return live;
  }
  const next = rows.find(
    ({ id, state }) => among.includes(id) && (state === 'eligible' || state === 'queued'),
  );
  if (next === undefined) return undefined;
  const waiting = next.state === 'queued' ? await move(writer, by, next, { take: 'lapse' }) : next;
  return move(writer, by, waiting, {
    take: 'queue',
    leases: waiting.leases + 1,
    lease_client: client,
    lease_until: until,
  });
}

const prolong = (writer: Writer, { id }: ClosureRow, until: Date) =>
  writer.updateTable('closures').set({ lease_until: until }).where('id', '=', id).execute();

async function suppressAll(writer: Writer, by: By, rows: readonly ClosureRow[]): Promise<void> {
  for (const row of rows) {
    if (row.state !== 'eligible' && row.state !== 'queued') continue;
    await move(writer, by, row, { take: 'suppress', reason: 'opted_out', lease_until: null });
  }
}

/** The closure that counts for a lease now; undefined after an erasure. */
async function holdLease(writer: Writer, by: By, project: ProjectId, { closure }: Lease) {
  await holdMerges(writer, project);
  const named = await findClosure(writer, closure);
  if (named === undefined) return undefined;
  const { people, rows } = await hold(writer, by, { project, own: named.person });
  const isThere = rows.some(({ id }) => id === closure);
  const into = isThere ? closure : (await findClosure(writer, closure))?.merged_into;
  const row = rows.find(({ id }) => id === into);
  return row === undefined ? undefined : { row, rows, people };
}

type Leased = { readonly project: ProjectId; readonly lease: Lease };

/** Right before the paint: whether this client still has the turn. */
export async function renew(
  writer: Writer,
  by: By,
  { project, lease: given, isOpen }: Leased & { readonly isOpen: (release: string) => boolean },
): Promise<boolean> {
  const held = await holdLease(writer, by, project, given);
  if (held === undefined) return false;
  const { row, people } = held;
  const isNewest = row.id === given.closure && row.leases === given.lease;
  if (!isNewest || row.state !== 'queued' || !isOpen(row.release)) return false;
  if (await isStopped(writer, people)) return false;
  await prolong(writer, row, new Date(by.at.getTime() + leaseMs));
  return true;
}

/** The message was seen. A receipt that comes late counts too: what was painted was painted. */
export async function tell(writer: Writer, by: By, { project, lease: given }: Leased) {
  const held = await holdLease(writer, by, project, given);
  if (held === undefined) return;
  const { row } = held;
  if (row.state !== 'eligible' && row.state !== 'queued') return;
  const queued = row.state === 'queued' ? row : await move(writer, by, row, { take: 'queue' });
  await move(writer, by, queued, { take: 'tell', told_at: by.at, lease_until: null });
}

const moveOf = { solved: 'solve', partly: 'partly', not_solved: 'not_solve' } as const;

/** The first answer counts; gives the one that stands and its closure. */
export async function answer(
  writer: Writer,
  by: By,
  { project, lease: given, answer: said }: Leased & { readonly answer: ClosureAnswer },
): Promise<{ readonly row: ClosureRow; readonly stands: ClosureAnswer } | undefined> {
  const held = await holdLease(writer, by, project, given);
  if (held === undefined) return undefined;
  const { row } = held;
  if (row.state in moveOf) return { row, stands: row.state as ClosureAnswer };
  return { row: await takeAnswer(writer, by, row, said), stands: said };
}

/** What an answer leads to, for those who sent the words and for those who decide. */
export async function takeAnswer(
  writer: Writer,
  by: By,
  row: ClosureRow,
  said: ClosureAnswer,
): Promise<ClosureRow> {
  const after = await move(writer, by, row, { take: moveOf[said], answered_at: by.at });
  if (said === 'not_solved') await askToReopen(writer, by, after);
  if (said === 'solved') await noteSolved(writer, after);
  return after;
}

/** For good: every id that is or will be this person's. */
export async function stop(writer: Writer, by: By, { project, lease: given }: Leased) {
  const held = await holdLease(writer, by, project, given);
  if (held === undefined) return;
  const { row, rows } = held;
  await writer
    .insertInto('message_stops')
    .values({ person: row.person, at: by.at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await suppressAll(writer, by, rows);
}

/** Leases that nobody came back for end; who said nothing for long is not waited for. */
export async function expire(
  writer: Writer,
  by: By,
  { lapsed, silent }: { readonly lapsed: Date; readonly silent: Date },
): Promise<void> {
  const rows = await writer
    .selectFrom('closures')
    .selectAll()
    .where('merged_into', 'is', null)
    .where((where) =>
      where.or([
        where.and([where('state', '=', 'queued'), where('lease_until', '<', lapsed)]),
        where.and([where('state', '=', 'told'), where('told_at', '<', silent)]),
      ]),
    )
    .forUpdate()
    .execute();
  for (const row of rows) {
    await move(writer, by, row, { take: row.state === 'queued' ? 'lapse' : 'leave' });
  }
}

/** What the erased said, were told and wanted is forgotten. */
export async function forgetPeople(writer: Writer, people: readonly string[]): Promise<void> {
  const gone = await writer
    .deleteFrom('closures')
    .where('person', 'in', [...people])
    .returning('id')
    .execute();
  await writer
    .deleteFrom('message_stops')
    .where('person', 'in', [...people])
    .execute();
  if (gone.length === 0) return;
  await writer
    .updateTable('reopen_requests')
    .set({ closure: null })
    .where(
      'closure',
      'in',
      gone.map(({ id }) => id),
    )
    .execute();
}
