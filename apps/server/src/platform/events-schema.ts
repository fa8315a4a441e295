/** Versioned, forward-only, checksummed migrations of the fact store, applied at start. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clusterHistory, forCluster } from './events-cluster.ts';
import type { Maintenance } from './events.ts';
import { Problem } from './problem.ts';

export type EventsMigration = {
  readonly name: string;
  readonly statements: readonly string[];
  readonly checksum: string;
};

const folder = join(import.meta.dirname, '../migrations/events');

/** The migrations in order; a statement ends with `;` at the end of a line. */
export function readEventsMigrations(): readonly EventsMigration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      return {
        name: file.replace('.sql', ''),
        statements: statementsOf(text),
        checksum: checksumOf(text),
      };
    });
}

function statementsOf(text: string): readonly string[] {
  return text
    .replaceAll(/^\s*--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

const checksumOf = (text: string) => createHash('sha256').update(text).digest('hex');

const history = `CREATE TABLE IF NOT EXISTS schema_migrations (name String, checksum String, at DateTime DEFAULT now())
ENGINE = MergeTree ORDER BY name`;

/** Applies what is missing. Refuses a store whose applied migrations are not ours, or were edited. */
export async function migrateEvents(
  store: Maintenance,
  migrations: readonly EventsMigration[] = readEventsMigrations(),
  cluster?: string,
): Promise<readonly string[]> {
  await store.command(cluster === undefined ? history : clusterHistory(cluster));
  const applied = await store.rows<{ name: string; checksum: string }>(
    'SELECT name, any(checksum) AS checksum FROM schema_migrations GROUP BY name ORDER BY name',
  );
  checkApplied(applied, migrations);
  const missing = migrations.filter((one) => !applied.some(({ name }) => name === one.name));
  for (const migration of missing) {
    for (const statement of migration.statements) {
      const all = cluster === undefined ? [statement] : forCluster(statement, cluster);
      for (const one of all) await store.command(one);
    }
    await store.command(
      `INSERT INTO schema_migrations (name, checksum) VALUES ('${migration.name}', '${migration.checksum}')`,
    );
  }
  return missing.map(({ name }) => name);
}

function checkApplied(
  applied: readonly { name: string; checksum: string }[],
  migrations: readonly EventsMigration[],
): void {
  for (const { name, checksum } of applied) {
    const ours = migrations.find((migration) => migration.name === name);
    if (ours === undefined) {
      throw new Problem(
        'conflict',
        `The fact store has migration ${name}, which this version does not know.`,
        {
          hint: 'Start the version that last wrote here, or a later one.',
        },
      );
    }
    if (ours.checksum !== checksum) {
      throw new Problem('conflict', `Migration ${name} was changed after it had been applied.`, {
        hint: 'Migrations are forward only: restore the file and add a new one.',
      });
    }
  }
}
