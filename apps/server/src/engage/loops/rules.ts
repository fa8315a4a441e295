/** What became of those who asked, counted: pure. */
import { closureAnswers, type Loop } from '@tandem/contract';
import { proportionInterval } from '@tandem/stats';
import type { ClosureRow } from '../closures/rules.ts';

type Counted = Pick<Loop, 'askers' | 'waiting' | 'told' | 'untold' | 'answered' | 'answers'>;
const reasons = ['no_consent', 'opted_out', 'no_longer_asked'] as const;

/** @param rows of one opportunity and release, each person once */
export function countLoop(
  rows: readonly Pick<ClosureRow, 'state' | 'reason' | 'told_at'>[],
): Counted {
  const inState = (...states: readonly string[]) =>
    rows.filter(({ state }) => states.includes(state)).length;
  const answered = inState(...closureAnswers);
  return {
    askers: rows.length,
    waiting: inState('eligible', 'queued'),
    told: rows.filter(({ told_at }) => told_at !== null).length,
    untold: reasons
      .map((reason) => ({
        reason,
        count: rows.filter((row) => row.state === 'suppressed' && row.reason === reason).length,
      }))
      .filter(({ count }) => count > 0),
    answered,
    answers: sharesOf(rows),
  };
}

/** How many gave each answer, with the share of all who answered and its interval. */
export function sharesOf(rows: readonly { readonly state: string }[]): Loop['answers'] {
  const counts = closureAnswers.map(
    (answer) => [answer, rows.filter(({ state }) => state === answer).length] as const,
  );
  const n = counts.reduce((sum, [, count]) => sum + count, 0);
  return counts.map(([answer, count]) => ({
    answer,
    count,
    share: proportionInterval({ n, successes: count }) ?? null,
  }));
}
