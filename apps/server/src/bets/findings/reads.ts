import type { Finding } from '@tandem/contract';
import type { Reader } from '../../platform/records.ts';
import { readBet } from '../reads.ts';
import '../tables.ts';

/** The newest first. */
export async function readFindings(reader: Reader, bet: string): Promise<Finding[]> {
  await readBet(reader, bet);
  const rows = await reader
    .selectFrom('findings')
    .select(['id', 'bet', 'says', 'page', 'search', 'author', 'at'])
    .where('bet', '=', bet)
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}
