/** When an opportunity is asked to be reopened, and when that is off the table: pure. */
import type { Opportunity } from '@tandem/contract';
import { refusal } from '../../platform/moves.ts';

export type Request = {
  readonly asked_at: Date;
  readonly declined_at: Date | null;
  readonly declined_by: string | null;
};

/** @param reopenedAt when the opportunity was reopened, as instants of its history */
export const isOpen = (
  { asked_at, declined_at }: Pick<Request, 'asked_at' | 'declined_at'>,
  reopenedAt: readonly string[],
): boolean => declined_at === null && !reopenedAt.some((at) => at >= asked_at.toISOString());

/**
 * A "no" asks again once the last request was decided, as long as there is something to reopen; a
 * decision holds for the answers until then.
 */
export const asksAgain = (
  state: Opportunity['state'],
  request: Pick<Request, 'asked_at' | 'declined_at'>,
  reopenedAt: readonly string[],
): boolean =>
  !isOpen(request, reopenedAt) && ['in_bet', 'addressed', 'verified_solved'].includes(state);

export function checkOpen(request: Request, reopenedAt: readonly string[]): void {
  if (isOpen(request, reopenedAt)) return;
  throw refusal(
    'reopening.decline',
    request.declined_at === null
      ? 'The opportunity was reopened already: there is nothing left to decline.'
      : `${request.declined_by} has declined this already.`,
    'The next asker for whom it is not solved asks again.',
  );
}
