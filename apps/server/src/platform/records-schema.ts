/** Versioned, forward-only, checksummed migrations of the record store, applied at start. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sql, type Kysely, type Transaction } from 'kysely';
import { Problem } from './problem.ts';
import { projectRole, type Tables } from './records.ts';

export type MigrationHandle = Kysely<Tables> | Transaction<Tables>;
export type RecordsMigration = {
  readonly name: string;
  readonly checksum: string;
  readonly up: (db: MigrationHandle) => Promise<void>;
};

const folder = join(import.meta.dirname, '../migrations/records');

/** The migrations in order: `0001-name.ts`, each exporting `up(db)`. */
export async function readRecordsMigrations(): Promise<readonly RecordsMigration[]> {
  const files = readdirSync(folder)
    .filter((file) => /^\d{4}-[\w-]+\.ts$/.test(file))
    .toSorted();
  return Promise.all(
    files.map(async (file) => {
      const module = (await import(pathToFileURL(join(folder, file)).href)) as Pick<
        RecordsMigration,
        'up'
      >;
      const text = readFileSync(join(folder, file), 'utf8');
      return {
        name: file.replace('.ts', ''),
        checksum: createHash('sha256').update(text).digest('hex'),
        up: module.up,
      };
    }),
  );
}

/** Applies what is missing, each in its own transaction, under a lock that other processes respect. */
export async function migrateRecords(
  db: Kysely<Tables>,
  migrations?: readonly RecordsMigration[],
): Promise<readonly string[]> {
  const known = migrations ?? (await readRecordsMigrations());
  await sql`CREATE TABLE IF NOT EXISTS schema_migrations (
    name text PRIMARY KEY, checksum text NOT NULL, at timestamptz NOT NULL DEFAULT now())`.execute(
    db,
  );
  await ensureRole(db);
  const done: string[] = [];
  for (const migration of known) {
    const fresh = await db.transaction().execute((transaction) => apply(transaction, migration));
    if (fresh) done.push(migration.name);
  }
  await refuseUnknown(db, known);
  return done;
}

async function apply(
  transaction: Transaction<Tables>,
  migration: RecordsMigration,
): Promise<boolean> {
  await sql`LOCK TABLE schema_migrations IN EXCLUSIVE MODE`.execute(transaction);
  const { rows } = await sql<{ checksum: string }>`
    SELECT checksum FROM schema_migrations WHERE name = ${migration.name}`.execute(transaction);
  const applied = rows[0];
  if (applied !== undefined && applied.checksum !== migration.checksum) {
    throw new Problem(
      'conflict',
      `Migration ${migration.name} was changed after it had been applied.`,
      {
        hint: 'Migrations are forward only: restore the file and add a new one.',
      },
    );
  }
  if (applied !== undefined) return false;
  await migration.up(transaction);
  await sql`INSERT INTO schema_migrations (name, checksum) VALUES (${migration.name}, ${migration.checksum})`.execute(
    transaction,
  );
  return true;
}

async function refuseUnknown(
  db: Kysely<Tables>,
  known: readonly RecordsMigration[],
): Promise<void> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM schema_migrations`.execute(db);
  const unknown = rows.find(({ name }) => !known.some((migration) => migration.name === name));
  if (unknown === undefined) return;
  throw new Problem(
    'conflict',
    `The record store has migration ${unknown.name}, which this version does not know.`,
    {
      hint: 'Start the version that last wrote here, or a later one.',
    },
  );
}

async function ensureRole(db: Kysely<Tables>): Promise<void> {
  await sql`DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${sql.raw(projectRole)}') THEN
      CREATE ROLE ${sql.raw(projectRole)} NOLOGIN;
    END IF;
    EXECUTE format('GRANT %I TO %I', '${sql.raw(projectRole)}', current_user);
    GRANT USAGE ON SCHEMA public TO ${sql.raw(projectRole)};
  END $$`.execute(db);
}

/**
 * Fences a table that has a `project integer` column: under the project role a row of another
 * project does not exist, can't be written, and the column fills itself.
 */
export async function fence(db: MigrationHandle, table: string): Promise<void> {
  const name = sql.table(table);
  const role = sql.raw(projectRole);
  const here = sql.raw(`nullif(current_setting('tandem.project', true), '')::integer`);
  await sql`ALTER TABLE ${name} ALTER COLUMN project SET DEFAULT ${here}`.execute(db);
  await sql`ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`.execute(db);
  await sql`CREATE POLICY project_fence ON ${name} TO ${role} USING (project = ${here}) WITH CHECK (project = ${here})`.execute(
    db,
  );
  await sql`GRANT SELECT, INSERT, UPDATE, DELETE ON ${name} TO ${role}`.execute(db);
}
