import { sql } from 'kysely';
import type { Reader } from '../../platform/records.ts';
import '../tables.ts';
import type { ClosureRow } from './rules.ts';

const columns = [
  'id',
  'release',
  'opportunity',
  'person',
  'state',
  'reason',
  'highlight',
  'signal',
  'from_unit',
  'to_unit',
  'leases',
  'lease_client',
  'lease_until',
  'told_at',
  'words',
] as const;

/** Those that count: closures that went into another are left out. */
const counting = (reader: Reader) =>
  reader.selectFrom('closures').select(columns).where('merged_into', 'is', null);

/** Of somebody, under any id that was ever theirs. */
export const closuresOf = (reader: Reader, people: readonly string[]) =>
  counting(reader)
    .where('person', 'in', [...people])
    .orderBy('id');

export const closuresOfRelease = (
  reader: Reader,
  release: string,
): Promise<readonly ClosureRow[]> =>
  counting(reader).where('release', '=', release).orderBy('id').execute();

/** The same by one id of theirs, as the records know it just now. */
export const closuresUnder = (reader: Reader, own: string) =>
  counting(reader)
    .where(
      sql<boolean>`person IN (
        SELECT theirs.own FROM person_ids AS mine
        JOIN person_ids AS theirs ON theirs.person = mine.person WHERE mine.own = ${own}
        UNION ALL SELECT ${own}::uuid)`,
    )
    .orderBy('id');

/** Whom the token's closure is about, and the closure that counts for it now. */
export async function findClosure(reader: Reader, id: string) {
  return reader
    .selectFrom('closures')
    .select(['id', 'person', 'release', 'opportunity', 'merged_into', 'signal'])
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function isStopped(reader: Reader, people: readonly string[]): Promise<boolean> {
  const row = await reader
    .selectFrom('message_stops')
    .select('person')
    .where('person', 'in', [...people])
    .executeTakeFirst();
  return row !== undefined;
}
