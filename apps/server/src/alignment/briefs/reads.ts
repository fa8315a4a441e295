import type { Acknowledgement, Answer, Brief, getBrief } from '@tandem/contract';
import { historyOf } from '../../platform/history.ts';
import { noSuch } from '../../platform/problem.ts';
import type { Reader } from '../../platform/records.ts';
import type { Members } from '../../pods/index.ts';
import '../tables.ts';
import type { Receipt } from './rules.ts';

export type Draft = Pick<Brief, 'id' | 'version' | 'title' | 'body' | 'bet' | 'teams' | 'dueOn'>;
type Text = NonNullable<Brief['sent']>;

export async function readDraft(reader: Reader, id: string): Promise<Draft> {
  const [draft] = await readDrafts(reader, id);
  if (draft !== undefined) return draft;
  throw noSuch('brief');
}

async function readDrafts(reader: Reader, id?: string): Promise<Draft[]> {
  const rows = await reader
    .selectFrom('briefs')
    .selectAll()
    .$if(id !== undefined, (query) => query.where('id', '=', id!))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(({ project: _project, created_at: _at, due_on, ...row }) => ({
    ...row,
    dueOn: due_on,
  }));
}

export async function readTexts(reader: Reader, briefs: readonly string[]) {
  if (briefs.length === 0) return new Map<string, Text[]>();
  const rows = await reader
    .selectFrom('brief_texts')
    .selectAll()
    .where('brief', 'in', briefs)
    .orderBy('number')
    .execute();
  const texts = rows.map(({ brief, number, title, body, is_material, author, at }) => {
    const text = { number, title, body, isMaterial: is_material, author, at: at.toISOString() };
    return { brief, text };
  });
  const grouped = Map.groupBy(texts, ({ brief }) => brief);
  return new Map([...grouped].map(([brief, all]) => [brief, all.map(({ text }) => text)]));
}

export type StoredReceipt = Receipt & { readonly at: string | null };

export async function readReceipts(reader: Reader, briefs: readonly string[]) {
  if (briefs.length === 0) return new Map<string, StoredReceipt[]>();
  const rows = await reader
    .selectFrom('acknowledgements')
    .selectAll()
    .where('brief', 'in', briefs)
    .orderBy('user_id')
    .execute();
  const receipts = rows.map(({ brief, user_id, state, text_number, commitment, at }) => {
    const said = { userId: user_id, state, text: text_number, commitment };
    return { brief, receipt: { ...said, at: at?.toISOString() ?? null } };
  });
  const grouped = Map.groupBy(receipts, ({ brief }) => brief);
  return new Map([...grouped].map(([brief, all]) => [brief, all.map(({ receipt }) => receipt)]));
}

export async function showBriefs(reader: Reader, members: Members, id?: string): Promise<Brief[]> {
  const drafts = await readDrafts(reader, id);
  const ids = drafts.map((draft) => draft.id);
  const texts = await readTexts(reader, ids);
  const receipts = await readReceipts(reader, ids);
  return drafts.map((draft) => {
    const sent = texts.get(draft.id)?.at(-1) ?? null;
    return {
      ...draft,
      sent,
      hasChanges: sent === null || sent.title !== draft.title || sent.body !== draft.body,
      acknowledgements: named(receipts.get(draft.id) ?? [], members),
    };
  });
}

export async function showBrief(
  reader: Reader,
  members: Members,
  id: string,
): Promise<Answer<typeof getBrief>> {
  const [brief] = await showBriefs(reader, members, id);
  if (brief === undefined) {
    throw noSuch('brief');
  }
  return {
    ...brief,
    texts: (await readTexts(reader, [id])).get(id) ?? [],
    history: [...(await historyOf(reader, id))],
  };
}

/** Who left the workspace is left out: nothing is asked of them any more. */
const named = (receipts: readonly StoredReceipt[], members: Members): Acknowledgement[] =>
  receipts.flatMap((receipt) => {
    const member = members.get(receipt.userId);
    return member === undefined ? [] : [{ ...receipt, ...member }];
  });
