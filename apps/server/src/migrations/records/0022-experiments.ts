/** Experiments, and every version of their plans. */
import { sql } from 'kysely';
import { fence, type MigrationHandle } from '../../platform/records-schema.ts';

export async function up(db: MigrationHandle): Promise<void> {
  await sql`CREATE TABLE experiments (
    project integer NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    name text NOT NULL,
    state text NOT NULL,
    flag uuid NOT NULL,
    bet uuid,
    plan_version integer NOT NULL,
    started_at timestamptz,
    stopped_at timestamptz,
    invalid_because text,
    verdict jsonb,
    snapshot jsonb,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (project, id),
    FOREIGN KEY (project, flag) REFERENCES flags (project, id)
  )`.execute(db);
  // The engine itself keeps at most one running experiment of a flag.
  await sql`CREATE UNIQUE INDEX experiments_one_running ON experiments (project, flag)
    WHERE state = 'running'`.execute(db);
  await fence(db, 'experiments');

  await sql`CREATE TABLE experiment_plans (
    project integer NOT NULL,
    experiment uuid NOT NULL,
    version integer NOT NULL,
    plan jsonb NOT NULL,
    at timestamptz NOT NULL,
    by_name text NOT NULL,
    reason text,
    state text NOT NULL,
    PRIMARY KEY (project, experiment, version),
    FOREIGN KEY (project, experiment) REFERENCES experiments (project, id)
  )`.execute(db);
  await fence(db, 'experiment_plans');
}
