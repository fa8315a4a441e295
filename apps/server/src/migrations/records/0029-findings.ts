/** What questions of Explore showed, kept with bets. */
import { sql } from 'kysely';
import { fence, type MigrationHandle } from '../../platform/records-schema.ts';

export async function up(db: MigrationHandle): Promise<void> {
  await sql`CREATE TABLE findings (
    project integer NOT NULL,
    id uuid NOT NULL,
    bet uuid NOT NULL,
    says text NOT NULL,
    page text NOT NULL,
    search text NOT NULL,
    author text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (project, id),
    FOREIGN KEY (project, bet) REFERENCES bets (project, id)
  )`.execute(db);
  // The engine itself keeps a question once for a bet; a long address is known by its hash.
  await sql`CREATE UNIQUE INDEX findings_once ON findings (project, bet, page, md5(search))`.execute(
    db,
  );
  await fence(db, 'findings');
}
