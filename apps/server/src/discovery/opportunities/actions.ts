import {
  opportunityMachine,
  type Criterion,
  type MoveOf,
  type Opportunity,
} from '@tandem/contract';
import { note, type By } from '../../platform/history.ts';
import { checkVersion, nextState } from '../../platform/moves.ts';
import { lockRow, type Writer } from '../../platform/records.ts';
import { bothSigned, sign, voidSignatures } from '../../pods/index.ts';
import '../tables.ts';
import { readTree, readOpportunity, type Bare } from './reads.ts';
import { checkCriteria, checkParent } from './rules.ts';

const { object, first } = opportunityMachine;

export type NewOpportunity = Pick<Opportunity, 'id' | 'statement' | 'parent'> &
  Partial<Pick<Opportunity, 'fromHighlight' | 'segment' | 'owner'>>;

export async function createOpportunity(
  writer: Writer,
  by: By,
  given: NewOpportunity,
): Promise<void> {
  const { id, statement, parent } = given;
  checkParent(await readTree(writer), id, parent);
  await writer
    .insertInto('opportunities')
    .values({
      id,
      version: 1,
      parent,
      statement,
      from_highlight: given.fromHighlight ?? null,
      segment: given.segment ? JSON.stringify(given.segment) : null,
      owner: given.owner ?? null,
      state: first,
      created_at: by.at,
    })
    .execute();
  await note(writer, by, { object, record: id, move: 'create', to: first, detail: { statement } });
}

export type OpportunityChange = Partial<
  Pick<Opportunity, 'statement' | 'parent' | 'segment' | 'owner'>
> & { readonly id: string; readonly version: number };

/** Another statement or segment is another need: what was signed counts no longer. */
export async function updateOpportunity(
  writer: Writer,
  by: By,
  change: OpportunityChange,
): Promise<void> {
  const { id, version, ...fields } = change;
  const before = await lock(writer, id);
  checkVersion(version, before, { theirs: before, yours: fields });
  if (fields.parent !== undefined) {
    // One mover of branches at a time: two could close a circle together.
    await writer.selectFrom('opportunities').select('id').orderBy('id').forUpdate().execute();
    checkParent(await readTree(writer), id, fields.parent);
  }
  const after = { ...before, ...fields };
  await writer
    .updateTable('opportunities')
    .set({
      version: before.version + 1,
      parent: after.parent,
      statement: after.statement,
      segment: after.segment === null ? null : JSON.stringify(after.segment),
      owner: after.owner,
    })
    .where('id', '=', id)
    .execute();
  await note(writer, by, { object, record: id, move: 'edit', detail: fields });
  const isOther = fields.statement !== undefined || fields.segment !== undefined;
  if (isOther && before.state === 'exploring') {
    await voidSignatures(writer, by, { object, record: id });
  }
}

export type OpportunityMove = {
  readonly id: string;
  /** That whoever asks for the move had before them. */
  readonly version?: number | undefined;
  readonly move: MoveOf<typeof opportunityMachine>;
  readonly reason?: string | undefined;
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
};

/** The move alone: who may ask for it, and what it needs, is up to whoever calls. */
export async function moveOpportunity(
  writer: Writer,
  by: By,
  { id, version, move, reason, detail }: OpportunityMove,
): Promise<void> {
  const before = await lock(writer, id);
  checkVersion(version ?? before.version, before, { theirs: before, yours: { move, reason } });
  const to = nextState(opportunityMachine, before.state, move);
  await writer
    .updateTable('opportunities')
    .set({ version: before.version + 1, state: to })
    .where('id', '=', id)
    .execute();
  const from = before.state;
  await note(writer, by, { object, record: id, move, from, to, reason, detail });
  // What is explored anew is signed anew.
  if (move === 'explore') await voidSignatures(writer, by, { object, record: id });
}

export type OpportunitySignature = {
  readonly id: string;
  /** That whoever signs had before them. */
  readonly version?: number | undefined;
  readonly criteria: readonly Criterion[];
};

/** One side signs, if all criteria hold; with the second side's it is validated. */
export async function signOpportunity(
  writer: Writer,
  by: By,
  { id, version, criteria }: OpportunitySignature,
): Promise<void> {
  const before = await lock(writer, id);
  checkVersion(version ?? before.version, before, { theirs: before, yours: { sign: true } });
  nextState(opportunityMachine, before.state, 'validate');
  checkCriteria(criteria);
  const signatures = await sign(writer, by, { object, record: id });
  if (bothSigned(signatures)) {
    await moveOpportunity(writer, by, { id, move: 'validate', detail: { criteria } });
  }
}

async function lock(writer: Writer, id: string): Promise<Bare> {
  await lockRow(writer, 'opportunities', id);
  return readOpportunity(writer, id);
}
