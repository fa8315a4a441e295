import { sprintMachine, type Interview, type Sprint } from '@tandem/contract';
import { note, type By } from '../../platform/history.ts';
import { checkVersion, nextState } from '../../platform/moves.ts';
import { Problem } from '../../platform/problem.ts';
import { lockRow, type Writer } from '../../platform/records.ts';
import type { Now } from '../../pods/index.ts';
import { readOpportunity } from '../opportunities/reads.ts';
import './tables.ts';
import { readSprint } from './reads.ts';
import { checkDates, checkMove, checkOpen, checkRunning, type SprintMove } from './rules.ts';

const { object, first } = sprintMachine;
type Plan = Pick<Sprint, 'name' | 'opportunity' | 'from' | 'to' | 'lengthReason' | 'plannedShare'>;

export async function createSprint(
  writer: Writer,
  by: By,
  { id, guide, ...plan }: Plan & { readonly id: string; readonly guide: string },
): Promise<void> {
  checkDates(plan);
  await checkOpportunity(writer, plan.opportunity);
  await writer
    .insertInto('sprints')
    .values({ id, version: 1, guide, guide_version: 1, state: first, ...columns(plan) })
    .execute();
  await note(writer, by, { object, record: id, move: 'create', to: first, detail: plan });
}

export type SprintChange = Partial<Plan> & {
  readonly id: string;
  readonly version: number;
  readonly guide?: string;
};

export async function updateSprint(
  writer: Writer,
  by: By,
  now: Now,
  { id, version, guide, ...fields }: SprintChange,
): Promise<void> {
  const before = await lock(writer, now, id);
  const { text } = before.guide;
  checkVersion(version, before, { theirs: before, yours: { ...fields, guide } });
  checkOpen(before, 'edit');
  const after = { ...before, ...fields };
  checkDates(after);
  if (fields.opportunity !== undefined) await checkOpportunity(writer, fields.opportunity);
  const isOther = guide !== undefined && guide !== text;
  await writer
    .updateTable('sprints')
    .set({
      version: before.version + 1,
      guide: guide ?? text,
      guide_version: before.guide.version + (isOther ? 1 : 0),
      ...columns(after),
    })
    .where('id', '=', id)
    .execute();
  const detail = { ...fields, ...(isOther && { guide }) };
  await note(writer, by, { object, record: id, move: 'edit', detail });
}

export type Joining = {
  readonly id: string;
  readonly user: string;
  readonly daysSpent: number;
};

export async function joinSprint(
  writer: Writer,
  by: By,
  now: Now,
  { id, user, daysSpent }: Joining,
): Promise<void> {
  checkOpen(await lock(writer, now, id), 'member');
  if (!now.members.has(user)) {
    throw new Problem('not_found', 'There is no such member of the workspace.', {
      hint: 'Invite them under Settings, Members.',
    });
  }
  await writer
    .insertInto('sprint_members')
    .values({ sprint: id, user_id: user, days_spent: daysSpent })
    .onConflict((conflict) =>
      conflict.columns(['project', 'sprint', 'user_id']).doUpdateSet({ days_spent: daysSpent }),
    )
    .execute();
  await note(writer, by, { object, record: id, move: 'join', detail: { user, daysSpent } });
}

export type NewInterview = Omit<Interview, 'guideVersion'> & {
  readonly sprint: string;
  readonly person: string | null;
};

/** Held by the guide as it stands; the name stays out of the history. */
export async function addInterview(
  writer: Writer,
  by: By,
  now: Now,
  { sprint, mayQuote, mayContact, ...held }: NewInterview,
): Promise<void> {
  const { guide, ...before } = await lock(writer, now, sprint);
  checkRunning(before);
  await writer
    .insertInto('interviews')
    .values({
      ...held,
      sprint,
      guide_version: guide.version,
      may_quote: mayQuote,
      may_contact: mayContact,
    })
    .execute();
  const { id: interview, kind, day, signal } = held;
  const detail = { interview, kind, day, signal };
  await note(writer, by, { object, record: sprint, move: 'interview', detail });
}

export type Moving = {
  readonly id: string;
  readonly move: SprintMove;
  readonly reason?: string | undefined;
};

export async function moveSprint(
  writer: Writer,
  by: By,
  now: Now,
  { id, move, reason }: Moving,
): Promise<void> {
  const before = await lock(writer, now, id);
  const { state: from, checks, opportunity } = before;
  const to = nextState(sprintMachine, from, move);
  const explored = opportunity === null ? null : (await readOpportunity(writer, opportunity)).state;
  checkMove({ move, reason, checks, explored });
  await writer
    .updateTable('sprints')
    .set({ state: to, version: before.version + 1 })
    .where('id', '=', id)
    .execute();
  await note(writer, by, { object, record: id, move, from, to, reason, detail: { checks } });
}

/** These people were erased: that somebody was listened to stays, who it was does not. */
export async function forgetParticipants(writer: Writer, people: readonly string[]): Promise<void> {
  if (people.length === 0) return;
  await writer
    .updateTable('interviews')
    .set({ name: '', person: null, may_quote: false, may_contact: false })
    .where('person', 'in', people)
    .execute();
}

const columns = ({ name, opportunity, ...plan }: Plan) => ({
  name,
  opportunity,
  from_day: plan.from,
  to_day: plan.to,
  length_reason: plan.lengthReason,
  planned_share: plan.plannedShare,
});

async function checkOpportunity(writer: Writer, id: string | null): Promise<void> {
  if (id !== null) await readOpportunity(writer, id);
}

async function lock(writer: Writer, now: Now, id: string): Promise<Sprint> {
  await lockRow(writer, 'sprints', id);
  return readSprint(writer, now, id);
}
