/**
 * `npm run openapi:check`: an outside generator reads our OpenAPI document, and a stranger's program
 * compiles against what it made. Installs its own tools when first asked.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;
const bin = (name: string) => join(folder, 'node_modules/.bin', name);
const document = join(folder, '../../checks/openapi.json');

if (!existsSync(bin('openapi-typescript'))) {
  const words = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', words, { cwd: folder, stdio: 'ignore' });
  if (status !== 0) {
    console.log('The OpenAPI proof is skipped: its tools (tools/openapi) could not be installed.');
    process.exit(0);
  }
}
run(bin('openapi-typescript'), [document, '--output', 'generated/api.d.ts']);
run(bin('tsc'), [
  '--noEmit',
  '--strict',
  '--exactOptionalPropertyTypes',
  '--allowImportingTsExtensions',
  '--module',
  'NodeNext',
  'consumer.ts',
]);
console.log('openapi-typescript accepts the document, and a program compiles against its types.');

function run(command: string, words: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(command, words, { cwd: folder, encoding: 'utf8' });
  if (status === 0) return;
  console.error(`${stdout}${stderr}`);
  process.exit(1);
}
