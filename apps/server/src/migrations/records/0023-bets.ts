/** Messaging frameworks; bets with scope, answers, overrides and what they taught. */
import { sql } from 'kysely';
import { fence, type MigrationHandle } from '../../platform/records-schema.ts';

export async function up(db: MigrationHandle): Promise<void> {
  await frameworks(db);
  await bets(db);
  await parts(db);
  await ends(db);
}

async function frameworks(db: MigrationHandle): Promise<void> {
  await sql`CREATE TABLE frameworks (
    project integer NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    bet uuid,
    number integer NOT NULL,
    state text NOT NULL,
    audience text NOT NULL,
    problem text NOT NULL,
    problem_highlight uuid,
    value_proposition text NOT NULL,
    pillars jsonb NOT NULL,
    proof_points jsonb NOT NULL,
    forbidden_words jsonb NOT NULL,
    message text NOT NULL,
    clarity jsonb,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (project, id)
  )`.execute(db);
  // The engine itself keeps one draft per bet, and one approved framework.
  await sql`CREATE UNIQUE INDEX frameworks_one_draft ON frameworks (project, bet)
    WHERE state IN ('draft', 'tested')`.execute(db);
  await sql`CREATE UNIQUE INDEX frameworks_one_approved ON frameworks (project, bet)
    WHERE state = 'approved'`.execute(db);
  await fence(db, 'frameworks');
}

async function bets(db: MigrationHandle): Promise<void> {
  await sql`CREATE TABLE bets (
    project integer NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    state text NOT NULL,
    since timestamptz NOT NULL,
    verdict text,
    title text NOT NULL,
    kind text NOT NULL,
    opportunity uuid,
    holds_opportunity boolean NOT NULL,
    outcome uuid,
    pod uuid,
    proposer_id text NOT NULL,
    proposer text NOT NULL,
    proposer_role text,
    appetite_days integer,
    hypothesis text NOT NULL,
    assumptions jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (project, id),
    FOREIGN KEY (project, opportunity) REFERENCES opportunities (project, id),
    FOREIGN KEY (project, outcome) REFERENCES outcomes (project, id)
  )`.execute(db);
  await sql`CREATE INDEX bets_opportunity ON bets (project, opportunity)`.execute(db);
  await fence(db, 'bets');
}

async function parts(db: MigrationHandle): Promise<void> {
  await sql`CREATE TABLE bet_questions (
    project integer NOT NULL,
    id uuid NOT NULL,
    bet uuid NOT NULL,
    name text NOT NULL,
    version integer NOT NULL,
    answer text NOT NULL,
    PRIMARY KEY (project, id),
    UNIQUE (project, bet, name),
    FOREIGN KEY (project, bet) REFERENCES bets (project, id)
  )`.execute(db);
  await fence(db, 'bet_questions');

  await sql`CREATE TABLE scope_items (
    project integer NOT NULL,
    id uuid NOT NULL,
    bet uuid NOT NULL,
    version integer NOT NULL,
    text text NOT NULL,
    state text NOT NULL,
    added_by text NOT NULL,
    added_at timestamptz NOT NULL,
    cut jsonb,
    PRIMARY KEY (project, id),
    FOREIGN KEY (project, bet) REFERENCES bets (project, id)
  )`.execute(db);
  await sql`CREATE INDEX scope_items_bet ON scope_items (project, bet)`.execute(db);
  await fence(db, 'scope_items');
}

async function ends(db: MigrationHandle): Promise<void> {
  // Never changed and never removed.
  await sql`CREATE TABLE bet_overrides (
    project integer NOT NULL,
    id uuid NOT NULL,
    bet uuid NOT NULL,
    pod uuid,
    rules jsonb NOT NULL,
    reason text NOT NULL,
    author_id text NOT NULL,
    author text NOT NULL,
    side text NOT NULL,
    at timestamptz NOT NULL,
    unsupported_share double precision,
    PRIMARY KEY (project, id),
    FOREIGN KEY (project, bet) REFERENCES bets (project, id)
  )`.execute(db);
  await fence(db, 'bet_overrides');

  await sql`CREATE TABLE learnings (
    project integer NOT NULL,
    id uuid NOT NULL,
    bet uuid NOT NULL,
    version integer NOT NULL,
    believed text NOT NULL,
    happened text NOT NULL,
    label text NOT NULL,
    statement text NOT NULL,
    rests_on jsonb NOT NULL,
    author text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (project, id),
    UNIQUE (project, bet),
    FOREIGN KEY (project, bet) REFERENCES bets (project, id)
  )`.execute(db);
  await fence(db, 'learnings');
}
