import { expect, test } from 'vitest';
import { findChromium } from './ensure-chromium.mjs';
import { differences, hostsIn } from './ensure-lock.mjs';

const lock = (entry: object) => ({ packages: { '': {}, 'packages/one': entry } });
const packages = (one: object | undefined) => (folder: string) => (folder === '' ? {} : one);

test.each([
  ['nothing', { dependencies: { a: '1.0.0' } }, { dependencies: { a: '1.0.0' } }, []],
  [
    'a version',
    { dependencies: { a: '1.0.0' } },
    { dependencies: { a: '2.0.0' } },
    ['packages/one/package.json: a is 2.0.0, locked 1.0.0'],
  ],
  [
    'a new dependency',
    {},
    { devDependencies: { b: '1.0.0' } },
    ['packages/one/package.json: b is 1.0.0, locked undefined'],
  ],
  ['a lost workspace', {}, undefined, ['packages/one/package.json: in the lock file but not here']],
])('the lock file differs by %s', (_name, locked, found, expected) => {
  expect(differences(lock(locked), packages(found))).toEqual(expected);
});

test('a host in the lock file is found, a workspace link is not one', () => {
  const entries = {
    'node_modules/a': { resolved: 'https://registry.example/a.tgz' },
    'node_modules/b': { resolved: 'packages/b', link: true },
    'node_modules/c': {},
  };
  expect(hostsIn({ packages: entries })).toEqual(['node_modules/a']);
});

test('the setting decides which Chromium is used', () => {
  expect(findChromium({ TANDEM_CHROMIUM: '/opt/chromium' })).toBe('/opt/chromium');
});
