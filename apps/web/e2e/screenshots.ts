/** Every page at 1440 and 390, light and dark, with data and empty, into `screenshots/`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { claimPage, filledPages, insidePages, outsidePages, type PlacedPage } from './pages.ts';
import { startServer, type RunningServer } from './server.ts';
import { recordPages, prepareDemo, signIn, untilStill } from './visitor.ts';

const folder = join(import.meta.dirname, '../../../screenshots');
const sizes = [
  { name: '1440', width: 1440, height: 900 },
  { name: '390', width: 390, height: 844 },
] as const;
const schemes = ['light', 'dark'] as const;

type Shot = {
  readonly server: RunningServer;
  readonly page: PlacedPage;
  readonly project: number | undefined;
  readonly name: string;
};

async function main(): Promise<void> {
  const browser = await openBrowser();
  if (browser === undefined) return;
  mkdirSync(folder, { recursive: true });
  const unclaimed = await startServer({ claimed: false });
  await shoot(browser, [{ server: unclaimed, page: claimPage, project: undefined, name: 'claim' }]);
  await unclaimed.stop();
  const server = await startServer();
  try {
    await shoot(browser, await planned(browser, server));
  } finally {
    await browser.close();
    await server.stop();
  }
  console.log(`Pictures of every page are in ${folder}`);
}

async function planned(browser: Browser, server: RunningServer): Promise<readonly Shot[]> {
  const context = await browser.newContext();
  await signIn(context, server);
  const projects = await prepareDemo(context, server);
  const records = await recordPages(context, server, projects.demo);
  await context.close();
  return [
    ...outsidePages.map((page) => ({ server, page, project: undefined, name: page.name })),
    ...insidePages.map((page) => ({
      server,
      page,
      project: projects.empty,
      name: `${page.name}-empty`,
    })),
    ...[...insidePages, ...filledPages, ...records].map((page) => ({
      server,
      page,
      project: projects.demo,
      name: page.name,
    })),
  ];
}

async function shoot(browser: Browser, shots: readonly Shot[]): Promise<void> {
  for (const scheme of schemes) {
    for (const { name: size, ...viewport } of sizes) {
      const context = await browser.newContext({
        viewport,
        colorScheme: scheme,
        reducedMotion: 'reduce',
      });
      if (shots.some(({ project }) => project !== undefined))
        await signIn(context, shots[0]!.server);
      const page = await context.newPage();
      for (const shot of shots) {
        const path =
          shot.project === undefined ? shot.page.path : `/p/${shot.project}/${shot.page.path}`;
        await page.goto(shot.server.url + path);
        await untilStill(page);
        await page.screenshot({ path: join(folder, `${shot.name}-${size}-${scheme}.png`) });
      }
      await context.close();
    }
  }
}

await main();
