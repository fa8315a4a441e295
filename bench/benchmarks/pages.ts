/**
 * How long until every page of the loop can be used, on the demo company: a warm server, a browser
 * that has nothing of ours yet. From the start of the navigation until the main content is there and
 * the page's thread has rested.
 *
 *   npm run bench -- pages [opens of each page]
 */
import type { Browser, BrowserContext } from 'playwright-core';
import { openBrowser } from '../../apps/web/e2e/browser.ts';
import { filledPages, insidePages, type PlacedPage } from '../../apps/web/e2e/pages.ts';
import { startServer, type RunningServer } from '../../apps/web/e2e/server.ts';
import { prepareDemo, recordPages, signIn } from '../../apps/web/e2e/visitor.ts';
import { machine, quantile } from '../machine.ts';

const opens = Number(process.argv[2] ?? 5);
const barMs = 1000;
const mostMs = 30_000;
/** The thread has rested when no task held it for 50 ms, nor anything loaded, for so long. */
const restMs = 300;

/** Runs in the page before anything of ours; says when the page could be used, or null before that. */
const watch = `(() => {
  let content = null, busyUntil = 0;
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) busyUntil = Math.max(busyUntil, task.startTime + task.duration);
  }).observe({ type: 'longtask', buffered: true });
  const isThere = () =>
    document.querySelector('main h1') !== null &&
    document.querySelector('main [aria-label="Loading"], main [aria-busy="true"]') === null;
  const look = () => {
    if (!isThere()) content = null;
    else content ??= performance.now();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  window.usableAfter = () => {
    const at = content === null ? null : Math.max(content, busyUntil);
    return at === null || performance.now() < at + ${restMs} ? null : at;
  };
})()`;

const browser = await openBrowser();
if (browser === undefined) process.exit(1);
const server = await startServer();
try {
  await measure(browser, server);
} finally {
  await browser.close();
  await server.stop();
}

async function measure(chromium: Browser, running: RunningServer): Promise<void> {
  const visitor = await chromium.newContext();
  await signIn(visitor, running);
  const { demo } = await prepareDemo(visitor, running);
  const pages = [...insidePages, ...filledPages, ...(await recordPages(visitor, running, demo))];
  const session = await visitor.storageState();
  console.log(machine());
  console.log(`Each page opened ${opens} times by a browser with an empty cache, in ms`);
  let worstOfAll = 0;
  for (const page of pages) {
    const times: number[] = [];
    // The first one warms the server, and is not counted.
    for (let i = 0; i <= opens; i++) {
      const cold = await chromium.newContext({ storageState: session });
      const ms = await openCold(cold, `${running.url}/p/${demo}/${page.path}`);
      await cold.close();
      if (i > 0) times.push(ms);
    }
    worstOfAll = Math.max(worstOfAll, Math.max(...times));
    console.log(lineOf(page, times));
  }
  console.log(`Worst of all ${worstOfAll.toFixed(0)} ms (every page under ${barMs} ms)`);
  if (worstOfAll >= barMs) process.exitCode = 1;
}

/** Milliseconds from the start of the navigation until the page can be used. */
async function openCold(context: BrowserContext, url: string): Promise<number> {
  const page = await context.newPage();
  await page.addInitScript({ content: watch });
  await page.goto(url, { waitUntil: 'commit' });
  for (const until = performance.now() + mostMs; performance.now() < until;) {
    const usable: unknown = await page.evaluate('window.usableAfter?.() ?? null');
    if (typeof usable === 'number') return usable;
    await page.waitForTimeout(50);
  }
  throw new Error(`${url} could not be used within ${mostMs} ms`);
}

function lineOf({ name }: PlacedPage, times: readonly number[]): string {
  const [p50, worst] = [quantile(times, 0.5), Math.max(...times)];
  const mark = worst < barMs ? '' : '  over the bar';
  const figures = `p50 ${p50.toFixed(0).padStart(5)}  worst ${worst.toFixed(0).padStart(5)}`;
  return `  ${name.padEnd(20)} ${figures}${mark}`;
}
