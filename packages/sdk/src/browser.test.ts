/** The built SDK in a real Chromium, against a server of this test and under a strict CSP. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SdkEvent, SdkSignal } from './types.ts';

const executablePath = process.env['TANDEM_CHROMIUM'] ?? '/usr/bin/chromium';
const there = existsSync(executablePath);
if (!there) {
  console.log(`SKIPPED: SDK browser tests need ${executablePath} (apt-get install chromium)`);
}
const folder = join(import.meta.dirname, '..');
const shots = process.env['TANDEM_SHOTS'];
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

type World = { events: SdkEvent[]; signals: SdkSignal[]; status: number; page: Page; url: string };
let browser: Browser;
let server: Server;
/** Where Tandem runs; the shop is another origin, as in life. */
let url = '';
let shop = '';
const cors = { 'access-control-allow-origin': '*' };
const tests = new Map<string, Pick<World, 'events' | 'signals' | 'status'>>();

beforeAll(async () => {
  if (!there) return;
  if (!existsSync(join(folder, 'dist/tandem.js'))) {
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: folder });
  }
  const flags = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync';
  const quiet = '--disable-background-networking --disable-component-update';
  browser = await chromium.launch({ executablePath, args: `${flags} ${quiet}`.split(' ') });
  server = createServer((request, response) => {
    const { status, type, body } = answer(request.url ?? '/');
    if (request.method !== 'POST') {
      const csp = `default-src 'none'; script-src ${url}; style-src 'self'; connect-src ${url}`;
      response.writeHead(status, { ...cors, 'content-type': type, 'content-security-policy': csp });
      response.end(body);
      return;
    }
    void receive(request).then((status) => {
      response.writeHead(status, { ...cors, 'content-type': 'application/json' });
      response.end('{"refused":0}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  shop = url.replace('127.0.0.1', 'localhost');
});

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

function answer(path: string): { status: number; type: string; body: string } {
  if (path.startsWith('/sdk/')) {
    const body = readFileSync(join(folder, 'dist', path.slice('/sdk/'.length)), 'utf8');
    return { status: 200, type: 'text/javascript', body };
  }
  const query = new URL(path, url).searchParams;
  const key = query.get('key') ?? '';
  const extra = query.get('extra') ?? '';
  return {
    status: 200,
    type: 'text/html',
    body: `<!doctype html><html lang="en"><title>Picks for your trip</title>
      <meta name="viewport" content="width=device-width"><main><h1>Shop</h1>
      <label>Search <input id="search"></label><button id="open">Feedback</button></main>
      <script src="${url}/sdk/tandem.js" data-key="${key}" ${extra} defer></script></html>`,
  };
}

async function receive(request: IncomingMessage): Promise<number> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
  const world = tests.get(String(body['key']));
  if (!world) return 401;
  if (world.status !== 200) return world.status;
  world.events.push(...((body['events'] as SdkEvent[] | undefined) ?? []));
  world.signals.push(...((body['signals'] as SdkSignal[] | undefined) ?? []));
  return 200;
}

type Look = { width?: number; height?: number; dark?: boolean; extra?: string; init?: string };

async function open(look: Look = {}): Promise<World & { complaints: string[] }> {
  const key = `key-${tests.size}`;
  const state = { events: [], signals: [], status: 200 };
  tests.set(key, state);
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1440, height: look.height ?? 900 },
    colorScheme: look.dark ? 'dark' : 'light',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  if (look.init) await page.addInitScript(look.init);
  const address = `${shop}/?key=${key}&extra=${look.extra ?? ''}`;
  await page.goto(address);
  return Object.assign(state, { page, url: address, complaints });
}

const names = (events: readonly SdkEvent[]) => events.map(({ event }) => event);
const run = (page: Page, code: string) => page.evaluate(code);
const once = (events: readonly SdkEvent[]) => [
  ...new Map(events.map((event) => [event.id, event])).values(),
];

describe.skipIf(!there)('in Chromium', () => {
  test('page views of a single-page app, each with its leave', async () => {
    const world = await open();
    await run(world.page, `history.pushState({}, '', '/tents')`);
    await world.page.waitForTimeout(50);
    await world.page.goBack();
    await world.page.waitForTimeout(50);
    await run(world.page, 'tandem.flush()');
    const seen = ['$pageview', '$pageleave', '$pageview', '$pageleave', '$pageview'];
    expect(names(world.events)).toEqual(seen);
    expect(world.events[2]!.properties['$pathname']).toBe('/tents');
    expect(world.complaints).toEqual([]);
  });

  test('offline, reloaded from what is stored, then online: everything arrives once', async () => {
    const world = await open();
    await run(world.page, 'tandem.flush()');
    await world.page.context().setOffline(true);
    await run(
      world.page,
      `for (let n = 0; n < 5; n++) tandem.capture('offline', { n }); tandem.flush()`,
    );
    expect(names(world.events)).toEqual(['$pageview']);
    const other = await world.page.context().newPage();
    await world.page.close();
    await world.page.context().setOffline(false);
    await other.goto(world.url);
    await expect.poll(() => once(world.events).filter((e) => e.event === 'offline').length).toBe(5);
    const order = once(world.events).filter((e) => e.event === 'offline');
    expect(order.map((e) => e.properties['n'])).toEqual([0, 1, 2, 3, 4]);
  });

  test('what waits is sent on leave, and the next page resends the same ids', async () => {
    const world = await open();
    await run(world.page, `tandem.capture('last words')`);
    await world.page.goto('about:blank');
    await expect
      .poll(() => names(once(world.events)))
      .toEqual(['$pageview', 'last words', '$pageleave']);
  });

  test('cookieless keeps nothing on the device', async () => {
    const { page, events } = await open({ extra: 'data-cookieless' });
    await run(page, `tandem.identify('hanna'); tandem.flush()`);
    expect(names(events)).toEqual(['$pageview', '$identify']);
    expect(await run(page, 'localStorage.length + sessionStorage.length')).toBe(0);
    expect(await page.context().cookies()).toEqual([]);
  });

  test.each(['globalPrivacyControl', 'doNotTrack'])(
    '%s is respected, or not, by setting',
    async (name) => {
      const value = name === 'doNotTrack' ? `'1'` : 'true';
      const init = `Object.defineProperty(navigator, '${name}', { value: ${value} })`;
      const respecting = await open({ init });
      await run(respecting.page, `tandem.capture('a'); tandem.flush()`);
      expect(respecting.events).toEqual([]);
      const ignoring = await open({ init, extra: 'data-privacy-signals="ignore"' });
      await run(ignoring.page, `tandem.flush()`);
      expect(names(ignoring.events)).toEqual(['$pageview']);
    },
  );

  test('feedback from end to end: error, second try, thanks, focus back', async () => {
    const world = await open();
    const { page } = world;
    await page.focus('#open');
    await run(page, `tandem.group('company', 'acme'); tandem.identify('hanna')`);
    await run(page, `tandem.feedback({ title: 'Tell Northfell' })`);
    await page.keyboard.type('The tent I bought in March came up again.');
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0);
    await page.getByLabel('You may quote me').check();
    await page.getByLabel('4 of 5').check({ force: true });
    world.status = 503;
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('Your words are still here').waitFor();
    await shoot(page, 'feedback-error');
    world.status = 200;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    await shoot(page, 'feedback-thanks');
    expect(world.signals).toHaveLength(1);
    expect(world.signals[0]).toMatchObject({
      source: 'widget',
      distinctId: 'hanna',
      text: 'The tent I bought in March came up again.',
      rating: 4,
      mayQuote: true,
      mayContact: false,
      properties: {
        page: 'Picks for your trip',
        viewport: '1440x900',
        groups: { company: 'acme' },
      },
    });
    await page.keyboard.press('Escape');
    expect(await page.locator('tandem-feedback').count()).toBe(0);
    expect(await run(page, 'document.activeElement.id')).toBe('open');
    const notOurs = world.complaints.filter((line) => !line.includes('503'));
    expect(notOurs).toEqual([]);
  });

  test('the page can be taken out, and a field in use keeps its focus', async () => {
    const { page, signals } = await open();
    await page.focus('#search');
    await run(page, 'tandem.feedback()');
    expect(await run(page, 'document.activeElement.id')).toBe('search');
    await page.getByRole('button', { name: 'Do not send the page' }).click();
    await page.keyboard.type('hello');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect.poll(() => signals.length).toBe(1);
    expect(signals[0]!.url).toBeUndefined();
    expect(signals[0]!.properties).not.toHaveProperty('page');
  });

  test.each([
    ['1440-light', {}],
    ['1440-dark', { dark: true }],
    ['390-light', { width: 390, height: 844 }],
  ] as const)('the form has no accessibility finding: %s', async (name, look) => {
    const { page } = await open(look);
    await run(page, `tandem.feedback({ title: 'Tell Northfell' })`);
    await page.keyboard.type('I love the picks, but it showed me a tent I bought in March.');
    await page.waitForTimeout(300);
    await shoot(page, `feedback-${name}`);
    await run(page, readFileSync(axe, 'utf8'));
    const found = await run(
      page,
      `axe.run('tandem-feedback').then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).join()))`,
    );
    expect(found).toEqual([]);
  });
});

async function shoot(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`) });
}
