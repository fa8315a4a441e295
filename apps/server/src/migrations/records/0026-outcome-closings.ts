/** How outcomes ended, by the signatures of both sides. */
import { sql } from 'kysely';
import { fence, type MigrationHandle } from '../../platform/records-schema.ts';

export async function up(db: MigrationHandle): Promise<void> {
  await sql`CREATE TABLE outcome_closings (
    project integer NOT NULL,
    id uuid NOT NULL,
    outcome uuid NOT NULL,
    verdict text NOT NULL,
    reason text,
    withdrawn_at timestamptz,
    closed_at timestamptz,
    snapshot jsonb,
    PRIMARY KEY (project, id),
    FOREIGN KEY (project, outcome) REFERENCES outcomes (project, id)
  )`.execute(db);
  // The engine itself keeps one verdict at a time.
  await sql`CREATE UNIQUE INDEX outcome_closings_one ON outcome_closings (project, outcome)
    WHERE withdrawn_at IS NULL`.execute(db);
  await fence(db, 'outcome_closings');
}
