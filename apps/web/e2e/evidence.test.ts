/** From a sentence to an opportunity that two sides sign, in a real browser, by keys and by mouse. */
import {
  acceptInvitation,
  createClient,
  createNote,
  inviteMember,
  listOpportunities,
  type Role,
} from '@tandem/contract';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { faultsOf } from './faults.ts';
import { startServer, type RunningServer } from './server.ts';
import { signIn, untilStill } from './visitor.ts';

const browser: Browser | undefined = await openBrowser();
let server: RunningServer;
const params = { project: 1 };
const password = 'a password of a colleague';

describe.skipIf(browser === undefined)('in a real browser', { timeout: 90_000 }, () => {
  beforeAll(async () => {
    server = await startServer();
    const gro = { event: 'Signed up', distinctId: 'gro' };
    await fetch(`${server.url}/api/v1/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${server.publicKey}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ events: [gro] }),
    });
    const said = ['ann', 'bob', 'cy', 'dot', 'eve'].map((distinctId, i) => ({
      kind: i % 2 === 0 ? ('ticket' as const) : ('call note' as const),
      distinctId,
      text: `I looked for an hour, ${distinctId} said. It never shows what goes together.`,
    }));
    for (const body of said) await call()(createNote, { params, body });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const call = () =>
    createClient({
      baseUrl: server.url,
      fetch,
      headers: { authorization: `Bearer ${server.privateKey}` },
    });
  async function open(as: RunningServer, path: string): Promise<[Page, BrowserContext]> {
    const context = await browser!.newContext({ viewport: { width: 1440, height: 900 } });
    await signIn(context, as);
    const page = await context.newPage();
    await page.goto(`${server.url}/p/1/${path}`);
    await untilStill(page);
    return [page, context];
  }
  /** A member with this role, as one who signs in. */
  async function colleague(role: Role): Promise<RunningServer> {
    const context = await browser!.newContext();
    await signIn(context, server);
    const cookies = await context.cookies();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const admin = createClient({ baseUrl: server.url, fetch, headers: { cookie } });
    const email = `${role}@northfell.example`;
    const { url } = await admin(inviteMember, {
      params: { workspace: 1 },
      body: { email, role, department: 'Marketing', isAdmin: false },
    });
    await call()(acceptInvitation, {
      params: { token: url.split('/').at(-1) ?? '' },
      body: { name: 'Rey', password },
    });
    await context.close();
    return { ...server, email, password };
  }
  /** J, until the line at this place is the open one: the panel before may still be in sight. */
  async function goTo(page: Page, place: number): Promise<void> {
    await page.keyboard.press('j');
    await page.locator('article').nth(place).locator('button[aria-pressed="true"]').waitFor();
    await page.getByText('Select words').waitFor();
  }
  const statement = 'It never shows what goes together';

  test('keys choose a clause, name an opportunity, and link the others to it', async () => {
    const [page, context] = await open(server, 'listening');
    await goTo(page, 0);
    for (const key of ['h', 'h', 'h', '2']) await page.keyboard.press(key);
    expect(await page.locator('blockquote mark').last().textContent()).toBe(`${statement}.`);
    expect(await page.getByRole('radio', { name: 'Job' }).getAttribute('aria-checked')).toBe(
      'true',
    );
    await page.keyboard.press('l');
    await page.keyboard.type(statement);
    await page.getByRole('option', { name: /New opportunity/ }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('Highlighted and linked').waitFor();
    for (let i = 0; i < 4; i++) {
      await goTo(page, i + 1);
      await page.keyboard.press('h');
      await page.keyboard.press('l');
      await page.keyboard.type('goes together');
      const need = page.getByRole('option', { name: new RegExp(`${i + 1} pe`) });
      await need.waitFor();
      if (i > 0) await page.keyboard.press('Alt+Enter');
      else {
        await page.getByRole('button', { name: 'asks for it' }).click();
        await need.click();
      }
      const panel = page.getByRole('complementary');
      await panel.getByRole('list', { name: 'What these words stand for' }).waitFor();
    }
    const { opportunities } = await call()(listOpportunities, { params });
    expect(opportunities).toMatchObject([{ statement, counts: { people: 5, asked: 4 } }]);
    await context.close();
  });

  test('the mouse chooses words exactly', async () => {
    const [page, context] = await open(server, 'listening');
    await page.keyboard.press('j');
    const words = page.locator('aside blockquote');
    await words.waitFor();
    await words.evaluate((quote) => {
      const text = document.createTreeWalker(quote, NodeFilter.SHOW_TEXT).nextNode()!;
      getSelection()!.setBaseAndExtent(text, 2, text, 20);
      quote.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    });
    await page.getByRole('button', { name: /Keep/ }).click();
    await page.getByText('Highlighted', { exact: true }).waitFor();
    await context.close();
  });

  test('a note is a signal in one step, and is linked in its speaker’s timeline', async () => {
    const [page, context] = await open(server, 'listening');
    await page.keyboard.press('n');
    await page.getByLabel('Their words').fill('She sent three jackets back, none went with it.');
    await page.getByRole('combobox', { name: 'Who said it' }).fill('gro');
    await page.getByRole('option', { name: 'gro' }).click();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Select words').waitFor();
    await page.getByRole('link', { name: 'Everything they did and said' }).click();
    await page.getByRole('heading', { name: 'Timeline' }).waitFor();
    await page.getByText('She sent three jackets').first().waitFor();
    await page.keyboard.press('j');
    await page.getByText('Select words').waitFor();
    for (const key of ['h', 'l']) await page.keyboard.press(key);
    await page.getByRole('option', { name: /goes together/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Highlighted and linked').waitFor();
    await page.getByRole('list', { name: 'What these words stand for' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await context.close();
  });

  test('both sides sign what the evidence carries', async () => {
    const [page, context] = await open(server, 'opportunities');
    await page.keyboard.press('j');
    await page.getByRole('tab', { name: /Worth solving/ }).click();
    await page.getByRole('button', { name: 'Begin to explore' }).click();
    await page.getByRole('button', { name: 'Sign: worth solving' }).click();
    await page.getByLabel('signed').waitFor();
    await page.getByText('the other side signs next').waitFor();
    expect(await page.getByRole('button', { name: 'Sign: worth solving' }).count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    await context.close();

    const [theirs, other] = await open(await colleague('pmm'), 'opportunities');
    await theirs.keyboard.press('j');
    await theirs.getByRole('button', { name: 'Sign: worth solving' }).click();
    await theirs.getByText('Validated by both sides').waitFor();
    await theirs.getByText('validated', { exact: true }).waitFor();
    const panel = theirs.getByRole('complementary', { name: /never shows/ });
    await panel.getByRole('link', { name: 'Propose a bet' }).click();
    await expect
      .poll(() => theirs.getByRole('combobox', { name: 'The need it is for' }).inputValue())
      .toBe(statement);
    await other.close();
  });
});
