/**
 * Makes a new PGlite folder. initdb needs another half gigabyte for a few seconds, which the process
 * that ran it would keep: so it runs in a child that ends (`node records-init.ts FOLDER`). The folder
 * appears whole or not at all.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { PGlite } from '@electric-sql/pglite';

/** Resolves once the folder holds a database; does nothing where it already does. */
export async function ensureRecordsFolder(folder: string): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) return;
  await promisify(execFile)(process.execPath, ['--no-warnings', import.meta.filename, folder]);
}

/** Makes the folder from what `dumpDataDir` gave. */
export async function loadRecordsFolder(folder: string, dump: Uint8Array): Promise<void> {
  await initialise(folder, { loadDataDir: new Blob([new Uint8Array(dump)]) });
}

async function initialise(folder: string, from: { loadDataDir?: Blob } = {}): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  const database = await PGlite.create({ dataDir: unfinished, ...from });
  await database.close();
  renameSync(unfinished, folder);
}

if (import.meta.main) await initialise(process.argv[2] ?? '');
