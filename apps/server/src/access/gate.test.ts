import * as contract from '@tandem/contract';
import type { Endpoint } from '@tandem/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type TestProject, type World } from '../testing/world.ts';

const callers = [
  'nobody',
  'unknown key',
  'public key',
  'reading key',
  'full key',
  'key of another project',
  'member',
  'admin',
  'member of another workspace',
] as const;
type CallerName = (typeof callers)[number];
/** `in`: past the gate, whatever the handler says then. */
type Outcome = 'in' | 401 | 403 | 404;
type Row = readonly [
  Outcome,
  Outcome,
  Outcome,
  Outcome,
  Outcome,
  Outcome,
  Outcome,
  Outcome,
  Outcome,
];

/** Who gets where, in the order of `callers`. An endpoint with another demand fails the test. */
const table: Readonly<Record<string, Row>> = {
  public: ['in', 'in', 'in', 'in', 'in', 'in', 'in', 'in', 'in'],
  ingest: [401, 401, 'in', 403, 'in', 'in', 401, 401, 401],
  session: [401, 401, 403, 403, 403, 403, 'in', 'in', 'in'],
  'workspace project:read': [401, 401, 403, 403, 403, 403, 'in', 'in', 404],
  'workspace workspace:admin': [401, 401, 403, 403, 403, 403, 403, 'in', 404],
  'project project:read': [401, 401, 403, 'in', 'in', 404, 'in', 'in', 404],
  'project project:write': [401, 401, 403, 403, 'in', 404, 'in', 'in', 404],
  'project project:admin': [401, 401, 403, 403, 'in', 404, 403, 'in', 404],
  'project person:erase': [401, 401, 403, 403, 'in', 404, 403, 'in', 404],
};
const demandOf = ({ access }: Endpoint) =>
  'needs' in access ? `${access.kind} ${access.needs}` : access.kind;

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'path' in value && 'access' in value;
const endpoints = (Object.values(contract) as readonly unknown[]).filter(isEndpoint);

let world: World;
let project: TestProject;
let admin: string;
let headersOf: Readonly<Record<CallerName, Readonly<Record<string, string>>>>;

beforeAll(async () => {
  world = await openWorld();
  project = await world.project();
  const other = await world.project();
  const member = await world.member();
  const outsider = await world.member();
  await moveToAnotherWorkspace(outsider.userId);
  admin = (await world.admin()).cookie;
  const reader = await world.as({ cookie: admin })(contract.createKey, {
    params: project.params,
    body: { kind: 'private', name: 'reader', scopes: ['read'] },
  });
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
  headersOf = {
    nobody: {},
    'unknown key': bearer('tdm_sk_nobody_ever_made_this_one'),
    'public key': bearer(project.publicKey),
    'reading key': bearer(reader.secret),
    'full key': bearer(project.privateKey),
    'key of another project': bearer(other.privateKey),
    member: { cookie: member.cookie },
    admin: { cookie: admin },
    'member of another workspace': { cookie: outsider.cookie },
  };
});
afterAll(() => world.close());

async function moveToAnotherWorkspace(user: string): Promise<void> {
  await world.app.platform.records.installation.write(async (w) => {
    const { id } = await w
      .insertInto('workspaces')
      .values({ name: 'Elsewhere', created_at: new Date() })
      .returning('id')
      .executeTakeFirstOrThrow();
    await w.updateTable('members').set({ workspace: id }).where('user_id', '=', user).execute();
  });
}

const nothing = '00000000-0000-4000-8000-000000000000';
function ask(endpoint: Endpoint, headers: Readonly<Record<string, string>>): Promise<Response> {
  const values: Readonly<Record<string, string>> = {
    project: String(project.id),
    workspace: '1',
    question: 'real_problem',
  };
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? nothing);
  return world.request(path, {
    method: endpoint.method.toUpperCase(),
    headers: { ...headers, 'content-type': 'application/json' },
    ...(endpoint.body === undefined ? {} : { body: '{}' }),
  });
}

describe('who gets where', () => {
  test('every demand of the contract is in the table', () => {
    expect(endpoints.length).toBeGreaterThan(20);
    expect([...new Set(endpoints.map(demandOf))].filter((one) => !(one in table))).toEqual([]);
  });

  test.each(
    endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const),
  )('%s', async (_, endpoint) => {
    const row = table[demandOf(endpoint)] ?? [];
    for (const [i, caller] of callers.entries()) {
      const { status } = await ask(endpoint, headersOf[caller]);
      const seen = row[i] === 'in' ? gateOf(status) : status;
      expect({ caller, seen }).toEqual({ caller, seen: row[i] });
    }
  });
  const gateOf = (status: number) => ([401, 403].includes(status) || status >= 500 ? status : 'in');
});

