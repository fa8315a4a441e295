import { frameworkMachine, type Framework } from '@tandem/contract';
import { note, type By } from '../platform/history.ts';
import { checkVersion, nextState, refusal } from '../platform/moves.ts';
import { lockRow, type Writer } from '../platform/records.ts';
import { bothSigned, sideOf, sign, voidSignatures } from '../pods/index.ts';
import './tables.ts';
import { readFramework, readFrameworks } from './reads.ts';
import { checkEditable, checkForbidden, checkTested } from './rules.ts';

const { object, first } = frameworkMachine;

type Text = Pick<
  Framework,
  | 'audience'
  | 'problem'
  | 'problemHighlight'
  | 'valueProposition'
  | 'pillars'
  | 'proofPoints'
  | 'forbiddenWords'
  | 'message'
>;
const empty: Text = {
  audience: '',
  problem: '',
  problemHighlight: null,
  valueProposition: '',
  pillars: [],
  proofPoints: [],
  forbiddenWords: [],
  message: '',
};

export type NewFramework = Partial<Text> & { readonly id: string; readonly bet?: string };

export async function createFramework(
  writer: Writer,
  by: By,
  { id, bet, ...text }: NewFramework,
): Promise<void> {
  const before = bet === undefined ? [] : await lockOfBet(writer, bet);
  const open = before.find(({ state }) => state !== 'superseded');
  if (open !== undefined) {
    throw refusal(
      'framework.one_per_bet',
      `This bet has a framework, which is "${open.state}".`,
      open.state === 'approved' ? 'Begin a revision of it.' : 'Change that one.',
      { framework: open.id },
    );
  }
  await insert(writer, by, { ...empty, ...text, id, bet: bet ?? null, number: before.length + 1 });
}

/** The next draft, beginning from what was approved. */
export async function reviseFramework(
  writer: Writer,
  by: By,
  given: { readonly from: string; readonly id: string },
): Promise<void> {
  const from = await lock(writer, given.from);
  if (from.state !== 'approved') {
    throw refusal(
      'framework.revise.state',
      `This framework is "${from.state}"; only an approved one is revised.`,
      'Change the draft itself.',
    );
  }
  const all = from.bet === null ? [from] : await lockOfBet(writer, from.bet);
  const open = all.find(({ state }) => state === 'draft' || state === 'tested');
  if (open !== undefined) throw oneIsOpen();
  const number = Math.max(...all.map((one) => one.number)) + 1;
  await insert(writer, by, { ...textOf(from), id: given.id, bet: from.bet, number });
}

async function insert(
  writer: Writer,
  by: By,
  { id, bet, number, ...text }: Text & Pick<Framework, 'id' | 'bet' | 'number'>,
): Promise<void> {
  const added = await writer
    .insertInto('frameworks')
    .values({
      id,
      version: 1,
      bet,
      number,
      state: first,
      clarity: null,
      created_at: by.at,
      ...columns(text),
    })
    // Somebody else began one a moment ago.
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added === undefined) throw oneIsOpen();
  const detail = { bet, number, side: await sideOf(writer, by.actor) };
  await note(writer, by, { object, record: id, move: 'create', to: first, detail });
}

export type FrameworkChange = Partial<Text> & { readonly id: string; readonly version: number };

/** Another text than the tested one is a draft again: its test and its signatures count no longer. */
export async function updateFramework(
  writer: Writer,
  by: By,
  { id, version, ...text }: FrameworkChange,
): Promise<void> {
  const before = await lock(writer, id);
  checkVersion(version, before, { theirs: before, yours: text });
  checkEditable(before);
  const isTested = before.state === 'tested';
  await writer
    .updateTable('frameworks')
    .set({
      version: before.version + 1,
      ...columns({ ...textOf(before), ...text }),
      ...(isTested && { state: first }),
      clarity: null,
    })
    .where('id', '=', id)
    .execute();
  // The texts themselves stay out: a problem may hold a person's words, which can be taken away.
  const detail = { changed: Object.keys(text), side: await sideOf(writer, by.actor) };
  await note(writer, by, {
    object,
    record: id,
    move: isTested ? 'revise' : 'edit',
    from: before.state,
    to: first,
    detail,
  });
  if (isTested) await voidSignatures(writer, by, { object, record: id });
}

export type ClarityGiven = Pick<NonNullable<Framework['clarity']>, 'score' | 'people' | 'note'> & {
  readonly id: string;
  readonly version: number;
};

