/** Bets as the contract shows them: what the records hold, with the words that they rest on. */
import {
  betQuestions,
  type Bet,
  type BetPage,
  type BetPart,
  type HistoryEntry,
  type Learning,
  type ProjectId,
} from '@tandem/contract';
import {
  countEvidence,
  supportOf,
  type Evidence,
  type EvidenceWeight,
} from '../../evidence/index.ts';
import { historyOfAll } from '../../platform/history.ts';
import { noSuch } from '../../platform/problem.ts';
import type { Reader, RecordsDoor } from '../../platform/records.ts';
import type { Now } from '../../pods/index.ts';
import { readFrameworks } from '../../story/index.ts';
import { gateFrom, gateOf, unsupportedShare, type GateFacts } from '../gates/rules.ts';
import { readLearnings, type BareLearning } from '../learnings/reads.ts';
import {
  factsOfAll,
  readBets,
  readOverrides,
  readParts,
  readQuestions,
  type Bare,
  type Parts,
} from '../reads.ts';
import { buildAtOf, marketingLead, medianAgeDays, stuckOf } from '../rules.ts';
import { readItems } from '../scope/reads.ts';

export type Needs = {
  readonly records: RecordsDoor;
  readonly clock: { now(): Date };
  readonly evidence: Pick<Evidence, 'items' | 'weights'>;
};

/** What rests on words: the need of the bet, its answers and its scope. */
type Words = ReadonlyMap<string, readonly EvidenceWeight[]>;

type Stored = Parts & {
  readonly bets: readonly Bare[];
  readonly facts: ReadonlyMap<string, GateFacts>;
  readonly history: ReadonlyMap<string, readonly HistoryEntry[]>;
  readonly overrides: Awaited<ReturnType<typeof readOverrides>>;
};

async function readStored(reader: Reader, now: Now, only?: readonly string[]): Promise<Stored> {
  const bets = await readBets(reader, only === undefined ? {} : { ids: only });
  const ids = bets.map(({ id }) => id);
  const parts = await readParts(reader, now, bets);
  return {
    ...parts,
    bets,
    facts: factsOfAll(bets, parts),
    history: await historyOfAll(reader, ids),
    overrides: await readOverrides(reader, { bets: ids }),
  };
}

function wordsUnder(needs: Needs, project: ProjectId, stored: Stored): Promise<Words> {
  const idsOf = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);
  return needs.evidence.weights(project, [
    { kind: 'opportunity', ids: idsOf(stored.opportunities) },
    { kind: 'scope_item', ids: idsOf(stored.items) },
    { kind: 'bet_question', ids: idsOf(stored.questions) },
  ]);
}

/** Words under the need, the answers and what is in scope: all that the bet itself rests on. */
function wordsOf(bet: Bare, stored: Stored, words: Words): readonly EvidenceWeight[] {
  const parts = [
    ...stored.items.filter((item) => item.bet === bet.id && item.state === 'in'),
    ...stored.questions.filter((question) => question.bet === bet.id),
  ].map(({ id }) => id);
  return [...(bet.opportunity === null ? [] : [bet.opportunity]), ...parts].flatMap(
    (id) => words.get(id) ?? [],
  );
}

function shown(bare: Bare, stored: Stored, words: Words, now: Date): Bet {
  const { holdsOpportunity: _holds, ...bet } = bare;
  const facts = stored.facts.get(bet.id)!;
  const history = stored.history.get(bet.id) ?? [];
  const move = gateFrom[bet.state];
  const checks = move === null ? [] : gateOf(move, facts);
  const need = bet.opportunity === null ? [] : (words.get(bet.opportunity) ?? []);
  const last = history.at(-1);
  const isMeasured = facts.outcome?.state === 'measuring';
  return {
    ...bet,
    statement: facts.opportunity?.statement ?? null,
    counts: {
      ...countEvidence(need),
      contradicting: countEvidence(wordsOf(bare, stored, words)).contradicting,
    },
    scope: { ...facts.scope, share: unsupportedShare(facts.scope) },
    overrides: stored.overrides
      .filter((one) => one.bet === bet.id)
      .map(({ bet: _bet, pod: _pod, ...override }) => override),
    gate: move === null ? null : { move, checks },
    stuck: stuckOf({ ...bet, checks, buildAt: buildAtOf(history), isMeasured }, now),
    lastMove: {
      move: last?.move ?? 'create',
      at: last?.at ?? bet.createdAt,
      actor: last?.actor ?? bet.proposer.name,
    },
  };
}

/** The last moved first. */
export async function showBets(needs: Needs, project: ProjectId, now: Now): Promise<Bet[]> {
  const stored = await needs.records.read(project, (reader) => readStored(reader, now));
  const words = await wordsUnder(needs, project, stored);
  return stored.bets
    .map((bet) => shown(bet, stored, words, needs.clock.now()))
    .toSorted((a, b) => b.lastMove.at.localeCompare(a.lastMove.at) || a.number - b.number);
}

/** Overridden gates by pod. */
export async function countOverrides(reader: Reader) {
  const all = await readOverrides(reader);
  return [...Map.groupBy(all, ({ pod }) => pod)].map(([pod, some]) => ({
    pod,
    count: some.length,
  }));
}

