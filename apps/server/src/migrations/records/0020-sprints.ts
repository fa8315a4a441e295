/** Discovery sprints, who takes part, whom they listened to. */
import { sql } from 'kysely';
import { fence, type MigrationHandle } from '../../platform/records-schema.ts';

export async function up(db: MigrationHandle): Promise<void> {
  await sql`CREATE TABLE sprints (
    project integer NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    name text NOT NULL,
    opportunity uuid,
    from_day text NOT NULL,
    to_day text NOT NULL,
    length_reason text,
    planned_share double precision NOT NULL,
    guide text NOT NULL,
    guide_version integer NOT NULL,
    state text NOT NULL,
    PRIMARY KEY (project, id),
    FOREIGN KEY (project, opportunity) REFERENCES opportunities (project, id)
  )`.execute(db);
  await fence(db, 'sprints');

  await sql`CREATE TABLE sprint_members (
    project integer NOT NULL,
    sprint uuid NOT NULL,
    user_id text NOT NULL,
    days_spent double precision NOT NULL,
    PRIMARY KEY (project, sprint, user_id),
    FOREIGN KEY (project, sprint) REFERENCES sprints (project, id)
  )`.execute(db);
  await fence(db, 'sprint_members');

  await sql`CREATE TABLE interviews (
    project integer NOT NULL,
    id uuid NOT NULL,
    sprint uuid NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    person uuid,
    day text NOT NULL,
    guide_version integer NOT NULL,
    may_quote boolean NOT NULL,
    may_contact boolean NOT NULL,
    signal uuid,
    PRIMARY KEY (project, id),
    FOREIGN KEY (project, sprint) REFERENCES sprints (project, id)
  )`.execute(db);
  await fence(db, 'interviews');
}
