/** Outcomes: the sentence, its fields, and where it stands. */
import { sql } from 'kysely';
import { fence, type MigrationHandle } from '../../platform/records-schema.ts';

export async function up(db: MigrationHandle): Promise<void> {
  await sql`CREATE TABLE outcomes (
    project integer NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    state text NOT NULL,
    sentence text NOT NULL,
    pod uuid,
    metric uuid,
    metric_version integer,
    baseline double precision,
    target jsonb,
    time_window jsonb,
    segment jsonb,
    starts_on date,
    output_reason text,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (project, id)
  )`.execute(db);
  // The engine itself keeps one active outcome per pod.
  await sql`CREATE UNIQUE INDEX outcomes_one_per_pod ON outcomes (project, pod)
    WHERE state IN ('agreed', 'measuring')`.execute(db);
  await fence(db, 'outcomes');
}
