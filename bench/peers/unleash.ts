/** Unleash, installed into `peers/unleash` when first asked for, on a PostgreSQL of its own. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from '../../apps/server/src/testing/postgres.ts';
import { startNode, type Running } from '../processes.ts';

const folder = join(import.meta.dirname, 'unleash');
export const clientToken =
  '*:development.benchmark00000000000000000000000000000000000000000000000000';

/** With that many flags, each with a gradual rollout; stopped with its database. */
export async function startUnleash(flags: readonly string[]): Promise<Running> {
  install();
  const postgres = await startPostgres();
  const url = await postgres.database('unleash');
  const running = await startNode('bench/peers/unleash/start.ts', [], {
    UNLEASH_DATABASE: url,
    UNLEASH_TOKEN: clientToken,
  });
  const base = `${running.url}/api/admin/projects/default/features`;
  for (const name of flags) {
    await post(base, { name, type: 'release' });
    const environment = `${base}/${name}/environments/development`;
    const parameters = { rollout: '30', stickiness: 'default', groupId: name };
    await post(`${environment}/strategies`, { name: 'flexibleRollout', parameters });
    await post(`${environment}/on`, {});
  }
  return {
    ...running,
    async stop() {
      await running.stop();
      await postgres.stop();
    },
  };
}

function install(): void {
  if (existsSync(join(folder, 'node_modules/unleash-server'))) return;
  const words = ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', words, { cwd: folder, stdio: 'inherit' });
  if (status !== 0) throw new Error('bench/peers/unleash could not be installed');
}

async function post(url: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
}
