import { sql } from 'kysely';
import type { Actor, Pod, ProjectId, Role, Seat, Side } from '@tandem/contract';
import { dayOf } from '@tandem/query';
import { Problem } from '../platform/problem.ts';
import type { Reader } from '../platform/records.ts';
import './tables.ts';
import { missingSeats, sideOfSeat } from './rules.ts';

/** Members of the project's workspace, by user id. */
export type Members = ReadonlyMap<string, { readonly name: string; readonly role: Role }>;
type Access = {
  readonly membersOf: (
    project: ProjectId,
  ) => Promise<readonly { readonly userId: string; readonly name: string; readonly role: Role }[]>;
  /** IANA name of the project's time zone. */
  readonly timeZoneOf: (project: ProjectId) => Promise<string>;
};

export async function membersById(
  { membersOf }: Pick<Access, 'membersOf'>,
  project: ProjectId,
): Promise<Members> {
  const members = await membersOf(project);
  return new Map(members.map(({ userId, name, role }) => [userId, { name, role }]));
}

/** The workspace's members and the project's day: by which it is told who holds which seat. */
export type Now = { readonly members: Members; readonly today: string };
export type NowNeeds = { readonly access: Access; readonly clock: { now(): Date } };

export async function nowOf({ access, clock }: NowNeeds, project: ProjectId): Promise<Now> {
  const [members, timeZone] = await Promise.all([
    membersById(access, project),
    access.timeZoneOf(project),
  ]);
  return { members, today: dayOf(clock.now(), timeZone) };
}

/** The pods with the seats that are held on this day. A seat of somebody who left the workspace is not. */
export async function readPods(reader: Reader, { members, today }: Now): Promise<Pod[]> {
  const pods = await reader.selectFrom('pods').selectAll().orderBy('name').orderBy('id').execute();
  const seats = await reader
    .selectFrom('seats')
    .select(['pod', 'user_id', 'side', 'share'])
    .select(sql<string>`from_day::text`.as('from'))
    .select(sql<string | null>`to_day::text`.as('to'))
    .where('from_day', '<=', sql<Date>`${today}::date`)
    .where((is) => is.or([is('to_day', 'is', null), is('to_day', '>', sql<Date>`${today}::date`)]))
    .orderBy('id')
    .execute();
  return pods.map(({ id, version, name, leader }) => {
    const held = seats.flatMap((row): Seat[] => {
      const member = members.get(row.user_id);
      if (row.pod !== id || member === undefined) return [];
      const { side, share, from, to } = row;
      return [
        {
          userId: row.user_id,
          ...member,
          side: sideOfSeat(member.role, side),
          share,
          from,
          to,
        },
      ];
    });
    const missing = missingSeats(held.map((seat) => seat.role));
    return { id, version, name, leader, seats: held, missing };
  });
}

export async function readPod(reader: Reader, now: Now, id: string): Promise<Pod> {
  const found = (await readPods(reader, now)).find((pod) => pod.id === id);
  if (found === undefined) throw noPod();
  return found;
}

export const noPod = () =>
  new Problem('not_found', 'There is no such pod.', { hint: 'Pods lists those of this project.' });

/**
 * For whom the actor signs: by the role, an analyst by the open seat (of this pod, or the only side
 * that all their seats name). Null: for nobody.
 */
export async function sideOf(reader: Reader, actor: Actor, pod?: string): Promise<Side | null> {
  if (actor.role === null) return null;
  if (actor.role !== 'analyst') return sideOfSeat(actor.role, null);
  const rows = await reader
    .selectFrom('seats')
    .select('side')
    .distinct()
    .where('user_id', '=', actor.id)
    .where('to_day', 'is', null)
    .$if(pod !== undefined, (query) => query.where('pod', '=', pod ?? ''))
    .execute();
  const written = rows.flatMap(({ side }) => (side === null ? [] : [side]));
  return written.length === 1 ? written[0]! : null;
}
