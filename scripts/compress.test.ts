import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { compressFolder } from './compress.ts';

test('large text gets both forms, small files and pictures none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-compress-'));
  const text = 'a line\n'.repeat(500);
  writeFileSync(join(folder, 'app.js'), text);
  writeFileSync(join(folder, 'small.css'), 'a{}');
  writeFileSync(join(folder, 'picture.png'), text);
  await compressFolder(folder);
  expect(readdirSync(folder).toSorted()).toEqual([
    'app.js',
    'app.js.br',
    'app.js.gz',
    'picture.png',
    'small.css',
  ]);
  expect(brotliDecompressSync(readFileSync(join(folder, 'app.js.br'))).toString()).toBe(text);
  expect(gunzipSync(readFileSync(join(folder, 'app.js.gz'))).toString()).toBe(text);
  rmSync(folder, { recursive: true, force: true });
});
