import type { Flag } from '@tandem/contract';
import { Problem } from '../../platform/problem.ts';
import type { Reader } from '../../platform/records.ts';
import '../tables.ts';

/** By key. */
export async function readFlags(reader: Reader): Promise<Flag[]> {
  const rows = await reader.selectFrom('flags').selectAll().orderBy('key').execute();
  return rows.map(({ project: _project, is_enabled, archived_at, created_at, ...row }) => ({
    ...row,
    isEnabled: is_enabled,
    archivedAt: archived_at?.toISOString() ?? null,
    createdAt: created_at.toISOString(),
  }));
}

export async function readFlag(reader: Reader, id: string): Promise<Flag> {
  const flag = (await readFlags(reader)).find((one) => one.id === id);
  if (flag !== undefined) return flag;
  throw new Problem('not_found', 'There is no such flag in this project.', {
    hint: 'The list of flags names those that are there, archived ones among them.',
  });
}
