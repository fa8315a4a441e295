/**
 * Makes a fresh clone ready: installs packages when they are missing or older than the lock file,
 * and makes sure that Node 24 is there for the scripts that follow. Runs on Node 20 with nothing
 * installed, so it is plain JavaScript and uses only what Node itself brings.
 *
 *   node scripts/ensure.mjs [--browser]    --browser: Chromium too, where this process may install it
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, installChromium } from './ensure-chromium.mjs';
import { differences, hashOf, hostsIn } from './ensure-lock.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const lockFile = join(root, 'package-lock.json');
const stampFile = join(root, 'node_modules/.cache/tandem/installed');
const neededNode = 24;

checkLock();
if (!isInstalled()) install();
checkNode();
if (process.argv.includes('--browser') && findChromium() === undefined) installChromium();

/** The lock file must already say what installing will do; an install never changes it. */
function checkLock() {
  const lock = JSON.parse(readFileSync(lockFile, 'utf8'));
  const wrong = [
    ...differences(lock, (folder) => readPackage(join(root, folder))),
    ...hostsIn(lock).map((name) => `${name}: the lock file names a registry`),
  ];
  if (wrong.length > 0) {
    fail(
      `package-lock.json does not fit the package.json files:\n  ${wrong.join('\n  ')}`,
      'Run "npm install" with Node 24 and commit the lock file.',
    );
  }
}

function readPackage(folder) {
  const file = join(folder, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** True if the last install was made from this very lock file. */
function isInstalled() {
  const done = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(done)) return false;
  if (existsSync(stampFile)) return readFileSync(stampFile, 'utf8') === hashOf(lockFile);
  return statSync(done).mtimeMs >= statSync(lockFile).mtimeMs;
}

function install() {
  console.log('Installing packages (only when the lock file is new) ...');
  const before = readFileSync(lockFile);
  const quiet = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', ['install', ...quiet], { cwd: root, stdio: 'inherit' });
  if (status !== 0) fail('npm install failed.', 'Its own words are above.');
  if (!readFileSync(lockFile).equals(before)) {
    writeFileSync(lockFile, before);
    fail('Installing would have changed package-lock.json; it was put back.', 'Commit a new one.');
  }
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, hashOf(lockFile));
}

/** On Linux npm brings Node 24 along; `npm run` finds it first. Elsewhere it is the user's own. */
function checkNode() {
  const brought = join(root, 'node_modules/.bin/node');
  const { stdout } = existsSync(brought)
    ? spawnSync(brought, ['--version'], { encoding: 'utf8' })
    : { stdout: undefined };
  const version = stdout ? stdout.trim() : process.version;
  if (Number(/^v(\d+)/.exec(version)?.[1]) >= neededNode) return;
  fail(
    `Tandem runs on Node ${neededNode} or later; here is ${version}.`,
    `On Linux (x64, arm64) npm brings it along unless optional packages are switched off; elsewhere install Node ${neededNode}.`,
  );
}

function fail(what, wayOut) {
  console.error(`${what}\n${wayOut}`);
  process.exit(1);
}
