/** A published click stream, imported with the command line, gives exactly the published funnel on the page. */
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { startServer, type RunningServer } from './server.ts';
import { signIn } from './visitor.ts';

const published = join(
  import.meta.dirname,
  '../../../../shared/fixtures/ecom-clickstream/ecom.csv.gz',
);
const here = existsSync(published);
if (!here) console.warn('SKIPPED: ../shared/fixtures/ecom-clickstream is not here');
const tandem = join(import.meta.dirname, '../../server/src/commands/tandem.ts');
const folder = mkdtempSync(join(tmpdir(), 'tandem-clicks-'));

let browser: Browser | undefined;
let server: RunningServer;
beforeAll(async () => {
  browser = await openBrowser();
  if (browser === undefined || !here) return;
  server = await startServer();
  const file = join(folder, 'ecom.csv.gz');
  copyFileSync(published, file);
  const options = ['--url', server.url, '--key', server.publicKey];
  await promisify(execFile)(process.execPath, [tandem, 'import', file, ...options]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const steps = [
  'product_view',
  'add_to_cart',
  'cart',
  'shipping_details',
  'payment_details',
  'purchase',
];

test.skipIf(!here && process.env['CI'] !== 'true')(
  'on the page',
  { timeout: 60_000 },
  async ({ skip }) => {
    if (browser === undefined) return skip('no Chromium');
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await signIn(context, server);
    const page = await context.newPage();
    expect(await funnelShown(page, 'any')).toEqual(['598', '517', '429', '329', '222', '114']);
    expect(await funnelShown(page, '7d')).toEqual(['598', '487', '353', '210', '109', '40']);
    await context.close();
  },
);

/** The figures above the names of the steps, as a person reads them. */
async function funnelShown(page: Page, within: string): Promise<string[]> {
  const question = new URLSearchParams({
    steps: steps.join('~'),
    from: '2024-01-01',
    to: '2024-07-01',
    within,
  });
  await page.goto(`${server.url}/p/1/explore/funnel?${question.toString()}`);
  await page.getByRole('heading', { name: 'Step by step' }).waitFor();
  const columns = await page
    .getByText(/^Step \d$/)
    .locator('..')
    .allInnerTexts();
  return columns.map((text) => /^[\d,]+$/m.exec(text)?.[0] ?? text);
}
