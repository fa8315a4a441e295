/** Metrics and their definitions, none of which is ever changed. */
import { sql } from 'kysely';
import { fence, type MigrationHandle } from '../../platform/records-schema.ts';

export async function up(db: MigrationHandle): Promise<void> {
  await sql`CREATE TABLE metrics (
    project integer NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    name text NOT NULL,
    description text NOT NULL,
    kind text NOT NULL,
    unit text NOT NULL,
    direction text NOT NULL,
    archived_at timestamptz,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (project, id)
  )`.execute(db);
  // The engine itself keeps two metrics in use from bearing one name.
  await sql`CREATE UNIQUE INDEX metrics_name ON metrics (project, lower(name))
    WHERE archived_at IS NULL`.execute(db);
  await fence(db, 'metrics');

  await sql`CREATE TABLE metric_definitions (
    project integer NOT NULL,
    metric uuid NOT NULL,
    version integer NOT NULL,
    definition jsonb NOT NULL,
    reason text,
    author text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (project, metric, version),
    FOREIGN KEY (project, metric) REFERENCES metrics (project, id)
  )`.execute(db);
  await fence(db, 'metric_definitions');
}
