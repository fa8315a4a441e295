import { sideOfRole, type Role, type Sprint, type SprintMember } from '@tandem/contract';
import { Problem } from '../../platform/problem.ts';
import type { Reader } from '../../platform/records.ts';
import { sideOf } from '../../pods/index.ts';
import './tables.ts';
import { checksOf, measuredShare, type Bare } from './rules.ts';

export type Members = ReadonlyMap<string, { readonly name: string; readonly role: Role }>;
/** The workspace's members and the project's day: what a sprint is shown by. */
export type Now = { readonly members: Members; readonly today: string };

/** Those that begin last come first. */
export async function readSprints(reader: Reader, now: Now, only?: string): Promise<Sprint[]> {
  const rows = await reader
    .selectFrom('sprints')
    .selectAll()
    .$if(only !== undefined, (query) => query.where('id', '=', only ?? ''))
    .orderBy('from_day', 'desc')
    .orderBy('id')
    .execute();
  const sprints: Sprint[] = [];
  for (const row of rows) {
    const bare: Bare = {
      id: row.id,
      version: row.version,
      name: row.name,
      opportunity: row.opportunity,
      from: row.from_day,
      to: row.to_day,
      lengthReason: row.length_reason,
      plannedShare: row.planned_share,
      guide: { text: row.guide, version: row.guide_version },
      state: row.state,
      members: await membersIn(reader, now, row.id),
      interviews: await interviewsIn(reader, row.id),
    };
    sprints.push({
      ...bare,
      measuredShare: measuredShare(bare, now.today),
      checks: checksOf(bare, now.today),
    });
  }
  return sprints;
}

export async function readSprint(reader: Reader, now: Now, id: string): Promise<Sprint> {
  const [found] = await readSprints(reader, now, id);
  if (found !== undefined) return found;
  throw new Problem('not_found', 'There is no such sprint in this project.');
}

async function membersIn(reader: Reader, now: Now, sprint: string): Promise<SprintMember[]> {
  const rows = await reader
    .selectFrom('sprint_members')
    .select(['user_id', 'days_spent'])
    .where('sprint', '=', sprint)
    .orderBy('user_id')
    .execute();
  const shown: SprintMember[] = [];
  for (const { user_id: userId, days_spent: daysSpent } of rows) {
    const member = now.members.get(userId);
    // Somebody who left the workspace.
    if (member === undefined) continue;
    const { name, role } = member;
    const actor = { id: userId, name, kind: 'user', role } as const;
    const side = role === 'analyst' ? await sideOf(reader, actor) : sideOfRole[role];
    shown.push({ userId, name, role, side, daysSpent });
  }
  return shown;
}

async function interviewsIn(reader: Reader, sprint: string): Promise<Sprint['interviews']> {
  const rows = await reader
    .selectFrom('interviews')
    .selectAll()
    .where('sprint', '=', sprint)
    .orderBy('day')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    day: row.day,
    guideVersion: row.guide_version,
    mayQuote: row.may_quote,
    mayContact: row.may_contact,
    signal: row.signal,
  }));
}

/** Who took part in a sprint that began on which day. */
export async function whoTookPart(reader: Reader) {
  return reader
    .selectFrom('sprint_members')
    .innerJoin('sprints', 'sprints.id', 'sprint_members.sprint')
    .select(['sprint_members.user_id as userId', 'sprints.from_day as from'])
    .execute();
}
