/** The salt under which somebody without a cookie is known for one day. */
import { sql } from 'kysely';
import { fence, type MigrationHandle } from '../../platform/records-schema.ts';

export async function up(db: MigrationHandle): Promise<void> {
  await sql`CREATE TABLE cookieless_salts (
    project integer NOT NULL,
    day date NOT NULL,
    salt text NOT NULL,
    PRIMARY KEY (project, day)
  )`.execute(db);
  await fence(db, 'cookieless_salts');
}
