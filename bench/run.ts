/** `npm run bench -- NAME [options]` runs one benchmark; without a name it lists them. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'benchmarks');
const names = readdirSync(folder).map((file) => file.replace('.ts', ''));
const [name, ...options] = process.argv.slice(2);

if (name === undefined || !names.includes(name)) {
  console.log(`Benchmarks: ${names.join(', ')}\nRun one with: npm run bench -- NAME`);
  process.exit(name === undefined ? 0 : 2);
}
const { status } = spawnSync(process.execPath, [join(folder, `${name}.ts`), ...options], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
