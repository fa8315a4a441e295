/**
 * Makes a new PGlite folder. initdb needs another half gigabyte for a few seconds, which the process
 * that ran it would keep: so it runs in a child that ends (`node records-init.ts FOLDER`). The folder
 * appears whole or not at all.
 */
import { execFile } from 'node:child_process';
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { PGlite } from '@electric-sql/pglite';

/** Resolves once the folder holds a database; does nothing where it already does. */
export async function ensureRecordsFolder(folder: string): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) return;
  sweep(folder);
  // initdb runs once: compiling for speed would cost more than it gains.
  const flags = ['--no-warnings', '--liftoff-only'];
  await promisify(execFile)(process.execPath, [...flags, import.meta.filename, folder]);
}

/** Makes the folder from what `dumpDataDir` gave. */
export async function loadRecordsFolder(folder: string, dump: Uint8Array): Promise<void> {
  await initialise(folder, { loadDataDir: new Blob([new Uint8Array(dump)]) });
}

async function initialise(folder: string, from: { loadDataDir?: Blob } = {}): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  const unfinished = mkdtempSync(`${folder}.unfinished-`);
  try {
    const database = await PGlite.create({ dataDir: unfinished, ...from });
    await database.close();
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** What a start that was killed half-way left beside the folder. */
function sweep(folder: string): void {
  for (const left of globSync(`${folder}.unfinished-*`)) {
    if (Date.now() - statSync(left).mtimeMs > staleMs)
      rmSync(left, { recursive: true, force: true });
  }
}
const staleMs = 10 * 60_000;

if (import.meta.main) await initialise(process.argv[2] ?? '');
