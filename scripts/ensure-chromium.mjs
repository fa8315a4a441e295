/** Chromium for the browser tests: found, installed where this process may, or said to be missing. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of a Chromium: `TANDEM_CHROMIUM`, or the first on the PATH; undefined if there is none. */
export function findChromium(env = process.env) {
  if (env.TANDEM_CHROMIUM) return env.TANDEM_CHROMIUM;
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}

/** One visible line in every case; a failure is no reason to fail: the tests then say "skipped". */
export function installChromium() {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync('/usr/bin/apt-get')) {
    console.log(
      'Browser tests will be skipped: no Chromium here. Install one ("apt-get install chromium") or set TANDEM_CHROMIUM to its path.',
    );
    return;
  }
  console.log('Installing Chromium for the browser tests (apt-get) ...');
  const done =
    apt('update') && apt('install', '--no-install-recommends', 'chromium') && findChromium();
  if (!done) {
    console.log(
      'Browser tests will be skipped: apt-get could not install Chromium. Set TANDEM_CHROMIUM to the path of one.',
    );
  }
}

function apt(...words) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync('apt-get', ['-qq', '-y', ...words], { env, stdio: 'ignore' });
  return status === 0;
}
