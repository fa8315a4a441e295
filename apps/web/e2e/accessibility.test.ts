/** axe on every page, light and dark, with data and empty; and what the keyboard reaches. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { faultsOf } from './faults.ts';
import { demoFunnel, filledPages, insidePages, outsidePages, type PlacedPage } from './pages.ts';
import { startServer, type RunningServer } from './server.ts';
import { recordPages, prepareDemo, signIn, untilStill, type Projects } from './visitor.ts';

let browser: Browser | undefined;
let server: RunningServer;
let projects: Projects;
let records: readonly PlacedPage[];

beforeAll(async () => {
  browser = await openBrowser();
  if (browser === undefined) return;
  server = await startServer();
  const context = await browser.newContext();
  await signIn(context, server);
  projects = await prepareDemo(context, server);
  records = await recordPages(context, server, projects.demo);
  await context.close();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  if (browser !== undefined) await server.stop();
});

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  test('no page has a fault that axe can find', { timeout: 180_000 }, async ({ skip }) => {
    if (browser === undefined) return skip('no Chromium');
    const context = await open(colorScheme, 1440);
    const page = await context.newPage();
    const faults: string[] = [];
    for (const path of everyPath()) {
      await page.goto(server.url + path);
      await untilStill(page);
      faults.push(...(await faultsOf(page)).map((fault) => `${path}: ${fault}`));
    }
    await context.close();
    expect(faults).toEqual([]);
  });
});

test(
  'no page has a fault at 390 pixels, and none scrolls sideways',
  { timeout: 180_000 },
  async ({ skip }) => {
    if (browser === undefined) return skip('no Chromium');
    const context = await open('light', 390);
    const page = await context.newPage();
    const faults: string[] = [];
    for (const path of everyPath()) {
      await page.goto(server.url + path);
      await untilStill(page);
      faults.push(...(await faultsOf(page)).map((fault) => `${path}: ${fault}`));
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (overflow > 0) faults.push(`${path}: ${overflow} px too wide`);
    }
    await context.close();
    expect(faults).toEqual([]);
  },
);

test('keys go from the funnel to the words and back', { timeout: 60_000 }, async ({ skip }) => {
  if (browser === undefined) return skip('no Chromium');
  const context = await open('light', 1440);
  const page = await context.newPage();
  await page.goto(`${server.url}/p/${projects.demo}/${demoFunnel}`);
  await page.getByRole('heading', { name: 'Step by step' }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: /left at/ });
  await panel.waitFor();
  expect(await panel.evaluate((side) => side === document.activeElement)).toBe(true);
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });

  await page.keyboard.press('g');
  await page.keyboard.press('1');
  await page.waitForURL(/listening/);
  await page.getByRole('article').first().waitFor();
  await page.keyboard.press('j');
  await page.waitForURL(/signal=/);
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('A page, a person, words somebody said').waitFor();
  await context.close();
});

test(
  'Tab reaches the skip link first, then every control of the page',
  { timeout: 60_000 },
  async ({ skip }) => {
    if (browser === undefined) return skip('no Chromium');
    const context = await open('light', 1440);
    const page = await context.newPage();
    await page.goto(`${server.url}/p/${projects.demo}/${demoFunnel}`);
    await untilStill(page);
    await page.keyboard.press('Tab');
    expect(await focusedName(page)).toBe('Skip to the page');
    const reached = new Set<string>();
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab');
      reached.add(await focusedName(page));
    }
    for (const name of ['Today', 'Listening', 'Copy link', 'Read why']) {
      expect([...reached]).toContain(name);
    }
    expect([...reached].some((name) => name.includes('left before Delivery chosen'))).toBe(true);
    await context.close();
  },
);

async function open(colorScheme: 'light' | 'dark', width: number): Promise<BrowserContext> {
  const context = await browser!.newContext({
    colorScheme,
    reducedMotion: 'reduce',
    viewport: { width, height: 900 },
  });
  await signIn(context, server);
  return context;
}

function everyPath(): readonly string[] {
  return [
    ...outsidePages.map(({ path }) => path),
    ...insidePages.map(({ path }) => `/p/${projects.empty}/${path}`),
    ...[...insidePages, ...filledPages, ...records].map(
      ({ path }) => `/p/${projects.demo}/${path}`,
    ),
  ];
}

async function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
  });
}
