/** What happened to records, and who signed what. Both only grow. */
import { sql } from 'kysely';
import { fence, type MigrationHandle } from '../../platform/records-schema.ts';

export async function up(db: MigrationHandle): Promise<void> {
  await sql`CREATE TABLE history (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project integer NOT NULL,
    at timestamptz NOT NULL,
    object text NOT NULL,
    record uuid NOT NULL,
    move text NOT NULL,
    from_state text,
    to_state text,
    actor_id text NOT NULL,
    actor text NOT NULL,
    reason text,
    detail jsonb NOT NULL
  )`.execute(db);
  await sql`CREATE INDEX history_of_record ON history (project, record, id)`.execute(db);
  await sql`CREATE INDEX history_by_time ON history (project, at)`.execute(db);
  await fence(db, 'history');
}
