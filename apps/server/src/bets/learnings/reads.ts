import type { Learning } from '@tandem/contract';
import type { Reader } from '../../platform/records.ts';
import '../tables.ts';

/** Without the bet's own fields and what words are linked to it. */
export type BareLearning = Omit<Learning, 'bet' | 'opportunity' | 'highlights'> & {
  readonly bet: string;
};

/** The newest first. */
export async function readLearnings(
  reader: Reader,
  bets: readonly string[],
): Promise<BareLearning[]> {
  if (bets.length === 0) return [];
  const rows = await reader
    .selectFrom('learnings')
    .selectAll()
    .where('bet', 'in', bets)
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(({ project: _project, rests_on, at, ...row }) => ({
    ...row,
    restsOn: rests_on,
    at: at.toISOString(),
  }));
}
