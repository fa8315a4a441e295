/**
 * The cluster's DDL against golden text (`UPDATE_GOLDEN=1` writes it anew), clause by clause. That
 * ClickHouse accepts it is only proved where `TANDEM_TEST_CLICKHOUSE_URL` names a server.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { factTables } from '@tandem/query';
import { clusterHistory, forCluster } from './events-cluster.ts';
import { migrateEvents, readEventsMigrations } from './events-schema.ts';

const folder = join(import.meta.dirname, '../migrations/events/golden');
const migrations = readEventsMigrations();
const ddl = (name: string) =>
  migrations
    .filter((one) => one.name === name)
    .flatMap(({ statements }) => statements.flatMap((one) => forCluster(one, 'main')));

if (process.env['TANDEM_TEST_CLICKHOUSE_URL'] === undefined) {
  console.log(
    'Replication is unproved here: TANDEM_TEST_CLICKHOUSE_URL is not set, so cluster DDL is compared with golden text only.',
  );
}

test.each(migrations.map(({ name }) => name))('%s is what was agreed', (name) => {
  const file = join(folder, `${name}.cluster.sql`);
  const text = `${ddl(name).join(';\n\n')};\n`;
  if (process.env['UPDATE_GOLDEN'] !== undefined) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '');
});

test.each(factTables.map((table) => [table] as const))(
  '%s is replicated and distributed',
  (table) => {
    const all = migrations.flatMap(({ name }) => ddl(name));
    const local = all.find((one) => one.startsWith(`CREATE TABLE IF NOT EXISTS ${table}_local `));
    const distributed = all.find((one) => one.startsWith(`CREATE TABLE IF NOT EXISTS ${table} `));
    expect(local).toContain(' ON CLUSTER main (');
    expect(local).toMatch(
      new RegExp(
        `ENGINE = ReplicatedReplacingMergeTree\\('/clickhouse/tables/\\{shard\\}/\\{database\\}/${table}_local', '\\{replica\\}'(, precedence)?\\)`,
      ),
    );
    expect(distributed).toContain(` ON CLUSTER main AS ${table}_local`);
    expect(distributed).toMatch(
      new RegExp(
        `ENGINE = Distributed\\('main', currentDatabase\\(\\), '${table}_local', cityHash64\\((person|id)\\)\\)$`,
      ),
    );
  },
);

test('people’s facts are sharded by person', () => {
  const all = migrations.flatMap(({ name }) => ddl(name)).join('\n');
  for (const table of ['events', 'traits', 'person_overrides']) {
    expect(all).toContain(`'${table}_local', cityHash64(person))`);
  }
});

test('the history of migrations is one for the whole cluster', () => {
  expect(clusterHistory('main')).toContain(
    "ReplicatedMergeTree('/clickhouse/tables/all/{database}/schema_migrations', '{shard}-{replica}')",
  );
});

test.each([
  ['a column goes to both', 'ALTER TABLE events ADD COLUMN x UInt8', ['events_local', 'events']],
  ['an index to the parts', 'ALTER TABLE events ADD INDEX i x TYPE minmax', ['events_local']],
])('later changes: %s', (_name, statement, tables) => {
  const made = forCluster(statement, 'main');
  expect(made).toEqual(
    tables.map((name) => statement.replace('TABLE events', `TABLE ${name} ON CLUSTER main`)),
  );
});

test.each([
  'DROP TABLE events',
  'CREATE TABLE IF NOT EXISTS novel (x UInt8) ENGINE = MergeTree ORDER BY x',
])('a statement without a cluster form stops the migration: %s', (statement) => {
  expect(() => forCluster(statement, 'main')).toThrow(/cluster form|sharding key/);
});

test('with a cluster, the migrations send exactly these statements', async () => {
  const sent: string[] = [];
  const store = {
    command: async (statement: string) => void sent.push(statement),
    rows: async () => [],
  };
  await migrateEvents(store, migrations, 'main');
  expect(sent[0]).toBe(clusterHistory('main'));
  const made = sent.filter((one) => !one.startsWith('INSERT') && one !== sent[0]);
  expect(made).toEqual(migrations.flatMap(({ name }) => ddl(name)));
});
