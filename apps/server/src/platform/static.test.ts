import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { OpenAPIHono } from '@hono/zod-openapi';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mountStatic } from './static.ts';

const folder = mkdtempSync(join(tmpdir(), 'tandem-static-'));
const app = new OpenAPIHono();
const script = 'export const answer = 42;\n'.repeat(100);
const page = '<!doctype html><script>document.title = 1;</script><div id="root"></div>';

beforeAll(() => {
  const put = (path: string, text: string | Buffer) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  put('web/index.html', page);
  put('web/assets/app-B7x_k2Qp.js', script);
  put('web/favicon.svg', '<svg/>');
  put('web/.inputs', 'hidden');
  put('sdk/tandem.js', script);
  put('sdk/feedback-Xy12_ab9.js', script);
  put('secret', 'outside');
  put('web/assets/app-B7x_k2Qp.js.br', brotliCompressSync(script));
  put('web/assets/app-B7x_k2Qp.js.gz', gzipSync(script));
  app.get('/api/v1/known', (context) => context.json({}));
  mountStatic(app, { web: join(folder, 'web'), sdk: join(folder, 'sdk') });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const get = (path: string, headers: Record<string, string> = {}) =>
  app.request(path, { headers: { accept: '*/*', ...headers } });
const navigate = (path: string) => get(path, { accept: 'text/html,application/xhtml+xml' });

test.each(['/', '/explore/funnel?q=1', '/people/8f0e', '/index.html'])(
  '%s is a page of the app',
  async (path) => {
    const answer = await navigate(path);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(page);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
  },
);

test('the policy admits own scripts and those of the page itself, nothing else', async () => {
  const policy = (await navigate('/')).headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/=]{44}';/);
  expect(policy).toContain("object-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe-eval');
});

test.each(['/api/v1/nothing', '/missing.js', '/assets/missing-12345678.css'])(
  '%s is not a page',
  async (path) => expect((await navigate(path)).status).toBe(404),
);
test('a program that asks for no HTML gets no page', async () => {
  expect((await get('/explore')).status).toBe(404);
});

test.each([
  ['br', brotliDecompressSync],
  ['gzip', gunzipSync],
] as const)('a hashed file is kept for ever, and comes as %s', async (encoding, unpack) => {
  const answer = await get('/assets/app-B7x_k2Qp.js', { 'accept-encoding': encoding });
  expect(answer.headers.get('cache-control')).toContain('immutable');
  expect(answer.headers.get('content-encoding')).toBe(encoding);
  expect(answer.headers.get('vary')).toBe('accept-encoding');
  expect(unpack(Buffer.from(await answer.arrayBuffer())).toString()).toBe(script);
});

test('a file that did not change is not sent again', async () => {
  const etag = (await get('/favicon.svg')).headers.get('etag') ?? '';
  expect((await get('/favicon.svg', { 'if-none-match': etag })).status).toBe(304);
});

test.each([
  '/../secret',
  '/%2e%2e/secret',
  '/assets/..%2f..%2fsecret',
  '/.inputs',
  '/%00',
  '/assets/%',
  '/sdk/..%2fsecret',
])('%s leads nowhere', async (path) => {
  const text = await (await get(path)).text();
  expect(text).not.toMatch(/outside|hidden/);
});

test('the SDK may be loaded by any page, for a short while or for ever', async () => {
  const plain = await get('/sdk/tandem.js');
  expect(plain.headers.get('access-control-allow-origin')).toBe('*');
  expect(plain.headers.get('cache-control')).toBe('public, max-age=300');
  expect(plain.headers.get('content-type')).toContain('text/javascript');
  const chunk = await get('/sdk/feedback-Xy12_ab9.js');
  expect(chunk.headers.get('cache-control')).toContain('immutable');
});

test('a rebuilt file is served without a restart', async () => {
  writeFileSync(join(folder, 'web/favicon.svg'), '<svg id="new"/>');
  expect(await (await get('/favicon.svg')).text()).toContain('new');
});

test('without a build the page says how to get it', async () => {
  const bare = new OpenAPIHono();
  mountStatic(bare, { web: join(folder, 'none'), sdk: join(folder, 'none') });
  const answer = await bare.request('/', { headers: { accept: 'text/html' } });
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('npm run build');
});
