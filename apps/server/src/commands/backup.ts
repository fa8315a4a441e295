/** `tandem backup` and `tandem restore`: through the running server, or alone on the folder. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { compose, version } from '../compose.ts';
import { backup, restore, type Backup } from '../platform/backup.ts';
import { readConfig, type Config } from '../platform/config.ts';
import { holderOf, lockFolder } from '../platform/lock.ts';
import { operatorToken } from '../platform/operator.ts';
import { Problem } from '../platform/problem.ts';

export function addBackup(program: Command): void {
  program
    .command('backup')
    .description(
      'Back up both stores of the data folder (TANDEM_DATA) into a new folder, while the server runs or not',
    )
    .argument('<folder>', 'a folder that does not exist yet')
    .action(async (folder: string) => {
      refuseNothing();
      const config = readConfig(process.env);
      report('Backed up', await backupTo(resolve(folder), config));
    });
  program
    .command('restore')
    .description('Put a backup into an empty data folder (TANDEM_DATA)')
    .argument('<folder>', 'a folder that "tandem backup" wrote')
    .action(async (folder: string) => {
      report('Restored', await restore(resolve(folder), dataFolderHere()));
    });
}

async function backupTo(folder: string, config: Config): Promise<Backup> {
  const holder = holderOf(config.dataFolder);
  const running = holder !== undefined && (await answers(holder.url));
  return running ? askServer(holder.url, folder, config) : alone(folder, config);
}

async function alone(folder: string, config: Config): Promise<Backup> {
  const lock = await lockFolder(config.dataFolder);
  const app = await compose({ ...config, logLevel: 'warn' });
  try {
    return await backup(app.platform, folder, { at: new Date(), version });
  } finally {
    await app.stop();
    await lock.release();
  }
}

/** A mistyped data folder would be made anew, and its backup would hold nothing. */
function refuseNothing(): void {
  const folder = dataFolderHere();
  const onServers = process.env['TANDEM_DATABASE_URL'] !== undefined;
  if (onServers || existsSync(join(folder, 'records'))) return;
  throw new Problem('not_found', `There is no installation in ${folder}.`, {
    hint: 'Set TANDEM_DATA to the data folder that the server uses.',
  });
}

const dataFolderHere = () => resolve(process.env['TANDEM_DATA'] ?? '.tandem');

const answers = (url: string) =>
  fetch(`${url}/healthz`).then(
    () => true,
    () => false,
  );

async function askServer(url: string, folder: string, config: Config): Promise<Backup> {
  const answer = await fetch(`${url}/api/operator/backup`, {
    method: 'POST',
    headers: { authorization: `Operator ${operatorToken(config.secret)}` },
    body: JSON.stringify({ folder }),
  });
  const body = (await answer.json()) as Backup & { detail?: string; hint?: string };
  if (answer.ok) return body;
  throw new Problem('invalid', body.detail ?? `The server answered ${answer.status}.`, {
    hint: body.hint ?? 'Its log says why.',
  });
}

function report(done: string, { at, rows }: Backup): void {
  const counts = Object.entries(rows).map(([table, count]) => `${count} ${table}`);
  console.log(`${done} (as of ${at}): ${counts.join(', ')}`);
}
