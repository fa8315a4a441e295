/** From a sentence in the feedback form to "did it solve it?", on a customer's page in a real browser. */
import { createEntry, listEntries, moveEntry } from '@tandem/contract';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { faultsOf } from './faults.ts';
import { startServer, type RunningServer } from './server.ts';
import { signIn } from './visitor.ts';
import {
  callAs,
  openShop,
  plan as planOn,
  say,
  span,
  userAgent,
  words,
  type Shop,
} from './shop.ts';

const browser: Browser | undefined = await openBrowser();
const params = { project: 1 };

let server: RunningServer;
let shop: Shop;

const call = () => callAs(server);
const plan = (key: string) => planOn(server, key);

describe.skipIf(browser === undefined)('you asked, we shipped, in Chromium', () => {
  beforeAll(async () => {
    server = await startServer();
    shop = await openShop(server);
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
    await server?.stop();
  });

  const visitor = (look: { width?: number; height?: number; dark?: boolean } = {}) =>
    browser!.newContext({
      userAgent,
      viewport: { width: look.width ?? 1440, height: look.height ?? 900 },
      colorScheme: look.dark === true ? 'dark' : 'light',
    });
  async function open(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    await page.goto(shop.url);
    return page;
  }
  const card = (page: Page) => page.locator('tandem-message');

  test('told once, in their own words, while the page is open; an answer, and silence', async () => {
    const context = await visitor();
    const page = await open(context);
    await say(page, words);
    await page.evaluate(`tandem.identify('hanna', { name: 'Hanna Berg' })`);
    const guest = await open(await visitor());
    const it = await plan('picks');
    expect(await card(page).count()).toBe(0);

    // Somebody who types is not disturbed.
    await page.focus('#search');
    await it.move('start');
    await page.waitForFunction(`tandem.flags().then((flags) => flags.isOn('picks'))`, undefined, {
      timeout: 5000,
    });
    await page.waitForTimeout(700);
    expect(await card(page).count()).toBe(0);
    await page.evaluate('document.activeElement.blur()');

    const dialog = page.getByRole('dialog', { name: 'You asked, we shipped' });
    await dialog.waitFor();
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true);
    expect(await dialog.locator('blockquote').textContent()).toBe(words);
    expect(await dialog.locator('mark').textContent()).toBe(span);
    await dialog.getByText('It is on for you now, Hanna. Tell us where').waitFor();
    await expect.poll(async () => (await it.loop()).told).toBe(1);
    await page.waitForTimeout(300);
    expect(await faultsOf(page)).toEqual([]);

    const twin = await open(context);
    await twin.waitForTimeout(1000);
    expect(await card(twin).count()).toBe(0);
    expect(await card(guest).count()).toBe(0);

    await dialog.getByRole('button', { name: 'No', exact: true }).click();
    await page.getByLabel('What went wrong?').fill('It showed me a tent I bought in March.');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await dialog.getByText('Thank you.').waitFor();
    await page.keyboard.press('Escape');
    expect(await card(page).count()).toBe(0);
    await expect
      .poll(() => it.loop())
      .toMatchObject({
        answered: 1,
        words: [{ answer: 'not_solved', text: 'It showed me a tent I bought in March.' }],
        reopening: { isOpen: true, words: 'It showed me a tent I bought in March.' },
      });
    await declined('We leave out what was bought; wait for the next answers');
    expect((await it.loop()).reopening).toMatchObject({ isOpen: false, version: 2 });
    await page.reload();
    await page.waitForTimeout(1000);
    expect(await card(page).count()).toBe(0);
    await Promise.all([context.close(), guest.context().close()]);
  });

  /** A member leaves it as it is, with a reason that then stands there. */
  async function declined(reason: string) {
    const context = await visitor();
    await signIn(context, server);
    const page = await context.newPage();
    await page.goto(`${server.url}/p/1/conversation`);
    await page.getByText('It showed me a tent I bought in March.').first().waitFor();
    await page.getByRole('button', { name: 'Decline', exact: true }).click();
    await page.getByLabel('Why it stays as it is').fill(reason);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Decline to reopen' }).click();
    await page.getByText(`“${reason}”`).waitFor();
    expect(await page.getByRole('button', { name: 'Decline', exact: true }).count()).toBe(0);
    await context.close();
  }

  test('a receipt that was lost is sent by the next page; nobody is told again', async () => {
    const context = await visitor();
    const page = await open(context);
    await say(page, words);
    const it = await plan('lost');
    await page.route('**/api/v1/messages/receipts', (route) =>
      route.request().postData()?.includes('shown') === true ? route.abort() : route.continue(),
    );
    await it.move('start');
    await page.getByRole('dialog', { name: 'You asked, we shipped' }).waitFor();
    await page.waitForTimeout(500);
    expect((await it.loop()).told).toBe(0);
    await page.unroute('**/api/v1/messages/receipts');
    await page.goto(shop.url);
    await expect.poll(async () => (await it.loop()).told).toBe(1);
    await page.waitForTimeout(700);
    expect(await card(page).count()).toBe(0);
    await context.close();
  });

  test.each([
    ['1440-dark', { dark: true }],
    ['390-light', { width: 390, height: 844 }],
  ] as const)('the card at %s has no fault; stopped is stopped', async (name, look) => {
    const context = await visitor(look);
    const page = await open(context);
    await say(page, words);
    const it = await plan(`stop-${name}`);
    await it.move('start');
    const dialog = page.getByRole('dialog', { name: 'You asked, we shipped' });
    await dialog.waitFor();
    await page.waitForTimeout(400);
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Stop these' }).click();
    await page.getByText('You get no more of these.').waitFor();
    await expect.poll(async () => (await it.loop()).told).toBe(1);
    const next = await plan(`again-${name}`);
    await next.move('start');
    await page.reload();
    await page.waitForTimeout(1000);
    expect(await card(page).count()).toBe(0);
    await context.close();
  });

  test('the changelog shows what is on here; a reply is something said', async () => {
    const page = await open(await visitor());
    const it = await plan('log');
    const write = async (title: string, flag: string | null) => {
      const text = 'The home page shows what fits your trip.';
      const body = { kind: 'new', title, text, flag } as const;
      const made = await call()(createEntry, { params, body });
      const at = { ...params, id: made.id };
      return call()(moveEntry, { params: at, body: { version: made.version, move: 'publish' } });
    };
    const entry = await write('Picks for your trip', it.flag);
    await write('Faster pages', null);
    const titles = async () => {
      await page.evaluate(`tandem.messages().then((messages) => messages.changelog())`);
      const dialog = page.getByRole('dialog', { name: 'What is new' });
      await dialog.waitFor();
      return dialog.getByRole('heading', { level: 3 }).allTextContents();
    };
    const unread = () => page.evaluate(`tandem.messages().then((messages) => messages.unread())`);
    expect(await unread()).toBe(1);
    expect(await titles()).toEqual(['Faster pages']);
    expect(await unread()).toBe(0);
    await it.announce(entry.id);
    await it.move('complete');
    await page.waitForFunction(`tandem.flags().then((flags) => flags.isOn('log'))`, undefined, {
      timeout: 5000,
    });
    expect(await titles()).toEqual(['Faster pages', 'Picks for your trip']);
    await page.waitForTimeout(300);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('group', { name: /Picks/ }).getByText('Reply').click();
    await page.getByLabel('Your reply').fill('Where is the sleeping mat?');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Thank you, this arrived.').waitFor();
    await page.evaluate('tandem.flush()');
    const { entries } = await call()(listEntries, { params });
    expect(entries.find(({ id }) => id === entry.id)).toMatchObject({ shownTo: 1, replies: 1 });
    await page.context().close();
  });
});
