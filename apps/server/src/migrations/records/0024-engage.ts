/** Who is told that what they asked for is there, and the changelog. */
import { sql } from 'kysely';
import { fence, type MigrationHandle } from '../../platform/records-schema.ts';

export async function up(db: MigrationHandle): Promise<void> {
  await closures(db);
  await aroundClosures(db);
  await changelog(db);
}

async function closures(db: MigrationHandle): Promise<void> {
  await sql`CREATE TABLE closures (
    project integer NOT NULL,
    id uuid NOT NULL,
    release uuid NOT NULL,
    opportunity uuid NOT NULL,
    person uuid NOT NULL,
    state text NOT NULL,
    reason text,
    highlight uuid NOT NULL,
    signal uuid NOT NULL,
    from_unit integer NOT NULL,
    to_unit integer NOT NULL,
    leases integer NOT NULL,
    lease_client text,
    lease_until timestamptz,
    told_at timestamptz,
    answered_at timestamptz,
    words uuid,
    merged_into uuid,
    PRIMARY KEY (project, id),
    FOREIGN KEY (project, release) REFERENCES releases (project, id),
    FOREIGN KEY (project, opportunity) REFERENCES opportunities (project, id)
  )`.execute(db);
  // The engine itself keeps at most one for a person, an opportunity and a release.
  await sql`CREATE UNIQUE INDEX closures_once
    ON closures (project, person, opportunity, release) WHERE merged_into IS NULL`.execute(db);
  await sql`CREATE INDEX closures_release ON closures (project, release)`.execute(db);
  await fence(db, 'closures');
}

async function aroundClosures(db: MigrationHandle): Promise<void> {
  await sql`CREATE TABLE message_stops (
    project integer NOT NULL,
    person uuid NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (project, person)
  )`.execute(db);
  await fence(db, 'message_stops');

  await sql`CREATE TABLE loop_texts (
    project integer NOT NULL,
    release uuid NOT NULL,
    version integer NOT NULL,
    body text NOT NULL,
    action jsonb,
    PRIMARY KEY (project, release),
    FOREIGN KEY (project, release) REFERENCES releases (project, id)
  )`.execute(db);
  await fence(db, 'loop_texts');

  await sql`CREATE TABLE reopen_requests (
    project integer NOT NULL,
    opportunity uuid NOT NULL,
    release uuid NOT NULL,
    closure uuid,
    asked_at timestamptz NOT NULL,
    PRIMARY KEY (project, opportunity, release)
  )`.execute(db);
  await fence(db, 'reopen_requests');

  // Who asked is looked up anew where less was done than is wanted, or the release changed since.
  await sql`CREATE TABLE asker_lookups (
    project integer NOT NULL,
    release uuid NOT NULL,
    release_version integer NOT NULL,
    wanted integer NOT NULL,
    done integer NOT NULL,
    PRIMARY KEY (project, release)
  )`.execute(db);
  await fence(db, 'asker_lookups');
}

async function changelog(db: MigrationHandle): Promise<void> {
  await sql`CREATE TABLE entries (
    project integer NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    flag uuid,
    holdout double precision NOT NULL,
    state text NOT NULL,
    published_at timestamptz,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (project, id),
    FOREIGN KEY (project, flag) REFERENCES flags (project, id)
  )`.execute(db);
  await fence(db, 'entries');

  // The secret itself is derived from that of the installation: each generation has another.
  await sql`CREATE TABLE identity_verifications (
    project integer NOT NULL PRIMARY KEY,
    is_on boolean NOT NULL,
    generation integer NOT NULL
  )`.execute(db);
  await fence(db, 'identity_verifications');
}
