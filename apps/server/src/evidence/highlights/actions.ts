import type { Highlight, Relation } from '@tandem/contract';
import { emit } from '../../platform/facts.ts';
import { note, type By } from '../../platform/history.ts';
import { refusal } from '../../platform/moves.ts';
import { noSuch } from '../../platform/problem.ts';
import type { Writer } from '../../platform/records.ts';
import { noteLinked } from '../signals/actions.ts';
import '../tables.ts';
import { hashOfWords, wordsAt } from './rules.ts';

const object = 'highlight';

declare module '../../platform/facts.ts' {
  interface FactKinds {
    /** A record rests on more words than before, or on fewer. */
    'evidence.changed': {
      readonly to: { readonly kind: string; readonly id: string };
      readonly relation: Relation;
    };
  }
}

export type NewHighlight = {
  readonly id: string;
  readonly signal: { readonly id: string; readonly text: string };
  readonly start: number;
  readonly end: number;
  readonly type: Highlight['type'];
  readonly isStated: boolean;
};

/** Gives the id: a new one, or that of the same words highlighted before as the same. */
export async function createHighlight(
  writer: Writer,
  by: By,
  { id, signal, start, end, type, isStated }: NewHighlight,
): Promise<string> {
  const words = wordsAt(signal.text, start, end);
  const added = await writer
    .insertInto('highlights')
    .values({
      id,
      signal: signal.id,
      from_unit: start,
      to_unit: end,
      text_hash: hashOfWords(words),
      type,
      is_stated: isStated,
      is_redacted: false,
      author: by.actor.name,
      at: by.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added !== undefined) {
    const detail = { signal: signal.id, start, end, type };
    await note(writer, by, { object, record: id, move: 'create', detail });
    return id;
  }
  const known = await writer
    .selectFrom('highlights')
    .select('id')
    .where('signal', '=', signal.id)
    .where('from_unit', '=', start)
    .where('to_unit', '=', end)
    .where('type', '=', type)
    .executeTakeFirstOrThrow();
  return known.id;
}

export type NewLink = {
  readonly id: string;
  readonly highlight: string;
  readonly to: { readonly kind: string; readonly id: string };
  readonly relation: Relation;
  readonly note?: string | undefined;
};

/** The same link again adds nothing. The signal counts as linked from then on. */
export async function linkHighlight(writer: Writer, by: By, link: NewLink): Promise<void> {
  const { signal, is_redacted: isRedacted } = await find(writer, link.highlight);
  if (isRedacted) throw redacted();
  const added = await writer
    .insertInto('evidence_links')
    .values({
      id: link.id,
      highlight: link.highlight,
      to_kind: link.to.kind,
      to_id: link.to.id,
      relation: link.relation,
      note: link.note ?? null,
      author: by.actor.name,
      at: by.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  await noteLinked(writer, by, signal);
  if (added === undefined) return;
  const detail = { to: link.to, relation: link.relation };
  await emit(writer, 'evidence.changed', detail);
  await note(writer, by, { object, record: link.highlight, move: 'link', detail });
  await note(writer, by, {
    object: link.to.kind,
    record: link.to.id,
    move: 'evidence',
    detail: { highlight: link.highlight, relation: link.relation },
  });
}

export async function unlinkHighlight(
  writer: Writer,
  by: By,
  { highlight, link }: { readonly highlight: string; readonly link: string },
): Promise<void> {
  const gone = await writer
    .deleteFrom('evidence_links')
    .where('id', '=', link)
    .where('highlight', '=', highlight)
    .returning(['to_kind', 'to_id', 'relation'])
    .executeTakeFirst();
  if (gone === undefined) return;
  const detail = { to: { kind: gone.to_kind, id: gone.to_id }, relation: gone.relation };
  await emit(writer, 'evidence.changed', detail);
  await note(writer, by, { object, record: highlight, move: 'unlink', detail });
}

/** With its links; false where there was none. */
export async function removeHighlight(writer: Writer, by: By, id: string): Promise<boolean> {
  const links = await writer
    .selectFrom('evidence_links')
    .select(['to_kind', 'to_id', 'relation'])
    .where('highlight', '=', id)
    .execute();
  for (const { to_kind, to_id, relation } of links) {
    await emit(writer, 'evidence.changed', { to: { kind: to_kind, id: to_id }, relation });
  }
  const gone = await writer
    .deleteFrom('highlights')
    .where('id', '=', id)
    .returning('signal')
    .executeTakeFirst();
  if (gone === undefined) return false;
  await note(writer, by, { object, record: id, move: 'remove', detail: gone });
  return true;
}

/** The words of these signals are gone: their highlights keep a place and nothing else. */
export async function redactHighlights(
  writer: Writer,
  by: By,
  signals: readonly string[],
): Promise<string[]> {
  if (signals.length === 0) return [];
  const rows = await writer
    .updateTable('highlights')
    .set({ is_redacted: true, text_hash: '' })
    .where('signal', 'in', signals)
    .where('is_redacted', '=', false)
    .returning('id')
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) {
    await writer
      .updateTable('evidence_links')
      .set({ note: null })
      .where('highlight', 'in', ids)
      .execute();
  }
  for (const id of ids) await note(writer, by, { object, record: id, move: 'redact' });
  return ids;
}

async function find(writer: Writer, id: string) {
  const row = await writer
    .selectFrom('highlights')
    .select(['signal', 'is_redacted'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row !== undefined) return row;
  throw noSuch('highlight');
}

const redacted = () =>
  refusal(
    'highlight.redacted',
    'The words of this highlight were taken away.',
    'Highlight words of another signal.',
  );
