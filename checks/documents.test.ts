/** What the documents say is what the code does. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { settings } from '../apps/server/src/platform/config.ts';
import { ranks } from './rules.ts';
import { root } from './sources.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

test('README lists every setting with its default, and no other', () => {
  const rows = [...read('README.md').matchAll(/^\| `([A-Z_]+)` +\| ([^|]*?) *\|/gm)];
  const listed = rows.map(([, name, value]) => ({
    name,
    byDefault: value!.replaceAll('`', '').trim(),
  }));
  expect(listed.toSorted(byName)).toEqual([...settings].toSorted(byName));
});
const byName = (a: { name?: string | undefined }, b: { name?: string | undefined }) =>
  (a.name ?? '').localeCompare(b.name ?? '');

test('every runtime dependency has its line in decisions/dependencies.md', () => {
  const manifests = globSync(['packages/*/package.json', 'apps/*/package.json'], { cwd: root });
  const used = manifests.flatMap((path) => {
    const { dependencies = {} } = JSON.parse(read(path)) as { dependencies?: object };
    return Object.keys(dependencies).filter((name) => !name.startsWith('@tandem/'));
  });
  const lines = read('decisions/dependencies.md').matchAll(/^\| `([^`]+)`/gm);
  const explained = [...lines].map(([, name]) => name);
  expect([...explained].toSorted()).toEqual([...new Set(used)].toSorted());
});

test.each(globSync('decisions/[0-9]*.md', { cwd: root }))(
  '%s has Background, Decision and Example in at most 60 lines',
  (path) => {
    const text = read(path);
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(60);
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual([
      'Background',
      'Decision',
      'Example',
    ]);
  },
);

test('ARCHITECTURE.md has a line for each package and each domain, with the rank of the code', () => {
  const lines = [...read('ARCHITECTURE.md').matchAll(/^  (\w+)\/ .*?(?: rank (\d+))?$/gm)];
  const ranked = Object.fromEntries(lines.map(([, name, rank]) => [name, rank && Number(rank)]));
  const packages = globSync('packages/*/src', { cwd: root }).map((path) => path.split('/')[1]!);
  const domains = globSync('apps/server/src/*/', { cwd: root }).map((path) => basename(path));
  const built = domains.filter((name) => name in ranks && name !== 'platform');
  for (const name of packages) expect(ranked).toHaveProperty(name);
  expect(Object.entries(ranked).filter(([, rank]) => rank !== undefined)).toEqual(
    expect.arrayContaining(built.map((name) => [name, ranks[name]])),
  );
  const gone = Object.keys(ranked).filter((name) => name in ranks && !domains.includes(name));
  expect(gone).toEqual([]);
});