describe('what a refusal tells', () => {
  test('a public key on a read hears the way out', async () => {
    const answer = await ask(contract.listPeople, headersOf['public key']);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(await answer.json()).toMatchObject({
      code: 'forbidden',
      hint: expect.stringMatching(/private key/) as string,
    });
  });

  test("another's project and one that does not exist are answered alike", async () => {
    const told = async (id: string, headers: Readonly<Record<string, string>>) => {
      const answer = await world.request(`/api/v1/projects/${id}/keys`, { headers });
      const { detail, hint } = (await answer.json()) as { detail: string; hint: string };
      return { status: answer.status, detail, hint };
    };
    for (const caller of ['key of another project', 'member of another workspace'] as const) {
      const foreign = await told(String(project.id), headersOf[caller]);
      for (const id of ['123456', '2147483648', '4294967295']) {
        expect(await told(id, headersOf[caller])).toEqual(foreign);
      }
    }
  });

  test.each(['0', '-1', '1.5', 'x', '99999999999', '1%00', "1'%20OR%201=1"])(
    'a project called %s is no project, and no fault of ours',
    async (id) => {
      const answer = await world.request(`/api/v1/projects/${id}/keys`, {
        headers: { cookie: admin },
      });
      expect(answer.status).toBe(400);
    },
  );
});

describe('senders', () => {
  const events = '/api/v1/events';
  const basic = (user: string) => `Basic ${Buffer.from(`${user}:`).toString('base64')}`;

  test('the key is found in each of its places', async () => {
    const key = project.publicKey;
    const body = (more: object) => JSON.stringify({ events: [], ...more });
    const sent = [
      { path: events, headers: { authorization: `bearer ${key}` }, body: body({}) },
      { path: events, headers: { authorization: basic(key) }, body: body({}) },
      { path: events, headers: {}, body: body({ key }) },
      { path: `${events}?key=${key}`, headers: {}, body: body({}) },
    ];
    for (const { path, ...init } of sent) {
      const { status } = await world.request(path, { method: 'POST', ...init });
      expect([401, 403]).not.toContain(status);
    }
  });

  test.each([
    ['an unknown one', 'tdm_pub_unknown_unknown'],
    ['an empty one', ''],
    ['a million letters', 'x'.repeat(1_000_000)],
    ['SQL', "' OR 1=1 --"],
    ['a NUL', 'tdm_pub_\u0000'],
  ])('a wrong key is refused: %s', async (_, key) => {
    const answer = await world.request(events, {
      method: 'POST',
      body: JSON.stringify({ key, events: [] }),
    });
    expect(answer.status).toBe(401);
  });

  test('keys that are no text, and keys of objects, admit nobody', async () => {
    for (const body of [
      '{"key":{"length":3}}',
      '{"__proto__":{"key":"x"}}',
      '[]',
      '"key"',
      'null',
    ]) {
      expect((await world.request(events, { method: 'POST', body })).status).toBe(401);
    }
    expect(({} as { key?: unknown }).key).toBeUndefined();
  });
});

describe("pages of other sites can't use a cookie", () => {
  const rename = (headers: Readonly<Record<string, string>>, name = 'Renamed') =>
    world.request(`/api/v1/projects/${project.id}`, {
      method: 'PATCH',
      headers: { cookie: admin, host: 'tandem.test', ...headers },
      body: JSON.stringify({ name }),
    });

  test.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://tandem.test.evil.example' }],
    [{ origin: 'http://tandem.test:81' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ origin: 'http://tandem.test', 'sec-fetch-site': 'cross-site' }],
  ])('refused: %o', async (headers) => {
    expect((await rename(headers as Readonly<Record<string, string>>)).status).toBe(403);
  });

  test.each([
    [{}],
    [{ origin: 'http://tandem.test' }],
    [{ origin: 'https://tandem.test', 'sec-fetch-site': 'same-origin' }],
    [{ origin: 'http://localhost:0' }],
  ])('let in: %o', async (headers) => {
    const name = `Name ${JSON.stringify(headers)}`;
    expect(
      await (await rename(headers as Readonly<Record<string, string>>, name)).json(),
    ).toMatchObject({ name });
  });

  test('neither can they claim an installation that its owner has not visited yet', async () => {
    const claim = (headers: Readonly<Record<string, string>>) =>
      world.request('/api/v1/installation/claim', {
        method: 'POST',
        headers: { host: 'localhost:4100', 'content-type': 'text/plain', ...headers },
        body: JSON.stringify({
          name: 'Eve',
          email: 'eve@evil.example',
          password: 'a long password',
          workspace: 'Mine now',
        }),
      });
    const told = async (headers: Readonly<Record<string, string>>) =>
      ((await (await claim(headers)).json()) as { detail: string }).detail;
    expect(await told({ origin: 'https://evil.example' })).toMatch(/another site/);
    expect(await told({ 'sec-fetch-site': 'cross-site' })).toMatch(/another site/);
    // Its own name leads to this machine by now: to the browser that is no other site.
    const rebound = { host: 'evil.example:4100', origin: 'http://evil.example:4100' };
    expect(await told(rebound)).toMatch(/Nobody said yet that evil\.example:4100/);
    for (const name of ['localhost', 'demo.localhost', '127.0.0.1', '[::1]', '192.168.1.7']) {
      const own = { host: `${name}:4100`, origin: `http://${name}:4100` };
      expect(await told(own)).toMatch(/first admin already/);
    }
    expect(await told({ origin: 'http://localhost:4100' })).toMatch(/first admin already/);
    expect(await told({})).toMatch(/first admin already/);
  });

  test('neither can they sign anybody in', async () => {
    const answer = await world.request('/api/auth/sign-in/email', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: 'https://evil.example',
        cookie: admin,
      },
      body: JSON.stringify({ email: 'x@example.com', password: 'whatever it is' }),
    });
    expect(answer.status).toBe(403);
  });
});
