/** A customer's page that carries the SDK, and what has to happen before it tells somebody something. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createClient,
  createFlag,
  createHighlight,
  createOpportunity,
  createRelease,
  getRelease,
  listLoops,
  listSignals,
  moveRelease,
  updateRelease,
  writeLoopText,
  type Call,
} from '@tandem/contract';
import type { Page } from 'playwright-core';
import type { RunningServer } from './server.ts';

const params = { project: 1 };
/** A robot's would be refused. */
export const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
export const words = 'I waste too much time browsing; just show me what I’ll love.';
export const span = 'just show me what I’ll love.';

export type Shop = { readonly url: string; readonly close: () => Promise<void> };

/** Under the strictest policy that the SDK works with; `dressed` allows the page a look of its own. */
export async function openShop(server: RunningServer, { dressed = false } = {}): Promise<Shop> {
  const shop = createServer((_, response) => {
    const own = dressed ? "; style-src 'unsafe-inline'" : '';
    const csp = `default-src 'none'; script-src ${server.url}; connect-src ${server.url}${own}`;
    const script = `<script src="${server.url}/sdk/tandem.js" data-key="${server.publicKey}" data-messages defer></script>`;
    const body = dressed ? window : '<h1>Shop</h1><label>Search <input id="search"></label>';
    response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': csp });
    response.end(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title><meta name="viewport" content="width=device-width">${dressed ? look : ''}<main>${body}</main>${script}</html>`,
    );
  });
  await new Promise<void>((ready) => shop.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(shop.address() as AddressInfo).port}`,
    close: async () => {
      await new Promise((done) => shop.close(done));
    },
  };
}

const look = `<style>
body{margin:0;font:15px/22px system-ui,sans-serif;background:#fbfaf6;color:#1c241d}
main{max-width:1280px;margin:0 auto;padding:40px 24px}
h1{font-size:clamp(28px,4vw,44px);line-height:1.15;letter-spacing:-.03em;margin:0 0 28px}
ul{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(45%,240px),1fr));gap:20px}
i{display:block;aspect-ratio:1;border-radius:12px;margin-bottom:10px;background:#e6eadf}
li:nth-child(2n) i{background:#efe6d8}li:nth-child(3n) i{background:#e1e7e9}
b{float:right}
@media(prefers-color-scheme:dark){body{background:#141a15;color:#eceee8}i{opacity:.4}}
</style>`;
const goods = ['Hald 2 tent €329', 'Mire mat €94', 'Lykt stove €72', 'Skarn shell €240'];
const window = `<h1>Northfell</h1><ul>${[...goods, ...goods]
  .map((one) => `<li><i></i>${one.replace(/ (€\d+)$/, ' <b>$1</b>')}</li>`)
  .join('')}</ul>`;

/** Says the sentence in the form, agreeing to be told. */
export async function say(page: Page, text: string): Promise<void> {
  await page.evaluate('tandem.feedback()');
  await page.getByLabel('Your words').fill(text);
  await page.getByLabel('Tell me when something comes of it').check();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('heading', { name: 'Thank you' }).waitFor();
  await page.keyboard.press('Escape');
}

export const callAs = (server: RunningServer) =>
  createClient({
    baseUrl: server.url,
    fetch,
    headers: { authorization: `Bearer ${server.privateKey}` },
  });

/** Everybody who said something asked for it; a release is planned that switches the flag on. */
export async function plan(server: RunningServer, key: string) {
  const call = callAs(server);
  const { id: opportunity } = await call(createOpportunity, {
    params,
    body: { statement: 'Looking for what fits takes too long' },
  });
  const { signals } = await call(listSignals, { params });
  for (const { id: signal, text } of signals) {
    const at = Math.max(0, text.indexOf(span));
    const link = { kind: 'opportunity', id: opportunity, relation: 'asked_for' } as const;
    const marked = { signal, start: at, end: text.length, type: 'job', isStated: true } as const;
    await call(createHighlight, { params, body: { ...marked, link } });
  }
  const flag = await call(createFlag, { params, body: { key, name: key, kind: 'boolean' } });
  const release = await call(createRelease, {
    params,
    body: {
      name: key,
      flag: flag.id,
      opportunities: [opportunity],
      rings: [{ name: 'All', share: 1 }],
    },
  });
  const at = { ...params, id: release.id };
  const body = 'Tell us where you are going and the home page shows what fits.';
  const text = { version: 0, body, action: { label: 'Show me', url: '/picks' } };
  await call(writeLoopText, { params: at, body: text });
  return {
    flag: flag.id,
    opportunity,
    announce: async (entry: string) => {
      const { version } = await call(getRelease, { params: at });
      const announcement = { kind: 'entry', entry } as const;
      await call(updateRelease, { params: at, body: { version, announcement } });
    },
    move: async (move: Call<typeof moveRelease>['body']['move'], reason = 'because') => {
      const { version } = await call(getRelease, { params: at });
      await call(moveRelease, { params: at, body: { version, move, reason } });
    },
    loop: async () => (await call(listLoops, { params, query: { opportunity } })).loops[0]!,
  };
}
