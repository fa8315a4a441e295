/**
 * Pages of a customer's site, each with one unmodified client: it views two pages (the second by the
 * history API), clicks, signs in, and clicks again. Served from their own origin, as in life.
 */
import { createReadStream, existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`));

export type Client = 'posthog-js' | 'segment' | 'tandem';
export type Site = {
  readonly url: (client: Client, user: string) => string;
  readonly close: () => Promise<void>;
};

const scripts: Readonly<Record<Client, string>> = {
  'posthog-js': `
    import posthog from '/posthog-js/dist/module.full.no-external.js';
    posthog.init(key, { api_host: server, capture_pageview: 'history_change', autocapture: false, persistence: 'localStorage' });
    window.go = async () => {
      history.pushState({}, '', '/posthog-js/second' + location.search);
      posthog.capture('clicked', { price: 12.5, label: 'before' });
      posthog.identify(user, { plan: 'pro', email: user + '@example.com' });
      posthog.capture('clicked', { price: 20, label: 'after' });
    };`,
  segment: `
    await new Promise((loaded, failed) => {
      const script = Object.assign(document.createElement('script'), { src: '/segment/dist/umd/index.js', onload: loaded, onerror: failed });
      document.head.append(script);
    });
    const cdnURL = server;
    const analytics = window.AnalyticsNext.AnalyticsBrowser.load({ writeKey: key, cdnURL });
    await analytics.page();
    window.go = async () => {
      history.pushState({}, '', '/segment/second' + location.search);
      await analytics.page();
      await analytics.track('clicked', { price: 12.5, label: 'before' });
      await analytics.identify(user, { plan: 'pro', email: user + '@example.com' });
      await analytics.track('clicked', { price: 20, label: 'after' });
    };`,
  tandem: `
    import { createTandem } from '/tandem/dist/index.js';
    const tandem = createTandem({ key, host: server });
    window.go = async () => {
      history.pushState({}, '', '/tandem/second' + location.search);
      tandem.capture('clicked', { price: 12.5, label: 'before' });
      tandem.identify(user, { plan: 'pro', email: user + '@example.com' });
      tandem.capture('clicked', { price: 20, label: 'after' });
      await tandem.flush();
    };`,
};

const page = (client: Client): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Shop</title></head><body><h1>Shop</h1>
<script type="module">
  const query = new URLSearchParams(location.search);
  const [server, key, user] = ['server', 'key', 'user'].map((name) => query.get(name));
  const start = async () => { ${scripts[client].replaceAll(/import (.+) from '(.+)';/g, "const $1 = await load('$2');")} };
  const load = async (path) => { const module = await import(path); return module.default ?? module; };
  await start();
  document.title = 'ready';
</script></body></html>`;

const files: Readonly<Record<Client, string>> = {
  'posthog-js': folderOf('posthog-js'),
  segment: folderOf('@segment/analytics-next'),
  tandem: join(import.meta.dirname, '../../../../packages/sdk'),
};

/** Serves the pages; `server` and `key` say where the clients send to. */
export async function startSite(server: string, key: string): Promise<Site> {
  const site: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const [, client, ...rest] = pathname.split('/');
    const root = files[client as Client];
    const file = root === undefined ? undefined : join(root, ...rest);
    if (root === undefined) return response.writeHead(404).end();
    if (rest[0] !== 'dist') {
      return response.writeHead(200, { 'content-type': 'text/html' }).end(page(client as Client));
    }
    if (file === undefined || !existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/javascript' });
    return createReadStream(file).pipe(response);
  });
  await new Promise<void>((ready) => site.listen(0, '127.0.0.1', ready));
  const address = site.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: (client, user) =>
      `http://127.0.0.1:${port}/${client}/first?${new URLSearchParams({ server, key, user }).toString()}`,
    close: () => new Promise((done) => site.close(() => done())),
  };
}
