import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { claimPage, filledPages, insidePages, outsidePages, recordPaths } from './pages.ts';

/** Addresses that only lead on to another one. */
const leadOn = new Set(['/', '/p/$project', '/explore', '/settings']);

test('pictures and the check of accessibility leave no page out', () => {
  const router = readFileSync(join(import.meta.dirname, '../src/router.tsx'), 'utf8');
  const routes = [...router.matchAll(/path: '([^']+)'/g)].map(([, path]) => path!);
  const placed = [
    ...[claimPage, ...outsidePages].map(({ path }) => path),
    ...[...insidePages, ...filledPages].map(({ path }) => `/${path}`),
    ...Object.values(recordPaths).map((path) => `/${path}`),
  ].map((path) => path.replace(/\?.*/, ''));
  const isPlaced = (route: string) => {
    const pattern = new RegExp(
      `^(/explore|/settings)?${route.replaceAll('$', String.raw`\$`).replaceAll(/\\\$\w+/g, '[^/]+')}$`,
    );
    return placed.some((path) => pattern.test(path));
  };
  expect(routes.length).toBeGreaterThan(30);
  expect(routes.filter((route) => !leadOn.has(route) && !isPlaced(route))).toEqual([]);
});
