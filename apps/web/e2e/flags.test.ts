/** A release seen from a customer's page: the SDK in a real browser follows the rings. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createClient,
  createFlag,
  createRelease,
  getRelease,
  listEventNames,
  moveRelease,
  updateRelease,
  type Call,
} from '@tandem/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { startServer, type RunningServer } from './server.ts';

const browser: Browser | undefined = await openBrowser();
let server: RunningServer;
let shop: Server;
let shopUrl: string;
const params = { project: 1 };
/** A robot's would be refused. */
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

describe.skipIf(browser === undefined)('a release in Chromium', () => {
  beforeAll(async () => {
    server = await startServer();
    shop = createServer((_, response) => {
      const script = `<script src="${server.url}/sdk/tandem.js" data-key="${server.publicKey}" defer></script>`;
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(
        `<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1>${script}</html>`,
      );
    });
    await new Promise<void>((ready) => shop.listen(0, '127.0.0.1', ready));
    shopUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await browser?.close();
    await new Promise((done) => shop?.close(done));
    await server?.stop();
  });

  const call = () =>
    createClient({
      baseUrl: server.url,
      fetch,
      headers: { authorization: `Bearer ${server.privateKey}` },
    });

  async function plan(key: string) {
    const flag = await call()(createFlag, { params, body: { key, name: key, kind: 'boolean' } });
    const rings = [{ name: 'Members', share: 1, condition: { plan: 'member' } }];
    const body = { name: key, flag: flag.id, rings };
    const { id, version } = await call()(createRelease, { params, body });
    await call()(updateRelease, {
      params: { ...params, id },
      body: { version, announcement: { kind: 'none', reason: 'a test of rings' } },
    });
    return async (move: Call<typeof moveRelease>['body']['move'], reason?: string) => {
      const now = await call()(getRelease, { params: { ...params, id } });
      const moving = { version: now.version, move, ...(reason && { reason }) };
      return call()(moveRelease, { params: { ...params, id }, body: moving });
    };
  }

  /** A visitor whose page keeps `window.seen` at the flag's newest value, with the time of the change. */
  async function visit(flag: string, page?: Page): Promise<Page> {
    const visitor = page ?? (await (await browser!.newContext({ userAgent })).newPage());
    await visitor.goto(shopUrl);
    await visitor.evaluate(`(async () => {
      window.flags = await tandem.flags();
      await flags.ready;
      const look = () => { window.seen = flags.isOn('${flag}'); };
      flags.onChange(look);
      look();
    })()`);
    return visitor;
  }
  const seen = (page: Page) => page.evaluate('window.seen');
  const until = (page: Page, value: boolean) =>
    page.waitForFunction(`window.seen === ${value}`, undefined, { timeout: 5000 });

  test('a ring lets in by trait; everybody follows within a second; a roll back too', async () => {
    const move = await plan('picks');
    const [member, guest] = [await visit('picks'), await visit('picks')];
    expect([await seen(member), await seen(guest)]).toEqual([false, false]);
    await member.evaluate(`tandem.identify('mia', { plan: 'member' })`);
    await move('start');
    await until(member, true);
    expect(await seen(guest)).toBe(false);

    const began = performance.now();
    await move('complete');
    await until(guest, true);
    expect(performance.now() - began).toBeLessThan(1000);
    await move('roll_back', 'orders went down');
    await until(guest, false);
    await until(member, false);

    await member.evaluate('tandem.flush()');
    const { events } = await call()(listEventNames, { params });
    expect(events.find(({ name }) => name === '$exposure')?.count).toBeGreaterThanOrEqual(3);
    await Promise.all([member, guest].map((page) => page.context().close()));
  });

  test('a change reaches an open page well within a second', async () => {
    const move = await plan('often');
    const visitor = await visit('often');
    await move('complete', 'to everybody at once');
    await until(visitor, true);
    const took: number[] = [];
    for (let n = 0; n < 5; n++) {
      for (const [step, value] of [
        ['pause', false],
        ['restore', true],
      ] as const) {
        const began = performance.now();
        await move(step, 'measured');
        await until(visitor, value);
        took.push(performance.now() - began);
      }
    }
    const sorted = took.toSorted((a, b) => a - b).map(Math.round);
    console.log(
      `a flag change reaches an open page: median ${sorted[5]} ms, longest ${sorted[9]} ms`,
    );
    expect(sorted[9]).toBeLessThan(1000);
    await visitor.context().close();
  });

  test('what the device keeps decides while the server can not be reached', async () => {
    const move = await plan('kept');
    await move('complete', 'to everybody at once');
    const visitor = await visit('kept');
    expect(await seen(visitor)).toBe(true);
    await visitor.route(`${server.url}/api/**`, (route) => route.abort());
    await visit('kept', visitor);
    expect(await seen(visitor)).toBe(true);
    await visitor.context().close();
  });
});
