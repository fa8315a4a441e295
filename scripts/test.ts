/**
 * `npm test`: the checks, then every test, then one closing line. A check that fails does not keep
 * the tests from running, and everything that failed counts. Arguments go to Vitest.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tally, type Report } from './tally.ts';

const root = join(import.meta.dirname, '..');
const cache = join(root, 'node_modules/.cache/tandem');
const report = join(cache, 'tests.json');

mkdirSync(cache, { recursive: true });
rmSync(report, { force: true });

// The browser tests and the size of the SDK need what is served.
const steps = ['build', 'typecheck', 'lint', 'format:check', 'knip', 'openapi:check'];
const failedSteps = steps.filter((step) => !run('npm', ['run', '--silent', step]));
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const passed = run('vitest', ['run', ...reporters, ...process.argv.slice(2)]);

for (const step of failedSteps) console.error(`npm run ${step} failed; its words are above.`);
const found = existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as Report) : undefined;
console.log(tally(found, failedSteps.length, passed));
process.exit(passed && failedSteps.length === 0 ? 0 : 1);

function run(command: string, words: readonly string[]): boolean {
  const { status } = spawnSync(command, words, { cwd: root, stdio: 'inherit' });
  return status === 0;
}
