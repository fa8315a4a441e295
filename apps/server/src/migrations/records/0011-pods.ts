/** Pods with dated seats, and the signatures of their members. */
import { sql } from 'kysely';
import { fence, type MigrationHandle } from '../../platform/records-schema.ts';

export async function up(db: MigrationHandle): Promise<void> {
  await sql`CREATE TABLE pods (
    project integer NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    name text NOT NULL,
    leader text,
    PRIMARY KEY (project, id)
  )`.execute(db);
  await fence(db, 'pods');

  // A seat that ended keeps its row: who was in the pod on a day can always be told.
  await sql`CREATE TABLE seats (
    project integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pod uuid NOT NULL,
    user_id text NOT NULL,
    side text,
    share double precision NOT NULL,
    from_day date NOT NULL,
    to_day date,
    FOREIGN KEY (project, pod) REFERENCES pods (project, id)
  )`.execute(db);
  await sql`CREATE UNIQUE INDEX seats_one_open ON seats (project, pod, user_id)
    WHERE to_day IS NULL`.execute(db);
  await fence(db, 'seats');

  // The engine itself keeps one valid signature per side and per user on a record.
  await sql`CREATE TABLE signatures (
    project integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    object text NOT NULL,
    record uuid NOT NULL,
    user_id text NOT NULL,
    name text NOT NULL,
    side text NOT NULL,
    at timestamptz NOT NULL,
    voided_at timestamptz
  )`.execute(db);
  await sql`CREATE UNIQUE INDEX signatures_side ON signatures (project, record, side)
    WHERE voided_at IS NULL`.execute(db);
  await sql`CREATE UNIQUE INDEX signatures_user ON signatures (project, record, user_id)
    WHERE voided_at IS NULL`.execute(db);
  await fence(db, 'signatures');
}
