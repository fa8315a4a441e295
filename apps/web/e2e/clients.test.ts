/**
 * The clients people already have, unmodified, in a real Chromium and in Node: what they send lands
 * once, on the right person.
 */
import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClient, getTimeline, listPeople, type TimelineItem } from '@tandem/contract';
import { openBrowser } from './browser.ts';
import { startSite, type Client, type Site } from './clients/pages.ts';
import { startServer, type RunningServer } from './server.ts';

const browser: Browser | undefined = await openBrowser();
let server: RunningServer;
let site: Site;
beforeAll(async () => {
  server = await startServer();
  site = await startSite(server.url, server.publicKey);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await server?.stop();
});

const params = { project: 1 };
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

/** Everything known of the one person with this id, once `count` events are there; then waits to see that no more come. */
async function whatLanded(user: string, count: number) {
  const call = createClient<AbortSignal>({
    baseUrl: server.url,
    fetch,
    headers: { authorization: `Bearer ${server.privateKey}` },
  });
  const deadline = Date.now() + 15_000;
  for (let settled = false; ;) {
    const { people } = await call(listPeople, { params, query: { search: user } });
    const items =
      people[0] === undefined
        ? []
        : (await call(getTimeline, { params: { ...params, person: people[0].id } })).items;
    if (settled || Date.now() > deadline) return { people, items };
    settled = items.filter(isMeant).length >= count;
    await new Promise((wait) => setTimeout(wait, settled ? 1500 : 200));
  }
}

/** Clients add events of their own (page leave, performance); these are the ones that the page made. */
const isMeant = (item: TimelineItem): boolean =>
  item.kind === 'did' && ['$pageview', 'clicked', '$identify'].includes(item.event);
const named = (items: readonly TimelineItem[], name: string) =>
  items.flatMap((item) => (item.kind === 'did' && item.event === name ? [item] : []));

describe.skipIf(browser === undefined)('in a real browser', () => {
  test.each<Client>(['posthog-js', 'segment', 'tandem'])(
    '%s: page views, events and identify land once',
    async (client) => {
      const user = `${client}-${randomUUID().slice(0, 8)}`;
      // A person's browser: the headless one names itself a robot, and is refused as one.
      const context = await browser!.newContext({ userAgent });
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(site.url(client, user));
      await page.waitForFunction(() => document.title === 'ready');
      await page.evaluate(() => (window as unknown as { go: () => Promise<void> }).go());
      const { people, items } = await whatLanded(user, 5);
      await context.close();

      expect(errors).toEqual([]);
      expect(people).toHaveLength(1);
      expect(people[0]?.distinctIds).toHaveLength(2);
      expect(people[0]?.traits).toMatchObject({ plan: 'pro', email: `${user}@example.com` });
      expect(named(items, '$pageview')).toHaveLength(2);
      expect(
        named(items, 'clicked')
          .map(({ properties }) => properties['price'])
          .toSorted(),
      ).toEqual([12.5, 20]);
      const before = named(items, 'clicked').find(
        ({ properties }) => properties['label'] === 'before',
      );
      expect(before?.distinctId).not.toBe(user);
    },
  );
});
