/** What the records hold of bets, and the facts that their gates ask for; all in one transaction. */
import { sql } from 'kysely';
import {
  betQuestions,
  type Bet,
  type BetOverride,
  type Framework,
  type Side,
} from '@tandem/contract';
import { readOpportunities } from '../discovery/index.ts';
import { supportOf } from '../evidence/index.ts';
import { readOutcomes } from '../outcomes/index.ts';
import { noSuch } from '../platform/problem.ts';
import type { Reader } from '../platform/records.ts';
import { readPods, signaturesOfAll, type Now } from '../pods/index.ts';
import { readReleases } from '../release/index.ts';
import { readFrameworks } from '../story/index.ts';
import type { GateFacts } from './gates/rules.ts';
import { readItems } from './scope/reads.ts';
import { readLearnings } from './learnings/reads.ts';
import './tables.ts';

export type Bare = Pick<
  Bet,
  | 'id'
  | 'number'
  | 'version'
  | 'title'
  | 'state'
  | 'verdict'
  | 'opportunity'
  | 'outcome'
  | 'pod'
  | 'proposer'
  | 'kind'
  | 'appetiteDays'
  | 'hypothesis'
  | 'assumptions'
  | 'createdAt'
  | 'since'
> & { readonly holdsOpportunity: boolean };

type Which = { readonly ids?: readonly string[]; readonly opportunity?: string };

/** Bets are numbered in the order of their making. */
const numbered = (reader: Reader) =>
  reader
    .with('numbered', (query) =>
      query
        .selectFrom('bets')
        .selectAll()
        .select(sql<number>`(row_number() OVER (ORDER BY created_at, id))::integer`.as('number')),
    )
    .selectFrom('numbered')
    .selectAll()
    .orderBy('number');

/** The first one first: all, those of these ids, or those on this opportunity. */
export async function readBets(reader: Reader, { ids, opportunity }: Which = {}): Promise<Bare[]> {
  if (ids?.length === 0) return [];
  const rows = await numbered(reader)
    .$if(ids !== undefined, (query) => query.where('id', 'in', ids ?? []))
    .$if(opportunity !== undefined, (query) => query.where('opportunity', '=', opportunity ?? ''))
    .execute();
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    version: row.version,
    title: row.title,
    state: row.state,
    verdict: row.verdict,
    opportunity: row.opportunity,
    holdsOpportunity: row.holds_opportunity,
    outcome: row.outcome,
    pod: row.pod,
    proposer: { id: row.proposer_id, name: row.proposer, role: row.proposer_role },
    kind: row.kind,
    appetiteDays: row.appetite_days,
    hypothesis: row.hypothesis,
    assumptions: row.assumptions,
    createdAt: row.created_at.toISOString(),
    since: row.since.toISOString(),
  }));
}

export async function readBet(reader: Reader, id: string): Promise<Bare> {
  const [found] = await readBets(reader, { ids: [id] });
  if (found !== undefined) return found;
  throw noSuch('bet');
}

export async function readQuestions(reader: Reader, bets: readonly string[]) {
  if (bets.length === 0) return [];
  const rows = await reader
    .selectFrom('bet_questions')
    .select(['id', 'bet', 'name', 'version', 'answer'])
    .where('bet', 'in', bets)
    .execute();
  const order = Object.keys(betQuestions);
  return rows.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}

/** Those of these bets or of a pod, oldest first; all where none are named. */
export async function readOverrides(
  reader: Reader,
  { bets, pod }: { readonly bets?: readonly string[]; readonly pod?: string } = {},
): Promise<(BetOverride & { readonly bet: string; readonly pod: string | null })[]> {
  if (bets?.length === 0) return [];
  const rows = await reader
    .selectFrom('bet_overrides')
    .selectAll()
    .$if(bets !== undefined, (query) => query.where('bet', 'in', bets ?? []))
    .$if(pod !== undefined, (query) => query.where('pod', '=', pod ?? ''))
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(({ id, bet, pod, rules, reason, author, side, at, unsupported_share }) => ({
    id,
    bet,
    pod,
    rules,
    reason,
    author,
    side,
    at: at.toISOString(),
    unsupportedShare: unsupported_share,
  }));
}

