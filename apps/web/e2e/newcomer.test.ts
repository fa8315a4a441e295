/** Somebody new needs no documentation: pressing each page's main action leads to the first link. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { startServer, type RunningServer } from './server.ts';
import { untilStill } from './visitor.ts';

const browser: Browser | undefined = await openBrowser();
const mostClicks = 12;
const mostFields = 3;
let server: RunningServer;

describe.skipIf(browser === undefined)('in a real browser', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    server = await startServer({ claimed: false });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('from an empty folder to the first linked words by main actions alone', async () => {
    const page = await browser!.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(server.url);
    const fields = await fillIn(page);
    let clicks = 0;
    while (!(await isLinked(page))) {
      expect(clicks, `still on ${page.url()}`).toBeLessThan(mostClicks);
      await pressMain(page);
      clicks += 1;
    }
    console.log(`a newcomer: ${clicks} clicks and ${fields} typed fields to the first link`);
    expect(fields).toBeLessThanOrEqual(mostFields);
  });
});

/** Types into every field that has to be filled; gives how many those are. */
async function fillIn(page: Page): Promise<number> {
  const required = page.locator('input[required]');
  await required.first().waitFor();
  const words: Readonly<Record<string, string>> = {
    email: 'maya@northfell.example',
    password: 'a-password-for-browsers',
  };
  const count = await required.count();
  for (let place = 0; place < count; place += 1) {
    const field = required.nth(place);
    await field.fill(words[(await field.getAttribute('type')) ?? ''] ?? 'Maya Lindqvist');
  }
  return count;
}

/** The one element that the page is there for, once it can be pressed. */
async function pressMain(page: Page): Promise<void> {
  const main = page.locator('[data-main-action]:visible:not([disabled])');
  await main.first().waitFor();
  expect(await main.count(), `main actions on ${page.url()}`).toBe(1);
  const words = await main.textContent();
  const before = page.url();
  await main.click();
  // Either the page changes, or what was pressed gives way to what comes next.
  await page.waitForFunction(
    ([was, url]) =>
      location.href !== url ||
      document.querySelector('[data-main-action]:not([disabled])')?.textContent !== was,
    [words, before] as const,
    { timeout: 60_000 },
  );
  await untilStill(page);
}

const isLinked = async (page: Page): Promise<boolean> =>
  (await page.getByText('Highlighted and linked').count()) > 0;
