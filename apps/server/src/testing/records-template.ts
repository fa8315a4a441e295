/** An initialised PGlite folder, made once per machine and copied into each test world: no initdb there. */
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ensureRecordsFolder } from '../platform/records-init.ts';

const engine = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
const { version } = JSON.parse(readFileSync(join(engine, '../package.json'), 'utf8')) as {
  version: string;
};
const template = join(
  import.meta.dirname,
  `../../../../node_modules/.cache/tandem/records-${version}`,
);

/** Vitest calls this once, before any test. */
export async function setup(): Promise<void> {
  // Another run may have been quicker.
  await ensureRecordsFolder(template).catch((error: unknown) => {
    if (!existsSync(join(template, 'PG_VERSION'))) throw error;
  });
}

export function copyRecordsTemplate(folder: string): void {
  if (existsSync(join(template, 'PG_VERSION'))) cpSync(template, folder, { recursive: true });
}
