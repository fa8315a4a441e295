/** Briefs with the texts that were sent and who acknowledged them; weekly packs and their actions. */
import { sql } from 'kysely';
import { fence, type MigrationHandle } from '../../platform/records-schema.ts';

export async function up(db: MigrationHandle): Promise<void> {
  await briefs(db);
  await packs(db);
}

async function briefs(db: MigrationHandle): Promise<void> {
  await sql`CREATE TABLE briefs (
    project integer NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    bet uuid,
    teams text[] NOT NULL,
    due_on text,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (project, id)
  )`.execute(db);
  await fence(db, 'briefs');

  await sql`CREATE TABLE brief_texts (
    project integer NOT NULL,
    brief uuid NOT NULL,
    number integer NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    is_material boolean NOT NULL,
    author text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (project, brief, number),
    FOREIGN KEY (project, brief) REFERENCES briefs (project, id)
  )`.execute(db);
  await fence(db, 'brief_texts');

  await sql`CREATE TABLE acknowledgements (
    project integer NOT NULL,
    brief uuid NOT NULL,
    user_id text NOT NULL,
    state text NOT NULL,
    text_number integer,
    commitment text,
    at timestamptz,
    PRIMARY KEY (project, brief, user_id),
    FOREIGN KEY (project, brief) REFERENCES briefs (project, id)
  )`.execute(db);
  await fence(db, 'acknowledgements');
}

async function packs(db: MigrationHandle): Promise<void> {
  await sql`CREATE TABLE packs (
    project integer NOT NULL,
    id uuid NOT NULL,
    number integer NOT NULL,
    until timestamptz NOT NULL,
    snapshot jsonb NOT NULL,
    counts jsonb NOT NULL,
    body text NOT NULL,
    made_by text NOT NULL,
    PRIMARY KEY (project, id),
    UNIQUE (project, number)
  )`.execute(db);
  await fence(db, 'packs');

  await sql`CREATE TABLE pack_actions (
    project integer NOT NULL,
    id uuid NOT NULL,
    pack uuid NOT NULL,
    title text NOT NULL,
    owner text NOT NULL,
    due_on text NOT NULL,
    evidence text,
    done_at timestamptz,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (project, id),
    FOREIGN KEY (project, pack) REFERENCES packs (project, id)
  )`.execute(db);
  await fence(db, 'pack_actions');
}
