/** Who plays in the scenario: a product manager, a product marketer, and a customer in a shop. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  acceptInvitation,
  createClient,
  createMetric,
  createNote,
  createPod,
  getMe,
  inviteMember,
  listMembers,
  sendEvents,
  takeSeat,
} from '@tandem/contract';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startServer, type RunningServer } from '../server.ts';
import { signIn, untilStill } from '../visitor.ts';

export const params = { project: 1 };
/** A robot's would be refused. */
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const marketer = { email: 'tomas@northfell.example', password: 'a-password-for-tomas' };

export type Colleague = {
  readonly page: Page;
  /** Opens a page of the project by its address in there. */
  readonly open: (path: string) => Promise<void>;
};
export type Cast = {
  readonly server: RunningServer;
  readonly maya: Colleague;
  readonly tomas: Colleague;
  /** What a server of the customer's would ask. */
  readonly call: ReturnType<typeof serverOf>;
  /** A page of the shop, which runs the SDK, in a browser of its own. */
  readonly visit: () => Promise<Page>;
  readonly close: () => Promise<void>;
};

export async function gather(browser: Browser): Promise<Cast> {
  const server = await startServer();
  const shop = await openShop(server);
  const maya = await colleague(browser, server, server);
  await bringMarketing(server, maya.context);
  const tomas = await colleague(browser, server, { ...server, ...marketer });
  const contexts: BrowserContext[] = [maya.context, tomas.context];
  return {
    server,
    maya,
    tomas,
    call: serverOf(server),
    async visit() {
      const context = await browser.newContext({ userAgent });
      contexts.push(context);
      const page = await context.newPage();
      await page.goto(shop.url);
      return page;
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close()));
      await shop.close();
      await server.stop();
    },
  };
}

/** The customer's own server, with its private key. */
const serverOf = ({ url, privateKey }: RunningServer) =>
  createClient({ baseUrl: url, fetch, headers: { authorization: `Bearer ${privateKey}` } });

async function openShop(server: RunningServer) {
  const script = `<script src="${server.url}/sdk/tandem.js" data-key="${server.publicKey}" data-messages defer></script>`;
  const shop = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(
      `<!doctype html><html lang="en"><title>Shop</title><main><h1>Shop</h1></main>${script}</html>`,
    );
  });
  await new Promise<void>((ready) => shop.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(shop.address() as AddressInfo).port}`,
    close: () => new Promise((done) => shop.close(done)),
  };
}

async function colleague(browser: Browser, server: RunningServer, as: RunningServer) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await signIn(context, as);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return {
    context,
    page,
    async open(path: string) {
      await page.goto(`${server.url}/p/1/${path}`);
      await untilStill(page);
    },
  };
}

/** Tomás joins, and both sit in one pod. */
async function bringMarketing(server: RunningServer, context: BrowserContext): Promise<void> {
  const cookies = await context.cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const admin = createClient({ baseUrl: server.url, fetch, headers: { cookie } });
  const workspace = (await admin(getMe, {})).workspace.id;
  const { url } = await admin(inviteMember, {
    params: { workspace },
    body: { email: marketer.email, role: 'pmm', department: 'Marketing', isAdmin: false },
  });
  await admin(acceptInvitation, {
    params: { token: url.split('/').at(-1) ?? '' },
    body: { name: 'Tomás Rey', password: marketer.password },
  });
  const { members } = await admin(listMembers, { params: { workspace } });
  const pod = await admin(createPod, { params, body: { name: 'Find and Choose' } });
  for (const { userId: user } of members) {
    await admin(takeSeat, { params: { ...params, id: pod.id, user }, body: {} });
  }
}

/** Ninety days of orders, what others say, and the metric that everybody means by AOV. */
export async function past({ call, server }: Cast): Promise<void> {
  const day = 86_400_000;
  const events = Array.from({ length: 180 }, (_, i) => ({
    event: 'order placed',
    distinctId: `regular-${i % 60}`,
    timestamp: new Date(Date.now() - (1 + i / 2) * day).toISOString(),
    properties: { total: 40 + ((i * 37) % 25) },
  }));
  const headers = { authorization: `Bearer ${server.publicKey}` };
  await createClient({ baseUrl: server.url, fetch, headers })(sendEvents, { body: { events } });
  const order = { event: 'order placed' };
  await call(createMetric, {
    params,
    body: {
      name: 'Average order value',
      description: '',
      unit: 'EUR',
      direction: 'up',
      kind: 'business',
      definition: { kind: 'mean', of: { ...order, property: 'total' } },
    },
  });
  for (const [i, who] of ['ines', 'paul', 'ola', 'ruth', 'sam'].entries()) {
    const kind = i % 2 === 0 ? ('ticket' as const) : ('call note' as const);
    const text = `It takes me an evening to find something, ${who} said.`;
    await call(createNote, { params, body: { kind, text, distinctId: who } });
  }
}
