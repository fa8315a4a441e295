import type { Interview, Sprint, SprintMember } from '@tandem/contract';
import { noSuch } from '../../platform/problem.ts';
import type { Reader } from '../../platform/records.ts';
import { sideOf, type Now } from '../../pods/index.ts';
import './tables.ts';
import { checksOf, measuredShare, type Bare } from './rules.ts';

/** Those that begin last come first. */
export async function readSprints(reader: Reader, now: Now, only?: string): Promise<Sprint[]> {
  const rows = await reader
    .selectFrom('sprints')
    .selectAll()
    .$if(only !== undefined, (query) => query.where('id', '=', only ?? ''))
    .orderBy('from_day', 'desc')
    .orderBy('id')
    .execute();
  const ids = rows.map(({ id }) => id);
  const members = await membersIn(reader, now, ids);
  const interviews = await interviewsIn(reader, ids);
  return rows.map((row) => {
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
      members: members.get(row.id) ?? [],
      interviews: interviews.get(row.id) ?? [],
    };
    const { today } = now;
    return { ...bare, measuredShare: measuredShare(bare, today), checks: checksOf(bare, today) };
  });
}

export async function readSprint(reader: Reader, now: Now, id: string): Promise<Sprint> {
  const [found] = await readSprints(reader, now, id);
  if (found !== undefined) return found;
  throw noSuch('sprint');
}

/** Who takes part, by sprint; somebody who left the workspace is left out. */
async function membersIn(reader: Reader, now: Now, sprints: readonly string[]) {
  if (sprints.length === 0) return new Map<string, SprintMember[]>();
  const rows = await reader
    .selectFrom('sprint_members')
    .select(['sprint', 'user_id as userId', 'days_spent as daysSpent'])
    .where('sprint', 'in', sprints)
    .orderBy('user_id')
    .execute();
  const known = new Map<string, Omit<SprintMember, 'daysSpent'>>();
  for (const userId of new Set(rows.map((row) => row.userId))) {
    const member = now.members.get(userId);
    if (member === undefined) continue;
    const side = await sideOf(reader, { id: userId, kind: 'user', ...member });
    known.set(userId, { userId, ...member, side });
  }
  const members = rows.flatMap(({ sprint, userId, daysSpent }) => {
    const member = known.get(userId);
    return member === undefined ? [] : [[sprint, { ...member, daysSpent }] as const];
  });
  return bySprint(members);
}

async function interviewsIn(reader: Reader, sprints: readonly string[]) {
  if (sprints.length === 0) return new Map<string, Interview[]>();
  const rows = await reader
    .selectFrom('interviews')
    .selectAll()
    .where('sprint', 'in', sprints)
    .orderBy('day')
    .orderBy('id')
    .execute();
  const interviews = rows.map((row) => {
    const interview = {
      id: row.id,
      kind: row.kind,
      name: row.name,
      day: row.day,
      guideVersion: row.guide_version,
      mayQuote: row.may_quote,
      mayContact: row.may_contact,
      signal: row.signal,
    };
    return [row.sprint, interview] as const;
  });
  return bySprint(interviews);
}

function bySprint<T>(pairs: readonly (readonly [sprint: string, T])[]): Map<string, T[]> {
  const grouped = Map.groupBy(pairs, ([sprint]) => sprint);
  return new Map([...grouped].map(([sprint, all]) => [sprint, all.map(([, one]) => one)]));
}

/** Who took part in a sprint that began on which day. */
export async function whoTookPart(reader: Reader) {
  return reader
    .selectFrom('sprint_members')
    .innerJoin('sprints', 'sprints.id', 'sprint_members.sprint')
    .select(['sprint_members.user_id as userId', 'sprints.from_day as from'])
    .execute();
}
