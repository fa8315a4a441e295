/** Flags, the version of what clients are given, and releases in rings. */
import { sql } from 'kysely';
import { fence, type MigrationHandle } from '../../platform/records-schema.ts';

export async function up(db: MigrationHandle): Promise<void> {
  await sql`CREATE TABLE flags (
    project integer NOT NULL,
    id uuid NOT NULL,
    key text NOT NULL,
    version integer NOT NULL,
    name text NOT NULL,
    description text NOT NULL,
    kind text NOT NULL,
    variants jsonb NOT NULL,
    fallback text NOT NULL,
    unit text NOT NULL,
    rules jsonb NOT NULL,
    is_enabled boolean NOT NULL,
    archived_at timestamptz,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (project, id)
  )`.execute(db);
  await sql`CREATE UNIQUE INDEX flags_key ON flags (project, key)`.execute(db);
  await fence(db, 'flags');

  // Rises with every change that clients must hear of.
  await sql`CREATE TABLE flag_versions (
    project integer NOT NULL PRIMARY KEY,
    version bigint NOT NULL
  )`.execute(db);
  await fence(db, 'flag_versions');

  await sql`CREATE TABLE releases (
    project integer NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    name text NOT NULL,
    flag uuid NOT NULL,
    variant text NOT NULL,
    bet uuid,
    opportunities uuid[] NOT NULL,
    rings jsonb NOT NULL,
    state text NOT NULL,
    ring integer,
    paused_from text,
    announcement jsonb,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (project, id),
    FOREIGN KEY (project, flag) REFERENCES flags (project, id)
  )`.execute(db);
  // The engine itself keeps at most one release of a flag under way.
  await sql`CREATE UNIQUE INDEX releases_one_under_way ON releases (project, flag)
    WHERE state IN ('in_rings', 'paused')`.execute(db);
  await fence(db, 'releases');
}
