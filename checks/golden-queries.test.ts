/** Every golden query reads every fact table inside the project; the door refuses any that does not. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unscopedTable } from '../apps/server/src/platform/events-scope.ts';
import { root } from './sources.ts';

const golden = globSync('packages/query/golden/*.sql', { cwd: root }).toSorted();

test.each(golden)('%s', (path) => {
  const text = readFileSync(join(root, path), 'utf8');
  expect(text).toContain('{project:UInt32}');
  expect(unscopedTable(text)).toBeUndefined();
});

test.each([
  ['no project', 'SELECT 1 FROM events FINAL WHERE name = 1', 'FROM events'],
  ['a number in its place', 'SELECT 1 FROM traits FINAL WHERE project = 2', 'FROM traits'],
  [
    'a join',
    'SELECT 1 FROM x LEFT ANY JOIN person_overrides USING person',
    'JOIN person_overrides',
  ],
  ['a set', 'SELECT 1 WHERE 1 IN signals', 'IN signals'],
  ['other letters', 'select 1 from EVENTS', 'from EVENTS'],
])('it is noticed: %s', (_name, text, found) => {
  expect(unscopedTable(text)).toBe(found);
});
