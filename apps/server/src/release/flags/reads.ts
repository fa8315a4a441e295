import type { Selectable } from 'kysely';
import type { Flag } from '@tandem/contract';
import { noSuch } from '../../platform/problem.ts';
import type { Reader, Tables } from '../../platform/records.ts';
import '../tables.ts';

function asFlag({
  project: _project,
  is_enabled,
  archived_at,
  created_at,
  ...row
}: Selectable<Tables['flags']>): Flag {
  return {
    ...row,
    isEnabled: is_enabled,
    archivedAt: archived_at?.toISOString() ?? null,
    createdAt: created_at.toISOString(),
  };
}

/** By key. */
export async function readFlags(reader: Reader): Promise<Flag[]> {
  const rows = await reader.selectFrom('flags').selectAll().orderBy('key').execute();
  return rows.map(asFlag);
}

export async function readFlag(reader: Reader, id: string): Promise<Flag> {
  const row = await reader.selectFrom('flags').selectAll().where('id', '=', id).executeTakeFirst();
  if (row !== undefined) return asFlag(row);
  throw noSuch('flag');
}
