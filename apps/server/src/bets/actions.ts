import { betMachine, betQuestions, type Bet } from '@tandem/contract';
import { readOpportunity } from '../discovery/index.ts';
import { readOutcome } from '../outcomes/index.ts';
import { emit } from '../platform/facts.ts';
import { note, type By, type Happening } from '../platform/history.ts';
import { checkVersion, nextState, refusal } from '../platform/moves.ts';
import { Problem } from '../platform/problem.ts';
import { lockRow, type Writer } from '../platform/records.ts';
import { readPods, sideOf, sign, voidSignatures, type Now } from '../pods/index.ts';
import { checkSignable, passGate, unsupportedShare, type GateMove } from './gates/rules.ts';
import { moveNeed } from './needs/actions.ts';
import { readBet, readFacts, type Bare } from './reads.ts';
import { checkBound, checkKill, checkOpen } from './rules.ts';
import './tables.ts';

const { object, first } = betMachine;

declare module '../platform/facts.ts' {
  interface FactKinds {
    'bet.moved': {
      readonly bet: string;
      readonly opportunity: string | null;
      readonly move: string;
      readonly from: string;
      readonly to: string;
    };
  }
}

type Text = Pick<
  Bet,
  | 'title'
  | 'kind'
  | 'opportunity'
  | 'outcome'
  | 'pod'
  | 'appetiteDays'
  | 'hypothesis'
  | 'assumptions'
>;
const empty: Omit<Text, 'title'> = {
  kind: 'flag',
  opportunity: null,
  outcome: null,
  pod: null,
  appetiteDays: null,
  hypothesis: '',
  assumptions: [],
};

export type NewBet = Partial<Text> &
  Pick<Text, 'title'> & {
    readonly id: string;
    /** An id for each question. */
    readonly newId: () => string;
  };

export async function createBet(
  writer: Writer,
  by: By,
  now: Now,
  { id, newId, ...given }: NewBet,
): Promise<void> {
  const text = { ...empty, ...given };
  await checkNamed(writer, now, text);
  const { actor, at } = by;
  await writer
    .insertInto('bets')
    .values({
      id,
      version: 1,
      state: first,
      since: at,
      verdict: null,
      holds_opportunity: false,
      proposer_id: actor.id,
      proposer: actor.name,
      proposer_role: actor.role,
      created_at: at,
      ...columns(text),
    })
    .execute();
  for (const name of Object.keys(betQuestions) as (keyof typeof betQuestions)[]) {
    await writer
      .insertInto('bet_questions')
      .values({ id: newId(), bet: id, name, version: 1, answer: '' })
      .execute();
  }
  await noteBet(writer, by, { ...text, id }, { move: 'create', to: first, detail: given });
}

export type BetChange = Partial<Text> & { readonly id: string; readonly version: number };

export async function updateBet(
  writer: Writer,
  by: By,
  now: Now,
  { id, version, ...text }: BetChange,
): Promise<void> {
  const before = await lockBet(writer, id);
  checkVersion(version, before, { theirs: before, yours: text });
  const after = { ...before, ...text };
  await checkNamed(writer, now, after);
  const outcome = after.outcome === null ? undefined : await readOutcome(writer, after.outcome);
  checkBound(before, after, outcome?.state);
  await write(writer, before, columns(after));
  await noteBet(writer, by, before, { move: 'edit', detail: text });
}

export type BetMove = {
  readonly id: string;
  readonly version: number;
  readonly move: GateMove | 'kill';
  readonly reason?: string | undefined;
  /** With build: an id for the override, and how old the evidence is. */
  readonly overrideId: string;
  readonly evidenceAgeDays: number | null;
};

export async function moveBet(writer: Writer, by: By, now: Now, moving: BetMove): Promise<void> {
  const { id, version, move, reason } = moving;
  const before = await lockBet(writer, id);
  checkVersion(version, before, { theirs: before, yours: { move } });
  const to = nextState(betMachine, before.state, move);
  const detail = await passed(writer, by, now, { before, moving });
  const holds = await moveNeed(writer, by, before, move);
  await write(writer, before, { state: to, since: by.at, holds_opportunity: holds });
  await noteBet(writer, by, before, { move, from: before.state, to, reason, detail });
  const { opportunity, state: from } = before;
  await emit(writer, 'bet.moved', { bet: id, opportunity, move, from, to });
}

type Passing = { readonly before: Bare; readonly moving: BetMove };

