/**
 * `npm test`: every test with the checks beside them, then one closing line. A check that fails does not
 * keep the tests from running, and everything that failed counts. Arguments go to Vitest.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { tally, type Report } from './tally.ts';

const root = join(import.meta.dirname, '..');
const cache = join(root, 'node_modules/.cache/tandem');
const report = join(cache, 'tests.json');

mkdirSync(cache, { recursive: true });
rmSync(report, { force: true });

// The browser tests and the size of the SDK need what is served.
const isBuilt = run('npm', ['run', '--silent', 'build']);
const checks = runChecks(['typecheck', 'lint', 'format:check', 'knip', 'openapi:check']);
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const tests = spawn('vitest', ['run', ...reporters, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
const passed = await new Promise<boolean>((ended) => {
  tests.on('error', () => ended(false)).on('exit', (code) => ended(code === 0));
});
const failedSteps = [...(isBuilt ? [] : ['build']), ...(await checks)];

for (const step of failedSteps) console.error(`npm run ${step} failed; its words are above.`);
const found = existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as Report) : undefined;
console.log(tally(found, failedSteps.length, passed));
process.exit(passed && failedSteps.length === 0 ? 0 : 1);

function run(command: string, words: readonly string[]): boolean {
  const { status } = spawnSync(command, words, { cwd: root, stdio: 'inherit' });
  return status === 0;
}

/** One after the other; what each says is shown when it has ended. Resolves with those that failed. */
async function runChecks(steps: readonly string[]): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const step of steps) {
    const check = spawn('npm', ['run', '--silent', step], { cwd: root });
    const code = new Promise((ended) => check.on('error', ended).on('exit', ended));
    const said = await Promise.all([text(check.stdout), text(check.stderr)]);
    process.stdout.write(said.join(''));
    if ((await code) !== 0) failed.push(step);
  }
  return failed;
}
