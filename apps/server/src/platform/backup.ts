/**
 * Backup and restore of both embedded stores. Writes wait for the moment in which both are
 * photographed (hard links of the immutable parts of chDB, a dump of PGlite), so that the two
 * belong together; copying goes on while the server works.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { z } from 'zod';
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
  /** Of the secret; null: it stands in the settings. */
  readonly secretSha256: string | null;
  /** Of the facts: a copy that lost a part on its way would start, and count less. */
  readonly facts: Size;
};
type Size = { readonly files: number; readonly bytes: number };
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
  // What a backup that was killed has left would go into this one too.
  await forgetPhotograph(live);
  try {
    const { dump, rows } = await events.hold(() => photograph(events, pglite));
    await writeFile(join(folder, 'records.tar'), dump, { mode: 0o600 });
    await copyEvents(live, join(folder, 'events'));
    const secret = await readSecret(config.dataFolder);
    if (secret !== undefined) await writeFile(join(folder, 'secret'), secret, { mode: 0o600 });
    const manifest: Backup = {
      at: about.at.toISOString(),
      version: about.version,
      rows,
      recordsSha256: sha256(dump),
      secretSha256: secret === undefined ? null : sha256(secret),
      facts: await sizeOf(join(folder, 'events')),
    };
    // Written last: a folder without it is not a backup.
    await writeFile(join(folder, 'backup.json'), JSON.stringify(manifest, undefined, 2), {
      mode: 0o600,
    });
    return manifest;
  } finally {
    await forgetPhotograph(live);
  }
}

const forgetPhotograph = (live: string) =>
  rm(join(live, 'shadow', snapshotName), { recursive: true, force: true });

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Undefined where there is none, and only there. */
async function readSecret(folder: string): Promise<Buffer | undefined> {
  try {
    return await readFile(join(folder, 'secret'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
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

/** Stands in a data folder as long as a restore into it has not come to its end. */
const unfinished = 'restoring';

/** Puts a backup into a data folder that does not exist yet or is empty. */
export async function restore(folder: string, dataFolder: string): Promise<Backup> {
  const manifest = await readManifest(folder);
  await refuseExisting(dataFolder);
  const dump = await readFile(join(folder, 'records.tar')).catch(() => Buffer.alloc(0));
  if (sha256(dump) !== manifest.recordsSha256) {
    throw damaged(folder, 'records.tar is not what was written');
  }
  // With another one, ids of those who were erased would be taken in again.
  const secret = await readSecret(folder);
  const written = secret === undefined ? null : sha256(secret);
  if (manifest.secretSha256 !== undefined && written !== manifest.secretSha256) {
    throw damaged(folder, 'the file "secret" is not what was written');
  }
  const { files, bytes } = await sizeOf(join(folder, 'events'));
  if (files !== manifest.facts.files || bytes !== manifest.facts.bytes) {
    throw damaged(
      folder,
      `of the facts it holds ${files} files with ${bytes} bytes, written were ${manifest.facts.files} with ${manifest.facts.bytes}`,
    );
  }
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  await writeFile(join(dataFolder, unfinished), folder);
  await cp(join(folder, 'events'), join(dataFolder, 'events'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  if (secret !== undefined) await writeFile(join(dataFolder, 'secret'), secret, { mode: 0o600 });
  await loadRecordsFolder(join(dataFolder, 'records'), dump);
  await rm(join(dataFolder, unfinished));
  return { ...manifest, secretSha256: written };
}

/** A folder with half of a backup would start as an installation that lost the other half. */
export function refuseHalfRestored(dataFolder: string): void {
  if (!existsSync(join(dataFolder, unfinished))) return;
  throw new Problem('conflict', `A restore into ${dataFolder} did not come to its end.`, {
    hint: 'Empty the folder and restore again.',
  });
}

async function sizeOf(folder: string): Promise<Size> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size),
  );
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

const manifestShape = z.object({
  at: z.string(),
  version: z.string(),
  rows: z.record(z.string(), z.number()),
  recordsSha256: z.string(),
  secretSha256: z.string().nullable().optional(),
  facts: z.object({ files: z.number(), bytes: z.number() }),
});

async function readManifest(folder: string): Promise<z.infer<typeof manifestShape>> {
  try {
    return manifestShape.parse(JSON.parse(await readFile(join(folder, 'backup.json'), 'utf8')));
  } catch (cause) {
    throw new Problem('invalid', `${folder} holds no complete backup.`, {
      hint: 'Name the folder that "tandem backup" wrote; it ends with backup.json.',
      cause,
    });
  }
}

const damaged = (folder: string, how: string) =>
  new Problem('invalid', `The backup in ${folder} is damaged: ${how}.`, {
    hint: 'Copy it anew from where it was written, or take an older one.',
  });

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
