import type { ScopeItem } from '@tandem/contract';
import { linkHighlight } from '../../evidence/index.ts';
import type { By } from '../../platform/history.ts';
import { checkVersion, refusal } from '../../platform/moves.ts';
import type { Writer } from '../../platform/records.ts';
import { lockBet, noteBet } from '../actions.ts';
import { checkCut, checkOpen } from '../rules.ts';
import '../tables.ts';
import { readItem } from './reads.ts';

type Item = { readonly bet: string; readonly id: string };

export async function addItem(
  writer: Writer,
  by: By,
  { bet: betId, id, text }: Item & { readonly text: string },
): Promise<void> {
  const bet = await lockBet(writer, betId);
  checkOpen(bet);
  await writer
    .insertInto('scope_items')
    .values({
      id,
      bet: betId,
      version: 1,
      text,
      state: 'in',
      added_by: by.actor.name,
      added_at: by.at,
      cut: null,
    })
    .execute();
  await noteBet(writer, by, bet, { move: 'scope_add', detail: { item: id, text } });
}

export async function updateItem(
  writer: Writer,
  by: By,
  { bet: betId, id, version, text }: Item & { readonly version: number; readonly text: string },
): Promise<void> {
  const bet = await lockBet(writer, betId);
  checkOpen(bet);
  const before = await readItem(writer, betId, id);
  checkVersion(version, before, { theirs: before, yours: { text } });
  await set(writer, before, { text });
  const detail = { item: id, from: before.text, text };
  await noteBet(writer, by, bet, { move: 'scope_edit', detail });
}

export type ItemMove = Item & {
  readonly version: number;
  readonly move: 'cut' | 'restore';
  readonly reason?: string | undefined;
  /** Highlights that speak for the cut. */
  readonly because: readonly string[];
  readonly newId: () => string;
};

/** What was cut stays in sight, with who cut it and on which evidence. */
export async function moveItem(writer: Writer, by: By, moving: ItemMove): Promise<void> {
  const { bet: betId, id, version, move, reason, because } = moving;
  const bet = await lockBet(writer, betId);
  checkOpen(bet);
  const before = await readItem(writer, betId, id);
  checkVersion(version, before, { theirs: before, yours: { move } });
  checkPlace(before.state, move);
  const detail = { item: id, text: before.text, because };
  if (move === 'restore') {
    await set(writer, before, { state: 'in', cut: null });
    await noteBet(writer, by, bet, { move: 'scope_restore', reason, detail });
    return;
  }
  checkCut(reason);
  for (const highlight of because) {
    const to = { kind: 'scope_item', id };
    await linkHighlight(writer, by, { id: moving.newId(), highlight, to, relation: 'cut_because' });
  }
  const cut = { by: by.actor.name, at: by.at.toISOString(), reason: reason ?? '', because };
  await set(writer, before, { state: 'cut', cut: JSON.stringify(cut) });
  await noteBet(writer, by, bet, { move: 'scope_cut', reason, detail });
}

function checkPlace(state: ScopeItem['state'], move: ItemMove['move']): void {
  if ((state === 'in') === (move === 'cut')) return;
  throw refusal(
    `bet.scope.${move}`,
    state === 'in' ? 'This is in scope already.' : 'This was cut already.',
    state === 'in' ? 'Cut it with a reason.' : 'Take it in again.',
  );
}

type Columns = {
  readonly text: string;
  readonly state: ScopeItem['state'];
  readonly cut: string | null;
};

async function set(
  writer: Writer,
  { id, version }: Pick<ScopeItem, 'id' | 'version'>,
  after: Partial<Columns>,
): Promise<void> {
  await writer
    .updateTable('scope_items')
    .set({ ...after, version: version + 1 })
    .where('id', '=', id)
    .execute();
}
