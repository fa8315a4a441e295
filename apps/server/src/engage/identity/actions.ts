import { sql } from 'kysely';
import type { Writer } from '../../platform/records.ts';
import '../tables.ts';

/** Turned on it begins a new generation, which makes the secret before it worthless. */
export async function setVerification(writer: Writer, isOn: boolean): Promise<void> {
  await writer
    .insertInto('identity_verifications')
    .values({ is_on: isOn, generation: 1 })
    .onConflict((conflict) =>
      conflict.column('project').doUpdateSet({
        is_on: isOn,
        generation: isOn
          ? sql`identity_verifications.generation + 1`
          : sql`identity_verifications.generation`,
      }),
    )
    .execute();
}
