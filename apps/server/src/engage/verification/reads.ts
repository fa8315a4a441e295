import type { Verification } from '@tandem/contract';
import { readOpportunity } from '../../discovery/index.ts';
import { historyOf } from '../../platform/history.ts';
import type { Reader } from '../../platform/records.ts';
import { sharesOf } from '../loops/rules.ts';
import { isOpen } from '../reopenings/rules.ts';
import '../tables.ts';
import { checksOf, newestAnswers, type Facts, type Viewer } from './rules.ts';

type Members = readonly { readonly userId: string; readonly name: string }[];
export type Asking = {
  readonly id: string;
  /** Of the workspace, now. */
  readonly members: Members;
  readonly viewer: Viewer;
};

/** What those who asked answer, over all releases, and what is missing to say that it is solved. */
export async function readVerification(
  reader: Reader,
  { id, members, viewer }: Asking,
): Promise<Verification> {
  const { version, state, owner } = await readOpportunity(reader, id);
  const history = await historyOf(reader, id);
  const reopened = history.filter(({ move }) => move === 'reopen').map(({ at }) => at);
  const since = reopened.at(-1) ?? null;
  const rows = await answersOf(reader, id);
  const answered = newestAnswers(rows, since === null ? null : new Date(since));
  const answers = sharesOf(answered);
  const told = new Set(rows.filter(({ told_at }) => told_at !== null).map(({ person }) => person));
  const requests = await reader
    .selectFrom('reopen_requests')
    .select(['asked_at', 'declined_at'])
    .where('opportunity', '=', id)
    .execute();
  const facts: Facts = {
    told: told.size,
    counts: Object.fromEntries(
      answers.map(({ answer, count }) => [answer, count]),
    ) as Facts['counts'],
    isAskedToReopen: requests.some((one) => isOpen(one, reopened)),
    owner: members.find(({ userId }) => userId === owner) ?? null,
  };
  return {
    opportunity: id,
    version,
    state,
    since,
    told: told.size,
    answered: answered.length,
    answers,
    checks: checksOf(facts, viewer),
    verified: state === 'verified_solved' ? verifiedBy(history) : null,
  };
}

const answersOf = (reader: Reader, opportunity: string) =>
  reader
    .selectFrom('closures')
    .select(['person', 'state', 'told_at', 'answered_at'])
    .where('opportunity', '=', opportunity)
    .where('merged_into', 'is', null)
    .execute();

function verifiedBy(history: Awaited<ReturnType<typeof historyOf>>): Verification['verified'] {
  const last = history.findLast(({ move }) => move === 'verify');
  if (last === undefined) return null;
  const { actor, at, reason, detail } = last;
  return {
    by: actor,
    at,
    reason,
    answered: Number(detail['answered'] ?? 0),
    solved: Number(detail['solved'] ?? 0),
  };
}
