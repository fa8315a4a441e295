/**
 * Backup and restore of both embedded stores. Writes wait for the moment in which both are
 * photographed (hard links of the immutable parts of chDB, a dump of PGlite), so that the two
 * belong together; copying goes on while the server works.
 */
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import type { Config } from './config.ts';
import type { EventsDoor } from './events.ts';
import { Problem } from './problem.ts';
import { loadRecordsFolder } from './records-init.ts';
import type { RecordsDoor } from './records.ts';

export type Backup = {
  readonly at: string;
  readonly version: string;
  /** Rows per fact table at the moment of the backup. */
  readonly rows: Readonly<Record<string, number>>;
  readonly recordsSha256: string;
};
type Stores = {
  readonly config: Config;
  readonly events: EventsDoor;
  readonly records: RecordsDoor;
};

const snapshotName = 'tandem_backup';

/** Writes a backup into a new folder; answers once it is complete. */
export async function backup(
  stores: Stores,
  folder: string,
  about: { at: Date; version: string },
): Promise<Backup> {
  const { config, events, records } = stores;
  const { pglite } = records.installation;
  if (pglite === undefined || config.clickhouseUrl !== undefined) throw onServers();
  await refuseExisting(folder);
  await mkdir(join(folder, 'events'), { recursive: true, mode: 0o700 });
  const live = join(config.dataFolder, 'events');
  try {
    const { dump, rows } = await events.hold(() => photograph(events, pglite));
    await writeFile(join(folder, 'records.tar'), dump, { mode: 0o600 });
    await copyEvents(live, join(folder, 'events'));
    await cp(join(config.dataFolder, 'secret'), join(folder, 'secret')).catch(() => {});
    const manifest: Backup = {
      at: about.at.toISOString(),
      version: about.version,
      rows,
      recordsSha256: createHash('sha256').update(dump).digest('hex'),
    };
    // Written last: a folder without it is not a backup.
    await writeFile(join(folder, 'backup.json'), JSON.stringify(manifest, undefined, 2), {
      mode: 0o600,
    });
    return manifest;
  } finally {
    await rm(join(live, 'shadow', snapshotName), { recursive: true, force: true });
  }
}

/**
 * The records, then the facts; no fact is appended in between. What is erased meanwhile is still on
 * record as asked for, so that the restored copy erases it too.
 */
async function photograph(
  events: EventsDoor,
  pglite: PGlite,
): Promise<{ dump: Buffer; rows: Record<string, number> }> {
  const dump = Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer());
  const tables = await events.maintenance.rows<{ name: string }>(
    "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree'",
  );
  const rows: Record<string, number> = {};
  for (const { name } of tables) {
    await events.maintenance.command(`ALTER TABLE ${name} FREEZE WITH NAME '${snapshotName}'`);
    const [count] = await events.maintenance.rows<{ n: number }>(
      `SELECT count() AS n FROM ${name}`,
    );
    rows[name] = count?.n ?? 0;
  }
  return { dump, rows };
}

/** The folder as chDB would leave it, with the frozen parts in place of the live ones. */
async function copyEvents(live: string, target: string): Promise<void> {
  const isPart = (path: string) =>
    /[/\\]store[/\\]\w{3}[/\\][\w-]{36}[/\\](?!format_version\.txt)[^.]+$/.test(path);
  for (const part of ['metadata', 'store']) {
    await cp(join(live, part), join(target, part), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !isPart(source) || source.endsWith('.sql'),
    });
  }
  const frozen = join(live, 'shadow', snapshotName, 'store');
  if (await exists(frozen)) await cp(frozen, join(target, 'store'), { recursive: true });
}

/** Puts a backup into a data folder that does not exist yet or is empty. */
export async function restore(folder: string, dataFolder: string): Promise<Backup> {
  const manifest = await readManifest(folder);
  await refuseExisting(dataFolder);
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const dump = await readFile(join(folder, 'records.tar'));
  if (createHash('sha256').update(dump).digest('hex') !== manifest.recordsSha256) {
    throw new Problem(
      'invalid',
      `The backup in ${folder} is damaged: records.tar is not what was written.`,
    );
  }
  await cp(join(folder, 'events'), join(dataFolder, 'events'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  await cp(join(folder, 'secret'), join(dataFolder, 'secret')).catch(() => {});
  await loadRecordsFolder(join(dataFolder, 'records'), dump);
  return manifest;
}

async function readManifest(folder: string): Promise<Backup> {
  try {
    return JSON.parse(await readFile(join(folder, 'backup.json'), 'utf8')) as Backup;
  } catch (cause) {
    throw new Problem('invalid', `${folder} holds no complete backup.`, {
      hint: 'Name the folder that "tandem backup" wrote; it ends with backup.json.',
      cause,
    });
  }
}

async function refuseExisting(folder: string): Promise<void> {
  const entries = await readdir(folder).catch(() => []);
  if (entries.length === 0) return;
  throw new Problem('conflict', `The folder ${folder} is not empty.`, {
    hint: 'Name one that does not exist yet; nothing is ever overwritten.',
  });
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

function onServers(): Problem {
  return new Problem('invalid', 'The stores run on servers, which bring their own backups.', {
    hint: "PostgreSQL: pg_dump; ClickHouse: BACKUP DATABASE ... TO Disk('backups', 'name'). Take PostgreSQL first.",
  });
}
