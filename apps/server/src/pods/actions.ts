import { sql } from 'kysely';
import type { Role, Side } from '@tandem/contract';
import { note, type By } from '../platform/history.ts';
import { checkVersion, refusal } from '../platform/moves.ts';
import { Problem } from '../platform/problem.ts';
import type { Writer } from '../platform/records.ts';
import './tables.ts';
import { noPod, type Members } from './reads.ts';
import { checkSeat } from './rules.ts';

const object = 'pod';

export async function createPod(
  writer: Writer,
  by: By,
  pod: { readonly id: string; readonly name: string },
): Promise<void> {
  await writer
    .insertInto('pods')
    .values({ ...pod, version: 1, leader: null })
    .execute();
  await note(writer, by, { object, record: pod.id, move: 'create', detail: { name: pod.name } });
}

export type PodChange = {
  readonly id: string;
  readonly version: number;
  readonly name?: string | undefined;
  readonly leader?: string | undefined;
};

export async function updatePod(writer: Writer, by: By, change: PodChange): Promise<void> {
  const { id, name, leader } = change;
  const current = await lockPod(writer, id);
  const theirs = { name: current.name, leader: current.leader };
  checkVersion(change.version, current, { theirs, yours: { name, leader } });
  if (leader !== undefined && !(await holdsSeat(writer, id, leader))) throw noSeat();
  const next = { name: name ?? current.name, leader: leader ?? current.leader };
  await writer
    .updateTable('pods')
    .set({ ...next, version: current.version + 1 })
    .where('id', '=', id)
    .execute();
  await note(writer, by, { object, record: id, move: 'edit', detail: { from: theirs, to: next } });
}

export type SeatTaken = {
  readonly pod: string;
  readonly user: string;
  readonly from: string;
  readonly share: number;
  readonly side?: Side | undefined;
};

/** Seats a member; their open seat in this pod, if any, ends on the same day. */
export async function takeSeat(
  writer: Writer,
  by: By,
  members: Members,
  seat: SeatTaken,
): Promise<void> {
  await lockPod(writer, seat.pod);
  checkSeat(roleOf(members, seat.user), seat.side);
  await endSeat(writer, seat.pod, seat.user, seat.from);
  await writer
    .insertInto('seats')
    .values({
      pod: seat.pod,
      user_id: seat.user,
      side: seat.side ?? null,
      share: seat.share,
      from_day: seat.from,
      to_day: null,
    })
    .execute();
  await note(writer, by, { object, record: seat.pod, move: 'seat', detail: seat });
}

/** The seat ends on that day; a pod whose leader leaves has none until it is given another. */
export async function leaveSeat(
  writer: Writer,
  by: By,
  seat: { readonly pod: string; readonly user: string; readonly on: string },
): Promise<void> {
  const { leader } = await lockPod(writer, seat.pod);
  if (!(await endSeat(writer, seat.pod, seat.user, seat.on))) throw noSeat();
  if (leader === seat.user) {
    await writer.updateTable('pods').set({ leader: null }).where('id', '=', seat.pod).execute();
  }
  await note(writer, by, { object, record: seat.pod, move: 'leave', detail: seat });
}

/** A seat that would end before it began never was. */
async function endSeat(writer: Writer, pod: string, user: string, on: string): Promise<boolean> {
  const open = sql`pod = ${pod} AND user_id = ${user} AND to_day IS NULL`;
  const { rows } = await sql`DELETE FROM seats WHERE ${open} AND from_day >= ${on}::date
    RETURNING id`.execute(writer);
  const ended = await sql`UPDATE seats SET to_day = ${on}::date WHERE ${open}
    RETURNING id`.execute(writer);
  return rows.length + ended.rows.length > 0;
}

async function lockPod(writer: Writer, id: string) {
  const row = await writer
    .selectFrom('pods')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw noPod();
  return row;
}

async function holdsSeat(writer: Writer, pod: string, user: string): Promise<boolean> {
  const row = await writer
    .selectFrom('seats')
    .select('id')
    .where('pod', '=', pod)
    .where('user_id', '=', user)
    .where('to_day', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

function roleOf(members: Members, user: string): Role {
  const member = members.get(user);
  if (member !== undefined) return member.role;
  throw new Problem('not_found', 'There is no such member of the workspace.', {
    hint: 'Invite them under Settings, Members.',
  });
}

const noSeat = () =>
  refusal('pod.seat', 'This member holds no seat in the pod.', 'Seat them in the pod first.');
