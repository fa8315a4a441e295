/** axe on every page, light, dark and narrow, with data and empty; and what the keyboard reaches. */
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

test(
  'no page has a fault in light, in dark or at 390 pixels, scrolls sideways, or asks one thing twice',
  { timeout: 360_000 },
  async ({ skip }) => {
    if (browser === undefined) return skip('no Chromium');
    const context = await open();
    const page = await context.newPage();
    const faults: string[] = [];
    for (const { path, asksOften } of everyPath()) {
      const asked = watchQuestions(page);
      await page.goto(server.url + path);
      await untilStill(page);
      const twice = asked();
      if (!asksOften) faults.push(...twice.map((one) => `${path} asks in two ways: ${one}`));
      for (const look of looks) {
        await show(page, look);
        const found = await faultsOf(page);
        faults.push(...found.map((fault) => `${path}, ${look.name}: ${fault}`));
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (overflow > 0) faults.push(`${path}: ${overflow} px too wide`);
    }
    await context.close();
    expect(faults).toEqual([]);
  },
);

/** One open page shows itself in each of these: the last is narrow. */
const looks = [
  { name: 'light', colorScheme: 'light', width: 1440 },
  { name: 'dark', colorScheme: 'dark', width: 1440 },
  { name: 'narrow', colorScheme: 'light', width: 390 },
] as const;

async function show(page: Page, { colorScheme, width }: (typeof looks)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  if (page.viewportSize()?.width !== width) await page.setViewportSize({ width, height: 900 });
  await page.waitForFunction(
    (wanted) => document.documentElement.dataset['mantineColorScheme'] === wanted,
    colorScheme,
  );
  await untilStill(page, 50);
}

/** A list asks it of all that it shows, the panel beside it of the one that is open. */
const ofMany = /\/evidence\/signals$/;

/**
 * Questions that went to one path with different words: what was asked early (`first-questions.ts`)
 * was then not what the page asked.
 */
function watchQuestions(page: Page): () => readonly string[] {
  const asked = new Map<string, Set<string>>();
  const note = (request: Request) => {
    const { pathname, search } = new URL(request.url());
    if (!pathname.startsWith('/api/') || ofMany.test(pathname)) return;
    const words = asked.get(pathname) ?? new Set();
    asked.set(pathname, words.add(search + (request.postData() ?? '')));
  };
  page.on('request', note);
  return () => {
    page.off('request', note);
    return [...asked].filter(([, words]) => words.size > 1).map(([pathname]) => pathname);
  };
}

test('keys go from the funnel to the words and back', { timeout: 60_000 }, async ({ skip }) => {
  if (browser === undefined) return skip('no Chromium');
  const context = await open();
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
    const context = await open();
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

async function open(): Promise<BrowserContext> {
  const context = await browser!.newContext({
    colorScheme: 'light',
    reducedMotion: 'reduce',
    viewport: { width: 1440, height: 900 },
  });
  await signIn(context, server);
  return context;
}

function everyPath(): readonly { readonly path: string; readonly asksOften: boolean }[] {
  const placed = (pages: readonly PlacedPage[], below: string) =>
    pages.map(({ path, asksOften = false }) => ({ path: `${below}${path}`, asksOften }));
  return [
    ...placed(outsidePages, ''),
    ...placed(insidePages, `/p/${projects.empty}/`),
    ...placed([...insidePages, ...filledPages, ...records], `/p/${projects.demo}/`),
  ];
}

async function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
  });
}
