/** The main job: from an empty installation to the words of those who dropped out, in a real browser. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { startServer, type RunningServer } from './server.ts';

let browser: Browser | undefined;
let server: RunningServer;

beforeAll(async () => {
  browser = await openBrowser();
  if (browser !== undefined) server = await startServer({ claimed: false });
}, 90_000);
afterAll(async () => {
  await browser?.close();
  if (browser !== undefined) await server.stop();
});

test('claim, demo, funnel, worst step, words, person', { timeout: 120_000 }, async ({ skip }) => {
  if (browser === undefined) return skip('no Chromium');
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const troubles = watchTroubles(page);
  await claim(page);
  await page.getByRole('button', { name: 'Load the demo company' }).click();
  await page.getByText('Read what they say').waitFor({ timeout: 60_000 });
  await page.getByRole('link', { name: 'Explore', exact: true }).click();
  await untilDemoIsWhole(page);

  await page
    .getByText('Most people are lost between Address entered and Delivery chosen')
    .waitFor();
  await page
    .getByRole('button', { name: /left before Delivery chosen/ })
    .last()
    .click();
  const panel = page.getByRole('complementary', { name: /left at Address entered/ });
  await panel
    .getByText(/greyed out/i)
    .first()
    .waitFor();
  expect(new URL(page.url()).searchParams.get('panel')).toBe('words');
  expect(new URL(page.url()).searchParams.get('step')).toBe('6');

  await page.reload();
  await panel
    .getByText(/greyed out/i)
    .first()
    .waitFor();

  await panel.getByRole('tab', { name: /Traits/ }).click();
  await panel.getByText('Mobile Safari 26').first().waitFor();
  await panel.getByRole('tab', { name: /People/ }).click();
  await panel.getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Timeline' }).waitFor();
  await page.getByText('Address entered').first().waitFor();
  expect(troubles).toEqual([]);
  await page.close();
});

async function claim(page: Page): Promise<void> {
  await page.goto(server.url);
  await page.getByRole('heading', { name: 'Set up Tandem' }).waitFor();
  await page.getByLabel('Company or team').fill('Northfell');
  await page.getByLabel('Your name').fill('Maya Lindqvist');
  await page.getByLabel('E-mail').fill('maya@northfell.example');
  await page.getByRole('textbox', { name: 'Password' }).fill('a-password-for-browsers');
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await page.getByRole('heading', { name: 'Begin with people' }).waitFor();
}

/** The demo comes in by batches; the funnel is asked until its last step holds still. */
async function untilDemoIsWhole(page: Page): Promise<void> {
  let before = '';
  for (let round = 0; round < 30; round += 1) {
    await page.goto(page.url().split('&')[0]!);
    await page.getByRole('heading', { name: 'Step by step' }).waitFor({ timeout: 20_000 });
    const now = await page.getByRole('table').first().innerText();
    if (now === before) return;
    before = now;
    await page.waitForTimeout(1000);
  }
}

/** What a visitor should never cause: errors thrown, errors in the console. */
function watchTroubles(page: Page): string[] {
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    // The first question, who is here, is answered "nobody" before the claim.
    const isExpected = message.text().includes('401');
    if (message.type() === 'error' && !isExpected) troubles.push(message.text());
  });
  return troubles;
}