export async function recordClarity(
  writer: Writer,
  by: By,
  { id, version, ...said }: ClarityGiven,
): Promise<void> {
  const before = await lock(writer, id);
  checkVersion(version, before, { theirs: before, yours: said });
  checkEditable(before);
  const clarity = { ...said, at: by.at.toISOString(), by: by.actor.name };
  await writer
    .updateTable('frameworks')
    .set({ version: before.version + 1, clarity: JSON.stringify(clarity) })
    .where('id', '=', id)
    .execute();
  const detail = { ...said, side: await sideOf(writer, by.actor) };
  await note(writer, by, { object, record: id, move: 'clarity', detail });
}

export type FrameworkMove = {
  readonly id: string;
  readonly version: number;
  readonly move: 'test' | 'revise';
};

export async function moveFramework(writer: Writer, by: By, moving: FrameworkMove): Promise<void> {
  const { id, version, move } = moving;
  const before = await lock(writer, id);
  checkVersion(version, before, { theirs: before, yours: { move } });
  const to = nextState(frameworkMachine, before.state, move);
  if (move === 'test') checkTested(before);
  await setState(writer, before, to);
  await note(writer, by, { object, record: id, move, from: before.state, to });
  if (move === 'revise') await voidSignatures(writer, by, { object, record: id });
}

/** One side signs; with the second side's it is approved, and what was approved before is not. */
export async function signFramework(
  writer: Writer,
  by: By,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<void> {
  const before = await lock(writer, id);
  checkVersion(version, before, { theirs: before, yours: { sign: true } });
  const to = nextState(frameworkMachine, before.state, 'approve');
  checkForbidden(before);
  const signatures = await sign(writer, by, { object, record: id });
  if (!bothSigned(signatures)) {
    await setState(writer, before, before.state);
    return;
  }
  const older = before.bet === null ? [] : await lockOfBet(writer, before.bet);
  for (const one of older.filter(({ state }) => state === 'approved')) {
    const next = nextState(frameworkMachine, one.state, 'supersede');
    await setState(writer, one, next);
    const moved = { move: 'supersede', from: one.state, to: next, detail: { by: id } };
    await note(writer, by, { object, record: one.id, ...moved });
  }
  await setState(writer, before, to);
  await note(writer, by, { object, record: id, move: 'approve', from: before.state, to });
}

/** The words of these highlights were taken away: no problem may go on saying them. */
export async function forgetQuotes(
  writer: Writer,
  by: By,
  highlights: readonly string[],
): Promise<void> {
  if (highlights.length === 0) return;
  const rows = await writer
    .updateTable('frameworks')
    .set({ problem: '', problem_highlight: null })
    .where('problem_highlight', 'in', highlights)
    .returning('id')
    .execute();
  for (const { id } of rows) await note(writer, by, { object, record: id, move: 'redact' });
}

const oneIsOpen = () =>
  refusal('framework.one_per_bet', 'A draft of this bet is under way.', 'Change that one.');

async function setState(
  writer: Writer,
  { id, version }: Pick<Framework, 'id' | 'version'>,
  state: Framework['state'],
): Promise<void> {
  await writer
    .updateTable('frameworks')
    .set({ state, version: version + 1 })
    .where('id', '=', id)
    .execute();
}

async function lock(writer: Writer, id: string): Promise<Framework> {
  await lockRow(writer, 'frameworks', id);
  return readFramework(writer, id);
}

async function lockOfBet(writer: Writer, bet: string): Promise<Framework[]> {
  await writer.selectFrom('frameworks').select('id').where('bet', '=', bet).forUpdate().execute();
  return readFrameworks(writer, { bets: [bet] });
}

const textOf = (from: Framework): Text => ({
  audience: from.audience,
  problem: from.problem,
  problemHighlight: from.problemHighlight,
  valueProposition: from.valueProposition,
  pillars: from.pillars,
  proofPoints: from.proofPoints,
  forbiddenWords: from.forbiddenWords,
  message: from.message,
});

const columns = (text: Text) => ({
  audience: text.audience,
  problem: text.problem,
  problem_highlight: text.problemHighlight,
  value_proposition: text.valueProposition,
  pillars: JSON.stringify(text.pillars),
  proof_points: JSON.stringify(text.proofPoints),
  forbidden_words: JSON.stringify(text.forbiddenWords),
  message: text.message,
});