/** The framework that counts for each bet: the approved one, or the draft while there is none. */
export async function frameworksOf(
  reader: Reader,
  bets: readonly string[],
): Promise<ReadonlyMap<string, Framework>> {
  const all = await readFrameworks(reader, { bets });
  const current = all.filter(({ state }) => state !== 'superseded');
  return new Map(
    [...Map.groupBy(current, ({ bet }) => bet ?? '')].map(([bet, some]) => [
      bet,
      some.find(({ state }) => state === 'approved') ?? some[0]!,
    ]),
  );
}

/** What the gates of these bets ask for, by bet. */
export async function readFacts(
  reader: Reader,
  now: Now,
  bets: readonly Bare[],
): Promise<ReadonlyMap<string, GateFacts>> {
  return factsOfAll(bets, await readParts(reader, now, bets));
}

export type Parts = Awaited<ReturnType<typeof readParts>>;
export const factsOfAll = (bets: readonly Bare[], found: Parts): ReadonlyMap<string, GateFacts> =>
  new Map(bets.map((bet) => [bet.id, factsOf(bet, found)]));

/** What stands in the records of these bets and of what they rest on. */
export async function readParts(reader: Reader, now: Now, bets: readonly Bare[]) {
  const ids = idsOf(bets);
  const items = await readItems(reader, ids);
  const questions = await readQuestions(reader, ids);
  const learnings = await readLearnings(reader, ids);
  return {
    items,
    questions,
    learnings,
    under: {
      items: await supportOf(reader, 'scope_item', idsOf(items)),
      answers: await supportOf(reader, 'bet_question', idsOf(questions)),
      learnings: await supportOf(reader, 'learning', idsOf(learnings)),
    },
    opportunities: await readOpportunities(reader, present(bets, 'opportunity')),
    outcomes: await readOutcomes(reader, present(bets, 'outcome')),
    frameworks: await frameworksOf(reader, ids),
    pods: await readPods(reader, now),
    releases: await readReleases(reader, { bets: ids }),
    signatures: await signaturesOfAll(reader, ids),
  };
}

function factsOf(bet: Bare, found: Parts): GateFacts {
  const { under } = found;
  const items = found.items.filter((item) => item.bet === bet.id && item.state === 'in');
  const learning = found.learnings.find((one) => one.bet === bet.id);
  const pod = found.pods.find(({ id }) => id === bet.pod);
  const seated = (side: Side) => pod?.seats.filter((seat) => seat.side === side).length ?? 0;
  return {
    opportunity: found.opportunities.find(({ id }) => id === bet.opportunity) ?? null,
    holdsOpportunity: bet.holdsOpportunity,
    outcome: found.outcomes.find(({ id }) => id === bet.outcome) ?? null,
    framework: found.frameworks.get(bet.id) ?? null,
    questions: found.questions
      .filter((one) => one.bet === bet.id)
      .map(({ id, name, answer }) => ({ name, answer, support: under.answers.get(id)?.for ?? 0 })),
    sides:
      pod === undefined ? null : { product: seated('product'), marketing: seated('marketing') },
    scope: {
      items: items.length,
      unsupported: items.filter(({ id }) => (under.items.get(id)?.for ?? 0) === 0).length,
    },
    releases: found.releases.filter((one) => one.bet === bet.id),
    verdict: bet.verdict,
    learning:
      learning === undefined
        ? null
        : { rests: learning.restsOn.length + (under.learnings.get(learning.id)?.linked ?? 0) },
    signatures: found.signatures.get(bet.id) ?? [],
  };
}

const idsOf = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);
const present = (bets: readonly Bare[], field: 'opportunity' | 'outcome'): readonly string[] => [
  ...new Set(bets.flatMap((bet) => bet[field] ?? [])),
];