export async function showBet(
  needs: Needs,
  project: ProjectId,
  now: Now,
  id: string,
): Promise<BetPage> {
  const { records, clock } = needs;
  const stored = await records.read(project, (reader) => readStored(reader, now, [id]));
  const [bet] = stored.bets;
  if (bet === undefined) throw noSuch('bet');
  const words = await wordsUnder(needs, project, stored);
  const rest = await records.read(project, (reader) => readRest(reader, bet, stored));
  const { history, whole, ...more } = rest;
  const countOf = (record: string) => countEvidence(words.get(record) ?? []);
  const built = history.find(({ move }) => move === 'build')?.detail['evidenceAgeDays'];
  return {
    ...shown(bet, stored, words, clock.now()),
    ...more,
    questions: stored.questions.map(({ bet: _bet, ...question }) => {
      const support =
        stored.facts.get(id)!.questions.find(({ name }) => name === question.name)?.support ?? 0;
      return {
        ...question,
        asks: betQuestions[question.name],
        counts: countOf(question.id),
        isAnswered: question.answer !== '' && support > 0,
      };
    }),
    items: stored.items.map(({ bet: _bet, ...item }) => ({
      ...item,
      counts: countOf(item.id),
      isSupported: (stored.under.items.get(item.id)?.for ?? 0) > 0,
    })),
    sides: stored.facts.get(id)!.sides,
    marketingLead: marketingLead(whole),
    evidenceAgeDays:
      typeof built === 'number' ? built : medianAgeDays(wordsOf(bet, stored, words), clock.now()),
    history: [...history],
  };
}

/** How old the words are on which the bet would be built. */
export async function evidenceAgeDays(
  needs: Needs,
  project: ProjectId,
  now: Now,
  id: string,
): Promise<number | null> {
  const stored = await needs.records.read(project, (reader) => readStored(reader, now, [id]));
  const [bet] = stored.bets;
  if (bet === undefined) throw noSuch('bet');
  const words = await wordsUnder(needs, project, stored);
  return medianAgeDays(wordsOf(bet, stored, words), needs.clock.now());
}

async function readRest(reader: Reader, bet: Bare, stored: Stored) {
  const { id, pod, opportunity } = bet;
  const frameworks = await readFrameworks(reader, { bets: [id] });
  const all = await historyOfAll(reader, [id, ...frameworks.map((one) => one.id)]);
  const history = all.get(id) ?? [];
  const lessons =
    opportunity === null
      ? await learningsOf(reader, [bet])
      : await learningsOf(reader, await readBets(reader, { opportunity }));
  return {
    history,
    whole: [...all.values()].flat(),
    framework: stored.frameworks.get(id) ?? null,
    releases: stored.releases.map((one) => one.id),
    learning: lessons.find((one) => one.bet.id === id) ?? null,
    earlier: lessons.filter((one) => one.bet.id !== id),
    signatures: [...(stored.signatures.get(id) ?? [])],
    podOverrides: pod === null ? 0 : (await readOverrides(reader, { pod })).length,
  };
}

/** What these bets taught, the newest first. */
async function learningsOf(reader: Reader, bets: readonly Bare[]): Promise<Learning[]> {
  const all = await readLearnings(
    reader,
    bets.map(({ id }) => id),
  );
  const support = await supportOf(
    reader,
    'learning',
    all.map(({ id }) => id),
  );
  return all.flatMap((one: BareLearning) => {
    const bet = bets.find(({ id }) => id === one.bet);
    if (bet === undefined) return [];
    const { id, number, title, state, verdict, opportunity } = bet;
    const highlights = support.get(one.id)?.linked ?? 0;
    return [{ ...one, bet: { id, number, title, state, verdict }, opportunity, highlights }];
  });
}

export const listLearnings = async (reader: Reader, opportunity?: string): Promise<Learning[]> =>
  learningsOf(reader, await readBets(reader, opportunity === undefined ? {} : { opportunity }));

/** Whatever of a bet words can be linked to, with the bet's title: links are told by name. */
export async function listParts(reader: Reader): Promise<BetPart[]> {
  const bets = await readBets(reader);
  const titles = new Map(bets.map(({ id, title }) => [id, title]));
  const ids = [...titles.keys()];
  const under = [
    ...(await readItems(reader, ids)).map((one) => ({ ...one, kind: 'scope_item' as const })),
    ...(await readQuestions(reader, ids)).map(({ name, ...one }) => ({
      ...one,
      kind: 'bet_question' as const,
      text: betQuestions[name],
    })),
    ...(await readLearnings(reader, ids)).map(({ statement, ...one }) => ({
      ...one,
      kind: 'learning' as const,
      text: statement,
    })),
    ...(await readFrameworks(reader, { bets: ids })).map(({ message, ...one }) => ({
      ...one,
      kind: 'framework' as const,
      text: message,
    })),
  ];
  return under.flatMap(({ kind, id, bet, text }) =>
    bet === null ? [] : [{ kind, id, bet, title: titles.get(bet) ?? '', text }],
  );
}

/** The words under answers, scope and learning, each with the part of the bet that it is about. */
export async function listBetEvidence(needs: Needs, project: ProjectId, id: string) {
  const parts = await needs.records.read(project, async (reader) => {
    const [bet] = await readBets(reader, { ids: [id] });
    if (bet === undefined) throw noSuch('bet');
    const under = [
      ['scope_item', await readItems(reader, [id])],
      ['bet_question', await readQuestions(reader, [id])],
      ['learning', await readLearnings(reader, [id])],
    ] as const;
    return under.map(([kind, all]) => ({ kind, ids: all.map((one) => one.id) }));
  });
  const words = await needs.evidence.items(project, parts);
  return parts.flatMap(({ kind, ids }) =>
    ids.flatMap((part) =>
      (words.get(part) ?? []).map((item) => ({ about: { kind, id: part }, ...item })),
    ),
  );
}
