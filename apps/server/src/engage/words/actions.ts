import type { ClosureAnswer } from '@tandem/contract';
import { createHighlight, linkHighlight } from '../../evidence/index.ts';
import type { By } from '../../platform/history.ts';
import type { Writer } from '../../platform/records.ts';
import type { ClosureRow } from '../closures/rules.ts';
import '../tables.ts';

export type Words = {
  readonly row: Pick<ClosureRow, 'id' | 'opportunity'>;
  readonly says: ClosureAnswer;
  readonly signal: { readonly id: string; readonly text: string };
  readonly newId: () => string;
};

/** What they said to their answer, which is a signal, is linked to what they had asked for. */
export async function keepWords(
  writer: Writer,
  by: By,
  { row, says, signal, newId }: Words,
): Promise<void> {
  await writer.updateTable('closures').set({ words: signal.id }).where('id', '=', row.id).execute();
  const highlight = await createHighlight(writer, by, {
    id: newId(),
    signal,
    start: 0,
    end: signal.text.length,
    type: says === 'solved' ? 'praise' : 'objection',
    isStated: true,
  });
  const to = { kind: 'opportunity', id: row.opportunity };
  await linkHighlight(writer, by, { id: newId(), highlight, to, relation: 'answers' });
}
