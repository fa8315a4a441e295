/** What became of signals, the words that matter in them, and what these stand for. */
import { sql } from 'kysely';
import { fence, type MigrationHandle } from '../../platform/records-schema.ts';

export async function up(db: MigrationHandle): Promise<void> {
  // A signal without a row is new.
  await sql`CREATE TABLE signal_states (
    project integer NOT NULL,
    signal uuid NOT NULL,
    state text NOT NULL,
    merged_into uuid,
    PRIMARY KEY (project, signal)
  )`.execute(db);
  await fence(db, 'signal_states');

  // The words themselves stay in the signal; the hash tells that they are still the same.
  await sql`CREATE TABLE highlights (
    project integer NOT NULL,
    id uuid NOT NULL,
    signal uuid NOT NULL,
    from_unit integer NOT NULL,
    to_unit integer NOT NULL,
    text_hash text NOT NULL,
    type text NOT NULL,
    is_stated boolean NOT NULL,
    is_redacted boolean NOT NULL,
    author text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (project, id)
  )`.execute(db);
  await sql`CREATE UNIQUE INDEX highlights_span
    ON highlights (project, signal, from_unit, to_unit, type)`.execute(db);
  await fence(db, 'highlights');

  await sql`CREATE TABLE evidence_links (
    project integer NOT NULL,
    id uuid NOT NULL,
    highlight uuid NOT NULL,
    to_kind text NOT NULL,
    to_id uuid NOT NULL,
    relation text NOT NULL,
    note text,
    author text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (project, id),
    FOREIGN KEY (project, highlight) REFERENCES highlights (project, id) ON DELETE CASCADE
  )`.execute(db);
  await sql`CREATE UNIQUE INDEX evidence_links_once
    ON evidence_links (project, highlight, to_kind, to_id, relation)`.execute(db);
  await sql`CREATE INDEX evidence_links_to ON evidence_links (project, to_kind, to_id)`.execute(db);
  await fence(db, 'evidence_links');
}
