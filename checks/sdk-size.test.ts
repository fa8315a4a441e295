/** The SDK stays small: what every visitor of a customer's page loads, gzip level 9. */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../packages/sdk');
const dist = (name: string) => join(folder, 'dist', name);

beforeAll(() => {
  const sources = globSync(['src/*.ts', '*.{ts,json}'], { cwd: folder });
  const newest = Math.max(
    ...sources
      .filter((path) => !path.endsWith('.test.ts'))
      .map((path) => statSync(join(folder, path)).mtimeMs),
  );
  const built = existsSync(dist('tandem.js')) ? statSync(dist('tandem.js')).mtimeMs : 0;
  if (built < newest) execFileSync('npm', ['run', '--silent', 'build'], { cwd: folder });
});

test.each(['tandem.js', 'index.js'])('the core is at most 6 KB gzip: %s', (name) => {
  const bytes = gzipSync(readFileSync(dist(name)), { level: 9 }).length;
  console.log(`SDK ${name}: ${bytes} bytes gzip`);
  expect(bytes).toBeLessThanOrEqual(6 * 1024);
});

test('flags are at most 7 KB gzip, and not in the core', () => {
  const bytes = gzipSync(readFileSync(dist('flags.js')), { level: 9 }).length;
  console.log(`SDK flags.js: ${bytes} bytes gzip`);
  expect(bytes).toBeLessThanOrEqual(7 * 1024);
  for (const core of ['tandem.js', 'index.js']) {
    expect(readFileSync(dist(core), 'utf8')).not.toContain('EventSource');
  }
});

test.each(['messages.js', 'card.js', 'feedback.js'])(
  'a part that draws is at most 5 KB gzip: %s',
  (name) => {
    const bytes = gzipSync(readFileSync(dist(name)), { level: 9 }).length;
    console.log(`SDK ${name}: ${bytes} bytes gzip`);
    expect(bytes).toBeLessThanOrEqual(5 * 1024);
  },
);

test('the core carries neither messages nor the form', () => {
  expect(readFileSync(dist('tandem.js'), 'utf8')).not.toContain('You may quote me');
  expect(readFileSync(dist('index.js'), 'utf8')).not.toContain('You may quote me');
  expect(readFileSync(dist('feedback.js'), 'utf8')).toContain('You may quote me');
  for (const core of ['tandem.js', 'index.js']) {
    expect(readFileSync(dist(core), 'utf8')).not.toContain('Did it solve it?');
  }
  expect(readFileSync(dist('messages.js'), 'utf8')).toContain('Did it solve it?');
});
