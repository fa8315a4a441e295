import { historyOf } from '../../platform/history.ts';
import type { Reader } from '../../platform/records.ts';
import '../tables.ts';

type Of = { readonly opportunity: string; readonly release: string };

export const readRequest = (reader: Reader, { opportunity, release }: Of) =>
  reader
    .selectFrom('reopen_requests')
    .selectAll()
    .where('opportunity', '=', opportunity)
    .where('release', '=', release);

/** When it was reopened, the oldest first. */
export async function reopenedAt(reader: Reader, opportunity: string): Promise<readonly string[]> {
  const history = await historyOf(reader, opportunity);
  return history.filter(({ move }) => move === 'reopen').map(({ at }) => at);
}