/** Goes through the gate, or against it with an override on record; gives what is noted of it. */
async function passed(
  writer: Writer,
  by: By,
  now: Now,
  { before, moving }: Passing,
): Promise<Readonly<Record<string, unknown>>> {
  const { move, reason, evidenceAgeDays } = moving;
  if (move === 'kill') {
    checkKill(reason);
    return {};
  }
  const facts = (await readFacts(writer, now, [before])).get(before.id)!;
  const overridden = passGate(move, facts, reason);
  if (move === 'conclude') return { verdict: before.verdict };
  if (move !== 'build') return {};
  const share = unsupportedShare(facts.scope);
  if (overridden.length > 0) {
    const side = await sideOf(writer, by.actor, before.pod ?? undefined);
    if (side === null) throw nobodysOverride();
    await writer
      .insertInto('bet_overrides')
      .values({
        id: moving.overrideId,
        bet: before.id,
        pod: before.pod,
        rules: JSON.stringify(overridden),
        reason: reason ?? '',
        author_id: by.actor.id,
        author: by.actor.name,
        side,
        at: by.at,
        unsupported_share: share,
      })
      .execute();
  }
  return { unsupportedShare: share, evidenceAgeDays, ...(overridden.length > 0 && { overridden }) };
}

export type Verdict = {
  readonly id: string;
  readonly version: number;
  readonly verdict: NonNullable<Bet['verdict']>;
};

/** Another verdict is another thing to sign. */
export async function decideBet(writer: Writer, by: By, given: Verdict): Promise<void> {
  const { id, version, verdict } = given;
  const before = await lockBet(writer, id);
  checkVersion(version, before, { theirs: before, yours: { verdict } });
  nextState(betMachine, before.state, 'conclude');
  await write(writer, before, { verdict });
  await noteBet(writer, by, before, { move: 'verdict', detail: { verdict } });
  if (verdict !== before.verdict) await voidSignatures(writer, by, { object, record: id });
}

export async function signBet(
  writer: Writer,
  by: By,
  now: Now,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<void> {
  const before = await lockBet(writer, id);
  checkVersion(version, before, { theirs: before, yours: { sign: true } });
  nextState(betMachine, before.state, 'conclude');
  checkSignable((await readFacts(writer, now, [before])).get(id)!);
  await sign(writer, by, { object, record: id, ...(before.pod !== null && { pod: before.pod }) });
  await write(writer, before, {});
}

export type Answer = {
  readonly id: string;
  readonly question: keyof typeof betQuestions;
  readonly version: number;
  readonly answer: string;
};

export async function answerQuestion(writer: Writer, by: By, given: Answer): Promise<void> {
  const { id, question: name, version, answer } = given;
  const bet = await lockBet(writer, id);
  checkOpen(bet);
  const question = await writer
    .selectFrom('bet_questions')
    .select(['id', 'version', 'answer'])
    .where('bet', '=', id)
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  checkVersion(version, question, { theirs: { answer: question.answer }, yours: { answer } });
  await writer
    .updateTable('bet_questions')
    .set({ answer, version: question.version + 1 })
    .where('id', '=', question.id)
    .execute();
  await noteBet(writer, by, bet, { move: 'answer', detail: { question: name, answer } });
}

/** Into the history of the bet, with the side for which whoever did it stands. */
export async function noteBet(
  writer: Writer,
  by: By,
  bet: Pick<Bet, 'id' | 'pod'>,
  happening: Omit<Happening, 'object' | 'record'>,
): Promise<void> {
  const side = await sideOf(writer, by.actor, bet.pod ?? undefined);
  const detail = { ...happening.detail, side };
  await note(writer, by, { object, record: bet.id, ...happening, detail });
}

/** The bet, its row locked until the end of the transaction. */
export async function lockBet(writer: Writer, id: string): Promise<Bare> {
  await lockRow(writer, 'bets', id);
  return readBet(writer, id);
}

type Columns = ReturnType<typeof columns> & {
  readonly state: Bet['state'];
  readonly since: Date;
  readonly verdict: Bet['verdict'];
  readonly holds_opportunity: boolean;
};

async function write(writer: Writer, before: Bare, after: Partial<Columns>): Promise<void> {
  await writer
    .updateTable('bets')
    .set({ ...after, version: before.version + 1 })
    .where('id', '=', before.id)
    .execute();
}

const columns = (text: Text) => ({
  title: text.title,
  kind: text.kind,
  opportunity: text.opportunity,
  outcome: text.outcome,
  pod: text.pod,
  appetite_days: text.appetiteDays,
  hypothesis: text.hypothesis,
  assumptions: JSON.stringify(text.assumptions),
});

/** What the bet names is there. */
async function checkNamed(
  writer: Writer,
  now: Now,
  { opportunity, outcome, pod }: Pick<Text, 'opportunity' | 'outcome' | 'pod'>,
): Promise<void> {
  if (opportunity !== null) await readOpportunity(writer, opportunity);
  if (outcome !== null) await readOutcome(writer, outcome);
  if (pod === null || (await readPods(writer, now)).some(({ id }) => id === pod)) return;
  throw new Problem('not_found', 'There is no such pod.', {
    hint: 'Pods lists those of this project.',
  });
}

const nobodysOverride = () =>
  refusal(
    'bet.override.side',
    'An override is signed by somebody who stands for product or for marketing.',
    'Have a member of the pod build it with the reason.',
  );
