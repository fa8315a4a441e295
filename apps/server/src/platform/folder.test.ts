import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ensureFolder } from './folder.ts';

const root = mkdtempSync(join(tmpdir(), 'tandem-folder-'));
afterAll(() => rmSync(root, { recursive: true }));

test('folders are made with those above them, and what is there is left', () => {
  const path = join(root, 'a/b/c');
  ensureFolder(path);
  ensureFolder(path);
  expect(existsSync(path)).toBe(true);
});

test('a file in the way and a place where nothing can be made are said so', () => {
  const file = join(root, 'file');
  writeFileSync(file, '');
  expect(() => ensureFolder(file)).toThrow(/a file has this name/);
  expect(() => ensureFolder(join(file, 'below'))).toThrow(/a file has this name/);
  if (process.platform === 'linux') {
    expect(() => ensureFolder('/proc/nothing')).toThrow(/cannot be made/);
  }
});
