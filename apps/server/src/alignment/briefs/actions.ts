import type { Brief } from '@tandem/contract';
import { note, type By } from '../../platform/history.ts';
import { checkVersion, refusal } from '../../platform/moves.ts';
import { lockRow, type Writer } from '../../platform/records.ts';
import type { Members } from '../../pods/index.ts';
import '../tables.ts';
import { readDraft, readReceipts, readTexts, type Draft } from './reads.ts';
import { isLate, receiptAfter, receiptsAfterSending, type Receipt, type Saying } from './rules.ts';

const object = 'brief';

export type NewBrief = Pick<Brief, 'id' | 'title' | 'teams'> &
  Partial<Pick<Brief, 'body' | 'bet' | 'dueOn'>>;

export async function createBrief(writer: Writer, by: By, given: NewBrief): Promise<void> {
  const { id, title, teams, body = '', bet = null, dueOn = null } = given;
  await writer
    .insertInto('briefs')
    .values({ id, version: 1, title, body, bet, teams, due_on: dueOn, created_at: by.at })
    .execute();
  await note(writer, by, { object, record: id, move: 'create', detail: { title, teams } });
}

export type BriefChange = Partial<Omit<Draft, 'id' | 'version'>> & {
  readonly id: string;
  readonly version: number;
};

export async function updateBrief(writer: Writer, by: By, change: BriefChange): Promise<void> {
  const { id, version, ...fields } = change;
  const before = await lock(writer, id);
  checkVersion(version, before, { theirs: before, yours: fields });
  const { title, body, bet, teams, dueOn } = { ...before, ...fields };
  await writer
    .updateTable('briefs')
    .set({ version: before.version + 1, title, body, bet, teams, due_on: dueOn })
    .where('id', '=', id)
    .execute();
  await note(writer, by, { object, record: id, move: 'edit', detail: fields });
}

export type Sending = {
  readonly id: string;
  readonly version: number;
  readonly isMaterial: boolean;
};

/** The draft becomes the next text; its teams are asked to acknowledge it. */
export async function sendBrief(
  writer: Writer,
  { by, members }: { readonly by: By; readonly members: Members },
  { id, version, isMaterial }: Sending,
): Promise<void> {
  const draft = await lock(writer, id);
  checkVersion(version, draft, { theirs: draft, yours: { send: true } });
  if (draft.body === '') throw empty();
  const number = ((await readTexts(writer, [id])).get(id)?.length ?? 0) + 1;
  const { title, body, teams } = draft;
  const text = { brief: id, number, title, body, is_material: isMaterial };
  await writer
    .insertInto('brief_texts')
    .values({ ...text, author: by.actor.name, at: by.at })
    .execute();
  const before = (await readReceipts(writer, [id])).get(id) ?? [];
  const people = [...members].map(([userId, { role }]) => ({ userId, role }));
  for (const receipt of receiptsAfterSending(before, people, { teams, isMaterial })) {
    const known = before.find(({ userId }) => userId === receipt.userId);
    if (known?.state !== receipt.state) await keep(writer, by, { id, receipt, before: known });
  }
  await bump(writer, draft);
  await note(writer, by, { object, record: id, move: 'send', detail: { number, isMaterial } });
}

/** Somebody says for themselves what they make of the newest text. */
export async function acknowledgeBrief(
  writer: Writer,
  by: By,
  { id, ...saying }: Saying & { readonly id: string },
): Promise<void> {
  if (by.actor.kind !== 'user') throw aKey();
  await lock(writer, id);
  const newest = (await readTexts(writer, [id])).get(id)?.length ?? 0;
  const before = (await readReceipts(writer, [id])).get(id)?.find(isOf(by.actor.id));
  const receipt = receiptAfter(before, newest === 0 ? null : newest, saying);
  if (before?.state === receipt.state && before.text === receipt.text) return;
  await keep(writer, by, { id, receipt, before });
}

/** The day has come and they did not finish; gives how many that were. */
export async function markLate(writer: Writer, by: By, today: string): Promise<number> {
  const due = await writer.selectFrom('briefs').select(['id', 'due_on']).execute();
  const all = await readReceipts(
    writer,
    due.map(({ id }) => id),
  );
  let count = 0;
  for (const { id, due_on } of due) {
    for (const before of (all.get(id) ?? []).filter((one) => isLate(one, due_on, today))) {
      await keep(writer, by, { id, receipt: { ...before, state: 'late' }, before });
      count += 1;
    }
  }
  return count;
}

type Kept = {
  readonly id: string;
  readonly receipt: Receipt;
  readonly before: Receipt | undefined;
};

async function keep(writer: Writer, by: By, { id, receipt, before }: Kept): Promise<void> {
  const { userId, state, text, commitment } = receipt;
  const values = { state, text_number: text, commitment, at: by.at };
  await writer
    .insertInto('acknowledgements')
    .values({ brief: id, user_id: userId, ...values })
    .onConflict((conflict) => conflict.columns(['project', 'brief', 'user_id']).doUpdateSet(values))
    .execute();
  await note(writer, by, {
    object: 'acknowledgement',
    record: id,
    move: before === undefined ? 'ask' : moveOf(before.state, state),
    from: before?.state,
    to: state,
    detail: { userId, text },
  });
}

/** Named as the machine names it. */
function moveOf(from: Receipt['state'], to: Receipt['state']): string {
  if (from === to) return 'read';
  const moves = { pending: 'renew', late: 'delay', done: 'finish', committed: 'commit' } as const;
  return moves[to as keyof typeof moves] ?? (to === 'acknowledged' ? 'acknowledge' : to);
}

const isOf = (userId: string) => (one: Receipt) => one.userId === userId;

async function lock(writer: Writer, id: string): Promise<Draft> {
  await lockRow(writer, 'briefs', id);
  return readDraft(writer, id);
}

async function bump(writer: Writer, { id, version }: Draft): Promise<void> {
  await writer
    .updateTable('briefs')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .execute();
}

const empty = () =>
  refusal('brief.send.empty', 'There is nothing in it to read.', 'Write the brief, then send it.');
const aKey = () =>
  refusal(
    'brief.acknowledge.person',
    'Only a person acknowledges a brief, for themselves.',
    'Sign in to say it.',
  );
