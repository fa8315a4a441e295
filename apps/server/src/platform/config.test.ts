import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readConfig, settings } from './config.ts';
import type { Problem } from './problem.ts';

const folder = mkdtempSync(join(tmpdir(), 'tandem-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const read = (env: Record<string, string>) => readConfig({ TANDEM_DATA: folder, ...env });

function refusal(env: Record<string, string>): Problem {
  try {
    read(env);
  } catch (error) {
    return error as Problem;
  }
  throw new Error('it was accepted');
}

test('without settings everything has a default', () => {
  const config = read({});
  expect(config).toMatchObject({
    host: '127.0.0.1',
    port: 4100,
    dataFolder: folder,
    publicUrl: 'http://localhost:4100',
    trustProxy: false,
    clickhouseUrl: undefined,
    databaseUrl: undefined,
  });
});

test('the secret is made once, kept, and readable by its owner only', () => {
  const first = read({}).secret;
  expect(first.length).toBeGreaterThanOrEqual(32);
  expect(read({}).secret).toBe(first);
  expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe(first);
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
});

test('every wrong setting is named in one message, without its value', () => {
  const problem = refusal({
    PORT: 'eighty',
    TANDEM_SECRET: 'short',
    TANDEM_CLICKHOUSE_URL: 'clickhouse.example:8123',
    TANDEM_DATABASE_URL: 'mysql://db.example',
    TANDEM_TRUST_PROXY: 'maybe',
    TANDEM_API_KEY: 'a key with spaces',
  });
  for (const name of [
    'PORT',
    'SECRET',
    'CLICKHOUSE_URL',
    'DATABASE_URL',
    'TRUST_PROXY',
    'API_KEY',
  ]) {
    expect(problem.message).toContain(name);
  }
  expect(problem.message).not.toContain('short');
  expect(problem.hint).toContain('README');
});

test.each([
  ['TANDEM_CLICKHOUSE_CLUSTER', 'TANDEM_CLICKHOUSE_URL', { TANDEM_CLICKHOUSE_CLUSTER: 'main' }],
  ['TANDEM_ADMIN_EMAIL', 'TANDEM_ADMIN_PASSWORD', { TANDEM_ADMIN_EMAIL: 'a@example.com' }],
])('%s needs %s', (name, needed, env) => {
  expect(refusal(env).message).toContain(`${name}: needs ${needed} too`);
});

test('an empty variable is none, and a public URL loses its slash', () => {
  const config = read({ PORT: '', TANDEM_PUBLIC_URL: 'https://tandem.example/' });
  expect([config.port, config.publicUrl]).toEqual([4100, 'https://tandem.example']);
});

test('the settings are a list with defaults', () => {
  expect(settings).toContainEqual({ name: 'PORT', byDefault: '4100' });
  expect(settings).toContainEqual({ name: 'TANDEM_SECRET', byDefault: '' });
});
