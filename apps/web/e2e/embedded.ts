/** What customers see on their own pages: the form, "you asked, we shipped", and the changelog. */
import { createEntry, moveEntry } from '@tandem/contract';
import type { BrowserContext, Page } from 'playwright-core';
import type { RunningServer } from './server.ts';
import { callAs, openShop, plan, say, words } from './shop.ts';

type Look = {
  readonly name: string;
  readonly context: BrowserContext;
  readonly shoot: (page: Page, name: string) => Promise<void>;
};

/** One visitor goes through all of it: says something, is told, answers, and reads what is new. */
export async function shootEmbedded(server: RunningServer, looks: readonly Look[]): Promise<void> {
  const shop = await openShop(server, { dressed: true });
  try {
    for (const { name, context, shoot } of looks) {
      const page = await context.newPage();
      await page.goto(shop.url);
      await page.evaluate('tandem.feedback()');
      await page.getByLabel('Your words').fill(words);
      await shoot(page, 'embedded-feedback');
      await page.keyboard.press('Escape');
      await say(page, words);
      await page.evaluate(`tandem.identify('hanna-${name}', { name: 'Hanna Berg' })`);
      const it = await plan(server, `picks-${name}`);
      await it.move('start');
      const told = page.getByRole('dialog', { name: 'You asked, we shipped' });
      await told.waitFor();
      await shoot(page, 'embedded-message');
      await told.getByRole('button', { name: 'No', exact: true }).click();
      await page.getByLabel('What went wrong?').fill('It showed me a tent I bought in March.');
      await shoot(page, 'embedded-answer');
      await page.keyboard.press('Escape');
      if (name === looks[0]!.name) await publish(server);
      await page.reload();
      await page.evaluate(`tandem.messages().then((messages) => messages.changelog())`);
      await page.getByRole('dialog', { name: 'What is new' }).waitFor();
      await shoot(page, 'embedded-changelog');
    }
  } finally {
    await shop.close();
  }
}

const entries = [
  { kind: 'new', title: 'Picks for your trip', text: 'The home page shows what fits, and why.' },
  { kind: 'fixed', title: 'Delivery can be chosen again', text: 'On Safari it stayed grey.' },
] as const;

async function publish(server: RunningServer): Promise<void> {
  const call = callAs(server);
  const params = { project: 1 };
  for (const entry of entries) {
    const { id, version } = await call(createEntry, { params, body: { ...entry, flag: null } });
    await call(moveEntry, { params: { ...params, id }, body: { version, move: 'publish' } });
  }
}
