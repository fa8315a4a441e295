import type { Reader } from '../../platform/records.ts';
import '../tables.ts';

/** The generation of the secret that counts; undefined where ids are not verified. */
export async function readGeneration(reader: Reader): Promise<number | undefined> {
  const row = await reader
    .selectFrom('identity_verifications')
    .select(['is_on', 'generation'])
    .executeTakeFirst();
  return row?.is_on === true ? row.generation : undefined;
}
