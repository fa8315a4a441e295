/** When a need may be said to be solved: by those who asked for it, never by those who built it. Pure. */
import type { ClosureAnswer, GateCheck } from '@tandem/contract';
import { refusal } from '../../platform/moves.ts';

export type Answered = {
  readonly person: string;
  readonly state: string;
  readonly told_at: Date | null;
  readonly answered_at: Date | null;
};

/** Each person once, with their newest answer after `since`; those who have none are left out. */
export function newestAnswers<R extends Answered>(rows: readonly R[], since: Date | null): R[] {
  const newest = new Map<string, R>();
  for (const row of rows) {
    const { answered_at: at, person } = row;
    if (at === null || (since !== null && at <= since)) continue;
    const other = newest.get(person)?.answered_at;
    if (other === undefined || other === null || other < at) newest.set(person, row);
  }
  return [...newest.values()];
}

export type Facts = {
  readonly told: number;
  readonly counts: Readonly<Record<ClosureAnswer, number>>;
  /** Whether somebody waits for a decision to reopen it. */
  readonly isAskedToReopen: boolean;
  /** Who owns the opportunity; null where nobody does, or nobody who is still here. */
  readonly owner: { readonly userId: string; readonly name: string } | null;
};
/** Who looks: a person by id; null for a key. */
export type Viewer = string | null;

export function checksOf(facts: Facts, viewer: Viewer): GateCheck[] {
  const { told, counts, isAskedToReopen, owner } = facts;
  const { solved, partly, not_solved: not } = counts;
  const answered = solved + partly + not;
  return [
    {
      rule: 'opportunity.verify.answers',
      says: 'Somebody who asked for it has answered',
      isMet: answered > 0,
      fact:
        told === 0
          ? 'Nobody who asked was told yet'
          : `${answered} answered, of ${told} who were told`,
      wayOut:
        told === 0
          ? 'Release it for those who asked: they are told once it is on for them, and answer.'
          : 'Wait for their answers; what is mended later goes out as a release of its own, which asks them again.',
    },
    {
      rule: 'opportunity.verify.solved',
      says: 'More of them say that it is solved than that it is not',
      isMet: solved > not,
      fact: answered === 0 ? 'No answers yet' : `${solved} solved, ${partly} partly, ${not} not`,
      wayOut: 'Read what they say is missing, and reopen it with their reason.',
    },
    {
      rule: 'opportunity.verify.reopening',
      says: 'No request to reopen it is waiting',
      isMet: !isAskedToReopen,
      fact: isAskedToReopen ? 'One waits for a decision' : 'None waits',
      wayOut: 'Reopen it, or decline with a reason.',
    },
    {
      rule: 'opportunity.verify.owner',
      says: 'It is for you to say',
      isMet: viewer !== null && (owner === null || owner.userId === viewer),
      fact: owner === null ? 'Nobody owns it: any of you may' : `${owner.name} owns it`,
      wayOut:
        viewer === null
          ? 'A person says that it is solved, never a key.'
          : `Ask ${owner?.name ?? 'a member'}, or become its owner.`,
    },
  ];
}

/** Throws the refusal of what does not hold. */
export function passVerification(checks: readonly GateCheck[]): void {
  const unmet = checks.filter(({ isMet }) => !isMet);
  if (unmet.length === 0) return;
  throw refusal(
    unmet[0]!.rule,
    `Not yet. ${unmet.map(({ says, fact }) => `${says}: ${fact}`).join('. ')}.`,
    unmet.map(({ wayOut }) => wayOut).join(' '),
    { unmet },
  );
}
