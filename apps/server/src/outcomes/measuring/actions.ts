import { outcomeMachine, type OutcomeReading, type OutcomeVerdict } from '@tandem/contract';
import { note, type By } from '../../platform/history.ts';
import { checkVersion, nextState } from '../../platform/moves.ts';
import type { Writer } from '../../platform/records.ts';
import { bothSigned, sign, voidSignatures } from '../../pods/index.ts';
import '../tables.ts';
import { lockOutcome, writeOutcome } from '../actions.ts';
import { checkVerdict, moveOfVerdict } from './rules.ts';

const { object } = outcomeMachine;
/** Its signatures are apart from those under which the outcome was agreed. */
const closingObject = 'outcome closing';

export type Closing = {
  readonly id: string;
  readonly version: number;
  readonly verdict: OutcomeVerdict;
  readonly reason?: string | undefined;
  /** Names the closing, should this be its first signature. */
  readonly closing: string;
  readonly reading: OutcomeReading;
};

/**
 * One side signs how the outcome ended; when the second signs the same verdict it is closed, and what
 * was read then is kept. Another verdict than the one proposed takes its place, and its signature.
 */
export async function closeOutcome(writer: Writer, by: By, given: Closing): Promise<void> {
  const { id, verdict, reading } = given;
  const before = await lockOutcome(writer, id);
  checkVersion(given.version, before, { theirs: before, yours: { verdict } });
  const move = moveOfVerdict[verdict];
  const closed = nextState(outcomeMachine, before.state, move);
  const open = await openClosing(writer, by, given);
  const reason = given.reason ?? open.reason;
  checkVerdict(reading, verdict, reason);
  const pod = before.pod === null ? {} : { pod: before.pod };
  const what = { object: closingObject, record: open.id, ...pod };
  const isClosed = bothSigned(await sign(writer, by, what));
  await writer
    .updateTable('outcome_closings')
    .set({
      reason,
      ...(isClosed && { closed_at: by.at, snapshot: JSON.stringify(reading) }),
    })
    .where('id', '=', open.id)
    .execute();
  const state = isClosed ? closed : before.state;
  await writeOutcome(writer, { ...before, state });
  await note(writer, by, {
    object,
    record: id,
    move: isClosed ? move : 'sign_closing',
    from: before.state,
    to: state,
    reason: given.reason,
    detail: { verdict, value: reading.estimate.value },
  });
}

/** The closing that is proposed, or a new one; one with another verdict is withdrawn. */
async function openClosing(
  writer: Writer,
  by: By,
  { id: outcome, verdict, closing: id }: Closing,
): Promise<{ readonly id: string; readonly reason: string | null }> {
  const open = await writer
    .selectFrom('outcome_closings')
    .select(['id', 'verdict', 'reason'])
    .where('outcome', '=', outcome)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (open?.verdict === verdict) return open;
  if (open !== undefined) {
    await writer
      .updateTable('outcome_closings')
      .set({ withdrawn_at: by.at })
      .where('id', '=', open.id)
      .execute();
    await voidSignatures(writer, by, { object: closingObject, record: open.id });
    const detail = { withdrawn: open.verdict };
    await note(writer, by, { object, record: outcome, move: 'withdraw_closing', detail });
  }
  const values = { id, outcome, verdict, reason: null };
  await writer
    .insertInto('outcome_closings')
    .values({ ...values, withdrawn_at: null, closed_at: null, snapshot: null })
    .execute();
  return values;
}
