/**
 * The same migrations for a cluster: each table becomes a replicated one on every node (`NAME_local`)
 * and a distributed one under its own name, so that no query knows the difference. Nothing here has
 * been proved on a real cluster; the README says so.
 */
import { Problem } from './problem.ts';

/** What keeps a row that is sent again on the shard that has it: nothing a resend can change. */
const shardBy: Readonly<Record<string, string>> = {
  // The person an event had on arrival is a pure function of its distinct id.
  events: 'cityHash64(person)',
  traits: 'cityHash64(person)',
  person_overrides: 'cityHash64(person)',
  // A signal may be sent again once its person is known: its id decides.
  signals: 'cityHash64(id)',
  refusals: 'cityHash64(id)',
};

export const localTable = (table: string): string => `${table}_local`;

/** Statements that do on the cluster what this one does on a single node. */
export function forCluster(statement: string, cluster: string): readonly string[] {
  const create =
    /^CREATE TABLE IF NOT EXISTS (\w+) (\([\s\S]*\)) ENGINE = (\w*MergeTree)(\(([^)]*)\))?([\s\S]*)$/.exec(
      statement,
    );
  if (create !== null) {
    const [, table = '', columns = '', engine = '', , more = '', rest = ''] = create;
    return createTables({ table, columns, engine, more, rest: rest.trim() }, cluster);
  }
  const alter =
    /^ALTER TABLE (\w+) (ADD COLUMN|DROP COLUMN|MODIFY COLUMN|RENAME COLUMN)([\s\S]*)$/.exec(
      statement,
    );
  if (alter !== null) {
    const [, table = '', verb = '', rest = ''] = alter;
    const tables = [localTable(table), table];
    return tables.map((name) => `ALTER TABLE ${name} ON CLUSTER ${cluster} ${verb}${rest}`);
  }
  const onParts =
    /^ALTER TABLE (\w+) ((?:ADD|DROP|MATERIALIZE) (?:INDEX|PROJECTION)[\s\S]*|MODIFY (?:TTL|SETTING)[\s\S]*)$/.exec(
      statement,
    );
  if (onParts !== null) {
    const [, table = '', rest = ''] = onParts;
    return [`ALTER TABLE ${localTable(table)} ON CLUSTER ${cluster} ${rest}`];
  }
  throw new Problem('internal', `A migration has no cluster form: ${statement.slice(0, 80)}`, {
    hint: 'Add its form to platform/events-cluster.ts.',
  });
}

type Created = {
  readonly table: string;
  readonly columns: string;
  readonly engine: string;
  /** The engine's own arguments. */
  readonly more: string;
  readonly rest: string;
};

function createTables(
  { table, columns, engine, more, rest }: Created,
  cluster: string,
): readonly string[] {
  const shard = shardBy[table];
  if (shard === undefined) {
    throw new Problem('internal', `The fact table ${table} has no sharding key.`, {
      hint: 'Give it one in platform/events-cluster.ts.',
    });
  }
  const path = `'/clickhouse/tables/{shard}/{database}/${localTable(table)}'`;
  const engineArguments = [path, `'{replica}'`, ...(more === '' ? [] : [more])].join(', ');
  return [
    `CREATE TABLE IF NOT EXISTS ${localTable(table)} ON CLUSTER ${cluster} ${columns} ENGINE = Replicated${engine}(${engineArguments})
${rest}
SETTINGS min_age_to_force_merge_seconds = 86400, min_age_to_force_merge_on_partition_only = 1`,
    `CREATE TABLE IF NOT EXISTS ${table} ON CLUSTER ${cluster} AS ${localTable(table)}
ENGINE = Distributed('${cluster}', currentDatabase(), '${localTable(table)}', ${shard})`,
  ];
}

/** The table of applied migrations: one for the whole cluster, on every node. */
export const clusterHistory = (cluster: string): string =>
  `CREATE TABLE IF NOT EXISTS schema_migrations ON CLUSTER ${cluster} (name String, checksum String, at DateTime DEFAULT now())
ENGINE = ReplicatedMergeTree('/clickhouse/tables/all/{database}/schema_migrations', '{shard}-{replica}') ORDER BY name`;

/** On a cluster a row is acknowledged when it is on its shard, and subqueries see every shard. */
export const clusterSettings = {
  distributed_foreground_insert: 1,
  distributed_product_mode: 'global',
};
