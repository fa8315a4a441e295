/** Somebody who asked says that it is not solved: the owner is asked to reopen, and may decline. */
import { readOpportunity } from '../../discovery/index.ts';
import { emit } from '../../platform/facts.ts';
import { note, type By } from '../../platform/history.ts';
import { checkVersion } from '../../platform/moves.ts';
import { noSuch } from '../../platform/problem.ts';
import type { Writer } from '../../platform/records.ts';
import type { ClosureRow } from '../closures/rules.ts';
import '../tables.ts';
import { readRequest, reopenedAt } from './reads.ts';
import { asksAgain, checkOpen } from './rules.ts';

declare module '../../platform/facts.ts' {
  interface FactKinds {
    /** Somebody who asked says that it is not solved; the first since the last decision. */
    'opportunity.reopening_asked': {
      readonly opportunity: string;
      readonly release: string;
      readonly closure: string;
    };
  }
}
const object = 'opportunity';

export async function askToReopen(writer: Writer, by: By, row: ClosureRow): Promise<void> {
  const { id: closure, opportunity, release } = row;
  const first = await writer
    .insertInto('reopen_requests')
    .values({ opportunity, release, closure, asked_at: by.at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('closure')
    .executeTakeFirst();
  if (first === undefined && !(await askAgain(writer, by, row))) return;
  await emit(writer, 'opportunity.reopening_asked', { opportunity, release, closure });
  const detail = { release, closure };
  await note(writer, by, { object, record: opportunity, move: 'ask_to_reopen', detail });
}

/** Whether the request, decided before, stands again. */
async function askAgain(writer: Writer, by: By, row: ClosureRow): Promise<boolean> {
  const known = await readRequest(writer, row).forUpdate().executeTakeFirstOrThrow();
  const { state } = await readOpportunity(writer, row.opportunity);
  if (!asksAgain(state, known, await reopenedAt(writer, row.opportunity))) return false;
  await writer
    .updateTable('reopen_requests')
    .set({
      version: known.version + 1,
      closure: row.id,
      asked_at: by.at,
      declined_at: null,
      declined_by: null,
      decline_reason: null,
    })
    .where('opportunity', '=', row.opportunity)
    .where('release', '=', row.release)
    .execute();
  return true;
}

export type Decline = {
  readonly opportunity: string;
  readonly release: string;
  readonly version: number;
  readonly reason: string;
};

export async function declineReopening(writer: Writer, by: By, given: Decline): Promise<void> {
  const { opportunity, release, version, reason } = given;
  const before = await readRequest(writer, given).forUpdate().executeTakeFirst();
  if (before === undefined) throw noSuch('request to reopen');
  const theirs = { declinedBy: before.declined_by, reason: before.decline_reason };
  checkVersion(version, before, { theirs, yours: { reason } });
  checkOpen(before, await reopenedAt(writer, opportunity));
  await writer
    .updateTable('reopen_requests')
    .set({
      version: version + 1,
      declined_at: by.at,
      declined_by: by.actor.name,
      decline_reason: reason,
    })
    .where('opportunity', '=', opportunity)
    .where('release', '=', release)
    .execute();
  const detail = { release, closure: before.closure };
  await note(writer, by, {
    object,
    record: opportunity,
    move: 'decline_to_reopen',
    reason,
    detail,
  });
}
