/** What became of a request to reopen: it has a version, and may be declined with a reason. */
import { sql } from 'kysely';
import type { MigrationHandle } from '../../platform/records-schema.ts';

export async function up(db: MigrationHandle): Promise<void> {
  await sql`ALTER TABLE reopen_requests
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN declined_at timestamptz,
    ADD COLUMN declined_by text,
    ADD COLUMN decline_reason text`.execute(db);
}
