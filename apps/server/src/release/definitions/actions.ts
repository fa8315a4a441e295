import { sql } from 'kysely';
import type { Writer } from '../../platform/records.ts';
import '../tables.ts';

/** What clients are given changed, in the caller's transaction: the version that they compare rises. */
export async function touch(writer: Writer): Promise<void> {
  await writer
    .insertInto('flag_versions')
    .values({ version: 1 })
    .onConflict((conflict) =>
      conflict.column('project').doUpdateSet({ version: sql`flag_versions.version + 1` }),
    )
    .execute();
}
