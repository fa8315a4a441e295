import { getMe, listAudit } from '@tandem/contract';
import { getMigrations } from 'better-auth/db/migration';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { adminOfWorld, openWorld, signIn, type World } from '../testing/world.ts';

const host = 'http://localhost';
type Asked = {
  readonly body?: unknown;
  readonly ip?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A request to the sign-in as a browser makes it, from an address of its own unless told. */
function post(world: World, path: string, { body, ip, headers }: Asked): Promise<Response> {
  const bindings = ip === undefined ? {} : { incoming: { socket: { remoteAddress: ip } } };
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', host: 'localhost', origin: host, ...headers },
    body: JSON.stringify(body ?? {}),
  };
  return Promise.resolve(world.app.http.request(`${host}/api/auth${path}`, init, bindings));
}

describe('sign-in', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    await world.admin();
  });
  afterAll(() => world.close());
  const meOf = (cookie: string) => world.as({ cookie })(getMe, {});

  test('the library finds nothing to migrate: its tables are frozen in ours', async () => {
    const plan = await getMigrations(world.app.access.signIn.options);
    expect({ create: plan.toBeCreated, add: plan.toBeAdded }).toEqual({ create: [], add: [] });
  });

  test('a body of some megabytes is refused before the library reads it', async () => {
    const asked = { body: { email: adminOfWorld.email, password: 'x'.repeat(3_000_000) } };
    const answer = await post(world, '/sign-in/email', { ...asked, ip: '10.1.1.9' });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ code: 'too_large' });
  });

  test.each(['/sign-up/email', '/update-user', '/change-email', '/delete-user', '/nothing', ''])(
    '%s is not open to anybody',
    async (path) => {
      const { cookie } = await world.admin();
      const body = { name: 'Eve', email: 'eve@example.com', password: 'a long password' };
      const { status } = await post(world, path, { body, headers: { cookie } });
      expect(status).toBe(404);
      expect((await meOf(cookie)).user.name).toBe('Ada Admin');
    },
  );

  test('the cookie is out of reach of scripts and other sites', async () => {
    const answer = await post(world, '/sign-in/email', { body: adminOfWorld, ip: '192.0.2.1' });
    const cookie = answer.headers
      .getSetCookie()
      .find((one) => one.startsWith('tandem.session_token='));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
  });

  test('a wrong password and an unknown address are answered alike', async () => {
    const told = async (email: string) => {
      const body = { email, password: 'not the password' };
      const answer = await post(world, '/sign-in/email', { body, ip: '192.0.2.2' });
      return { status: answer.status, body: await answer.text() };
    };
    const known = await told(adminOfWorld.email);
    expect(known.status).toBe(401);
    expect(await told('nobody@example.com')).toEqual(known);
  });

  test('guessing ends after ten attempts from an address, whatever it claims to be', async () => {
    const attempt = async (ip: string, n: number) => {
      const headers = { 'x-forwarded-for': `198.51.100.${n}`, 'x-tandem-ip': `198.51.100.${n}` };
      const body = { email: adminOfWorld.email, password: `guess ${n}` };
      return (await post(world, '/sign-in/email', { body, ip, headers })).status;
    };
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++) statuses.push(await attempt('192.0.2.3', n));
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
    expect(await attempt('192.0.2.4', 1)).toBe(401);
  });

  test('signing out and the end of its time end a session', async () => {
    const { cookie, userId } = await world.member();
    const { cookie: second } = await again(world, await world.member());
    await world.app.platform.records.installation.write((w) =>
      w
        .updateTable('session')
        .set({ expiresAt: new Date(Date.now() - 1000) })
        .where('userId', '=', userId)
        .execute(),
    );
    await expect(meOf(cookie)).rejects.toMatchObject({ status: 401 });
    expect((await meOf(second)).role).toBe('analyst');
    await post(world, '/sign-out', { headers: { cookie: second } });
    await expect(meOf(second)).rejects.toMatchObject({ status: 401 });
  });

  test.each(['', 'x', 'a.b', '%00', '%E0%A4%A', 'null', "' OR 1=1 --"])(
    'a made-up session admits nobody: %j',
    async (value) => {
      await expect(meOf(`tandem.session_token=${value}`)).rejects.toMatchObject({ status: 401 });
    },
  );

  test('a session whose signature was changed admits nobody', async () => {
    const { cookie } = await world.admin();
    const changed = cookie.replace(
      /(session_token=[^.]+\.)(.)/,
      (_, start: string, letter: string) => start + (letter === 'a' ? 'b' : 'a'),
    );
    expect(changed).not.toBe(cookie);
    await expect(meOf(changed)).rejects.toMatchObject({ status: 401 });
  });
});

