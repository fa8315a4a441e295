import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { long, placeOf } from './longest-first.ts';

test('each long file is there, and stands before every other one', () => {
  const root = join(import.meta.dirname, '..');
  const files = globSync('{apps,packages}/**/*.test.ts', {
    cwd: root,
    exclude: (path) => path.includes('node_modules'),
  });
  const first = files.toSorted((a, b) => placeOf(a) - placeOf(b)).slice(0, long.length);
  expect(first.map(placeOf)).toEqual(long.map((_, i) => i));
});
