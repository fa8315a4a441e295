import type { ScopeItem } from '@tandem/contract';
import { noSuch } from '../../platform/problem.ts';
import type { Reader } from '../../platform/records.ts';
import '../tables.ts';

/** Without what it rests on. */
export type BareItem = Omit<ScopeItem, 'counts' | 'isSupported'> & { readonly bet: string };

/** In the order in which they were added. */
export async function readItems(reader: Reader, bets: readonly string[]): Promise<BareItem[]> {
  if (bets.length === 0) return [];
  const rows = await reader
    .selectFrom('scope_items')
    .selectAll()
    .where('bet', 'in', bets)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
  return rows.map(({ id, bet, version, text, state, added_by, added_at, cut }) => ({
    id,
    bet,
    version,
    text,
    state,
    addedBy: added_by,
    addedAt: added_at.toISOString(),
    cut,
  }));
}

export async function readItem(reader: Reader, bet: string, id: string): Promise<BareItem> {
  const found = (await readItems(reader, [bet])).find((one) => one.id === id);
  if (found !== undefined) return found;
  throw noSuch('scope item');
}