async function again(world: World, user: { email: string; password: string }) {
  return { cookie: await signIn(world.request, user) };
}

describe('a forgotten password', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  /** What is written to the console, where no mail is set up. */
  async function consoleOf(work: () => Promise<unknown>): Promise<string> {
    const written: string[] = [];
    const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
    await work().finally(() => spy.mockRestore());
    return written.join('');
  }

  test('is replaced by the link, once; sessions end; the log knows; strangers learn nothing', async () => {
    const { cookie, email, password } = await world.member({ name: 'Fay Forgot' });
    const answers: string[] = [];
    const ask = async (address: string) => {
      const body = { email: address, redirectTo: '/reset' };
      const answer = await post(world, '/request-password-reset', { body });
      answers.push(`${answer.status} ${await answer.text()}`);
    };
    expect(await consoleOf(() => ask('nobody@example.com'))).toBe('');
    const message = await consoleOf(() => ask(email));
    expect(answers[1]).toBe(answers[0]);
    expect(message).toContain(email);
    const tokenIn = (text: string) => /\/reset\?token=([\w-]+)/.exec(text)?.[1] ?? '';
    const token = tokenIn(message);
    const other = tokenIn(await consoleOf(() => ask(email)));
    const reset = (newPassword: string, by = token) =>
      post(world, '/reset-password', { body: { token: by, newPassword } });

    expect((await reset('short')).status).toBe(400);
    expect((await reset('a new long password')).status).toBe(200);
    expect((await reset('another long password')).status).toBe(400);
    expect((await reset('by whoever reads that mail', other)).status).toBe(400);
    await expect(world.as({ cookie })(getMe, {})).rejects.toMatchObject({ status: 401 });
    await expect(signIn(world.request, { email, password })).rejects.toThrow(/401/);
    const fresh = await signIn(world.request, { email, password: 'a new long password' });
    expect((await world.as({ cookie: fresh })(getMe, {})).user.email).toBe(email);
    const log = await world.as(await world.admin())(listAudit, { params: { workspace: 1 } });
    expect(log.entries.map(({ action }) => action)).toContain('password.reset');
    expect(JSON.stringify(log)).not.toContain(token);
  });
});

describe('behind a proxy under https', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({
      env: { TANDEM_PUBLIC_URL: 'https://tandem.example/', TANDEM_TRUST_PROXY: '1' },
    });
    await world.admin();
  });
  afterAll(() => world.close());

  test('cookies are secure, and addresses are those the proxy names', async () => {
    const ask = (forwarded: string, password: string) =>
      post(world, '/sign-in/email', {
        body: { ...adminOfWorld, password },
        ip: '127.0.0.1',
        headers: { origin: 'https://tandem.example', 'x-forwarded-for': forwarded },
      });
    const answer = await ask('198.51.100.1', adminOfWorld.password);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Secure-tandem\.session_token=.*Secure/);
    const statuses: number[] = [];
    // The caller may write what it likes before the proxy's own word, which is the last.
    for (let n = 0; n < 11; n++)
      statuses.push((await ask(`10.0.0.${n}, 198.51.100.2`, 'no')).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    expect((await ask('198.51.100.3', 'no')).status).toBe(401);
  });

  test('an address is never believed because a caller sends it under our own name', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++) {
      const headers = { origin: 'https://tandem.example', 'x-tandem-ip': `198.51.100.${n}` };
      const body = { ...adminOfWorld, password: 'no' };
      statuses.push((await post(world, '/sign-in/email', { body, headers })).status);
    }
    expect(statuses).toContain(429);
  });
});
