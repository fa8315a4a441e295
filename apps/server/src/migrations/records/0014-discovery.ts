/** Opportunities as a tree. */
import { sql } from 'kysely';
import { fence, type MigrationHandle } from '../../platform/records-schema.ts';

export async function up(db: MigrationHandle): Promise<void> {
  await sql`CREATE TABLE opportunities (
    project integer NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    parent uuid,
    statement text NOT NULL,
    from_highlight uuid,
    segment jsonb,
    owner text,
    state text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (project, id),
    FOREIGN KEY (project, parent) REFERENCES opportunities (project, id)
  )`.execute(db);
  await fence(db, 'opportunities');
}
