/** Which ids are one person, and who asked to be forgotten. */
import { sql } from 'kysely';
import { fence, type MigrationHandle } from '../../platform/records-schema.ts';

export async function up(db: MigrationHandle): Promise<void> {
  // Only ids that took part in an identify or alias have a row; any other id stands for itself.
  await sql`CREATE TABLE person_ids (
    project integer NOT NULL,
    own uuid NOT NULL,
    distinct_id text NOT NULL,
    person uuid NOT NULL,
    identified boolean NOT NULL,
    revision bigint NOT NULL,
    PRIMARY KEY (project, own)
  )`.execute(db);
  await sql`CREATE INDEX person_ids_of_person ON person_ids (project, person)`.execute(db);
  await fence(db, 'person_ids');

  await sql`CREATE TABLE erasures (
    project integer NOT NULL,
    id uuid NOT NULL,
    waiting_for text[] NOT NULL,
    requested_at timestamptz NOT NULL,
    done_at timestamptz,
    PRIMARY KEY (project, id)
  )`.execute(db);
  await fence(db, 'erasures');

  // Keyed hashes, so that a late resend of an erased person's events is known without knowing them.
  await sql`CREATE TABLE erased_ids (
    project integer NOT NULL,
    hash text NOT NULL,
    erased_at timestamptz NOT NULL,
    PRIMARY KEY (project, hash)
  )`.execute(db);
  await fence(db, 'erased_ids');
}
