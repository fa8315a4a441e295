/**
 * Every page at 1440 and 390, light and dark, with data and empty, while it loads and where the server
 * fails; and what is embedded in customers' pages. Into `screenshots/`.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { shootEmbedded } from './embedded.ts';
import { claimPage, filledPages, insidePages, outsidePages, type PlacedPage } from './pages.ts';
import { startServer, type RunningServer } from './server.ts';
import { userAgent } from './shop.ts';
import { recordPages, prepareDemo, signIn, untilStill } from './visitor.ts';

const folder = join(import.meta.dirname, '../../../screenshots');
const sizes = [
  { name: '1440', width: 1440, height: 900 },
  { name: '390', width: 390, height: 844 },
] as const;
const schemes = ['light', 'dark'] as const;

type Shot = {
  readonly page: PlacedPage;
  readonly project: number | undefined;
  readonly name: string;
  /** What the page asks for never comes, or comes as a failure. */
  readonly network?: 'held' | 'failing';
};

async function main(): Promise<void> {
  const browser = await openBrowser();
  if (browser === undefined) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const unclaimed = await startServer({ claimed: false });
  await shoot(browser, unclaimed, [{ page: claimPage, project: undefined, name: 'claim' }]);
  await unclaimed.stop();
  const server = await startServer();
  try {
    await shoot(browser, server, await planned(browser, server));
    await embedded(browser, server);
  } finally {
    await browser.close();
    await server.stop();
  }
  console.log(`Pictures of every page are in ${folder}`);
}

async function planned(browser: Browser, server: RunningServer): Promise<readonly Shot[]> {
  const context = await browser.newContext();
  await signIn(context, server);
  const { empty, demo } = await prepareDemo(context, server);
  const records = await recordPages(context, server, demo);
  await context.close();
  const filled = [...insidePages, ...filledPages, ...records];
  const states = filled.filter(({ name }) => ['today', 'listening', 'bet'].includes(name));
  return [
    ...outsidePages.map((page) => ({ page, project: undefined, name: page.name })),
    ...insidePages.map((page) => ({ page, project: empty, name: `${page.name}-empty` })),
    ...filled.map((page) => ({ page, project: demo, name: page.name })),
    ...states.flatMap((page) => [
      { page, project: demo, name: `${page.name}-loading`, network: 'held' as const },
      { page, project: demo, name: `${page.name}-failed`, network: 'failing' as const },
    ]),
  ];
}

type Looked = { readonly scheme: (typeof schemes)[number]; readonly size: (typeof sizes)[number] };
const looks: readonly Looked[] = schemes.flatMap((scheme) =>
  sizes.map((size) => ({ scheme, size })),
);
const contextOf = (browser: Browser, { scheme, size: { width, height } }: Looked) =>
  browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    userAgent,
  });
const fileOf = (name: string, { scheme, size }: Looked): string =>
  join(folder, `${name}-${size.name}-${scheme}.png`);

async function shoot(
  browser: Browser,
  server: RunningServer,
  shots: readonly Shot[],
): Promise<void> {
  for (const look of looks) {
    const context = await contextOf(browser, look);
    if (shots.some(({ project }) => project !== undefined)) await signIn(context, server);
    const page = await context.newPage();
    for (const shot of shots) {
      await open(page, server, shot);
      await page.screenshot({ path: fileOf(shot.name, look) });
    }
    await context.close();
  }
}

async function open(
  page: Page,
  server: RunningServer,
  { page: { path }, project, network }: Shot,
): Promise<void> {
  const asked = '**/api/v1/projects/**';
  if (network === 'held') await page.route(asked, () => undefined);
  if (network === 'failing')
    await page.route(asked, (route) => route.fulfill({ status: 500, json: failure }));
  await page.goto(server.url + (project === undefined ? path : `/p/${project}/${path}`));
  if (network === 'held') await page.waitForTimeout(600);
  else await untilStill(page);
  // The navigation asks what is stuck once the page itself stands.
  await page.waitForLoadState('networkidle', { timeout: 1_500 }).catch(() => undefined);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
}

const failure = {
  type: 'about:blank',
  title: 'Something broke',
  status: 500,
  code: 'internal',
  detail: 'Something went wrong on our side.',
  requestId: '0b5e7f3a',
};

async function embedded(browser: Browser, server: RunningServer): Promise<void> {
  const contexts: BrowserContext[] = [];
  const each = [];
  for (const look of looks) {
    const context = await contextOf(browser, look);
    contexts.push(context);
    each.push({
      name: `${look.size.name}-${look.scheme}`,
      context,
      shoot: async (page: Page, name: string) => {
        await page.waitForTimeout(300);
        await page.screenshot({ path: fileOf(name, look) });
      },
    });
  }
  await shootEmbedded(server, each);
  await Promise.all(contexts.map((context) => context.close()));
}

await main();
