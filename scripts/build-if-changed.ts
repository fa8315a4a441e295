/**
 * Builds the SDK and the web app, each only if something it is made of has changed since: a stamp
 * beside the output holds the hash of every input. `--force` builds anyway.
 */
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compressFolder } from './compress.ts';

const root = join(import.meta.dirname, '..');
const targets = ['packages/sdk', 'apps/web'] as const;
const sharedInputs = ['package-lock.json', 'tsconfig.base.json'];
const force = process.argv.includes('--force');

for (const folder of targets) {
  if (!existsSync(join(root, folder, 'vite.config.ts'))) continue;
  const stamp = join(root, folder, 'dist/.inputs');
  const inputs = hashInputs(folder);
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) continue;
  build(folder);
  mkdirSync(join(root, folder, 'dist'), { recursive: true });
  await compressFolder(join(root, folder, 'dist'));
  writeFileSync(stamp, inputs);
}

function build(folder: string): void {
  console.log(`Building ${folder} (only when its sources are new) ...`);
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: join(root, folder),
    encoding: 'utf8',
  });
  if (status === 0) return;
  console.error(`${stdout}${stderr}\n${folder} could not be built.`);
  process.exit(1);
}

/** Hash over the sources of a workspace and of the workspaces it is made of. */
function hashInputs(folder: string): string {
  const hash = createHash('sha256');
  const patterns = [...madeOf(folder)].map((one) => `${one}/**/*`);
  const exclude = (path: string) => /(^|\/)(node_modules|dist|screenshots|e2e)$/.test(path);
  const files = globSync([...patterns, ...sharedInputs], {
    cwd: root,
    withFileTypes: true,
    exclude: (entry) => exclude(entry.name),
  })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  for (const file of files) hash.update(`${file.slice(root.length)}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

/** The workspace itself and, recursively, those of our packages it depends on. */
function madeOf(folder: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(folder)) return found;
  found.add(folder);
  const { dependencies = {} } = JSON.parse(
    readFileSync(join(root, folder, 'package.json'), 'utf8'),
  ) as { dependencies?: Record<string, string> };
  for (const name of Object.keys(dependencies)) {
    if (name.startsWith('@tandem/')) madeOf(name.replace('@tandem/', 'packages/'), found);
  }
  return found;
}
