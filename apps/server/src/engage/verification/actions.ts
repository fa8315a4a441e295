import { opportunityMachine } from '@tandem/contract';
import { moveOpportunity, readOpportunity } from '../../discovery/index.ts';
import type { By } from '../../platform/history.ts';
import { nextState } from '../../platform/moves.ts';
import type { Writer } from '../../platform/records.ts';
import { readVerification, type Asking } from './reads.ts';
import { passVerification } from './rules.ts';

export type Verifying = Asking & {
  readonly version: number;
  readonly reason?: string | undefined;
};

/** Solved, they say: with what they said at that moment on record. */
export async function verifyOpportunity(
  writer: Writer,
  by: By,
  { version, reason, ...asking }: Verifying,
): Promise<void> {
  const { id } = asking;
  nextState(opportunityMachine, (await readOpportunity(writer, id)).state, 'verify');
  const { checks, answered, answers } = await readVerification(writer, asking);
  passVerification(checks);
  const counts = Object.fromEntries(answers.map(({ answer, count }) => [answer, count]));
  const detail = { answered, ...counts };
  await moveOpportunity(writer, by, { id, version, move: 'verify', reason, detail });
}
