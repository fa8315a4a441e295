/** Unmodified clients from Node, over a socket; and the bodies that browsers send. */
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { serve, type ServerType } from '@hono/node-server';
import { Analytics } from '@segment/analytics-node';
import lz from 'lz-string';
import { PostHog } from 'posthog-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getTimeline, listLiveEvents, listPeople } from '@tandem/contract';
import { source, sql } from '@tandem/query';
import { openWorld, type TestProject, type World } from '../testing/world.ts';

let world: World;
let server: ServerType;
let url: string;
beforeAll(async () => {
  world = await openWorld();
  await new Promise<void>((ready) => {
    server = serve({ fetch: world.app.http.fetch, port: 0, hostname: '127.0.0.1' }, (info) => {
      url = `http://127.0.0.1:${info.port}`;
      ready();
    });
  });
});
afterAll(async () => {
  await new Promise((done) => server.close(done));
  await world.close();
});

type Row = {
  id: string;
  name: string;
  distinct_id: string;
  time: string;
  properties: Record<string, unknown>;
};
const stored = (project: TestProject) =>
  world.app.platform.events.rows<Row>(
    project.id,
    sql`SELECT id, name, distinct_id, time, properties FROM ${source('events', sql`*`)} ORDER BY time, name`,
  );
const onePerson = async (project: TestProject, user: string) => {
  const { people } = await project.call(listPeople, {
    params: project.params,
    query: { search: user },
  });
  expect(people).toHaveLength(1);
  const person = people[0]!;
  return {
    person,
    ...(await project.call(getTimeline, { params: { ...project.params, person: person.id } })),
  };
};

test('posthog-node: capture, identify, alias and groups land once on the right person', async () => {
  const project = await world.project();
  const posthog = new PostHog(project.publicKey, { host: url, flushAt: 3, flushInterval: 0 });
  posthog.capture({ distinctId: 'anon-1', event: 'opened', properties: { price: 12.5 } });
  posthog.identify({
    distinctId: 'user-1',
    properties: { $set: { plan: 'pro' }, $anon_distinct_id: 'anon-1' },
  });
  posthog.capture({
    distinctId: 'user-1',
    event: 'paid',
    groups: { company: 'acme' },
    properties: { price: 20 },
  });
  posthog.alias({ distinctId: 'user-1', alias: 'crm-7' });
  posthog.groupIdentify({ groupType: 'company', groupKey: 'acme', properties: { name: 'Acme' } });
  await posthog.shutdown();

  const { person, items } = await onePerson(project, 'user-1');
  expect(person.distinctIds.toSorted()).toEqual(['anon-1', 'crm-7', 'user-1']);
  expect(person.traits).toMatchObject({ plan: 'pro' });
  const did = items.flatMap((item) => (item.kind === 'did' ? [item.event] : []));
  expect(did.filter((name) => name === 'opened' || name === 'paid').toSorted()).toEqual([
    'opened',
    'paid',
  ]);
});

describe.each([
  ['Segment', '/v1/alias', { userId: 'ann', previousId: 'bob' }, 'writeKey'],
  [
    'PostHog',
    '/e/',
    { event: '$create_alias', distinct_id: 'ann', properties: { alias: 'bob' } },
    'api_key',
  ],
  [
    'native',
    '/api/v1/events',
    { events: [{ event: '$create_alias', distinctId: 'ann', alias: 'bob' }] },
    'key',
  ],
] as const)('%s: an alias of two users', (_, path, body, keyName) => {
  async function aliased(kind: 'publicKey' | 'privateKey') {
    const project = await world.project();
    const users = ['ann', 'bob'].map((id) => ({ event: '$identify', distinctId: id }));
    await project.send('/api/v1/events', { events: users });
    const answer = await world.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, [keyName]: project[kind] }),
    });
    expect(answer.status).toBe(200);
    const { people } = await project.call(listPeople, { params: project.params });
    const live = await project.call(listLiveEvents, { params: project.params });
    return { people: people.length, refused: live.refused.map(({ reason }) => reason) };
  }
  test('is not believed of a public key, and counted', async () => {
    expect(await aliased('publicKey')).toEqual({ people: 2, refused: ['alias_of_two_users'] });
  });
  test('is believed of a private key', async () => {
    expect(await aliased('privateKey')).toEqual({ people: 1, refused: [] });
  });
});

test('analytics-node: track, identify, page, group and alias land once on the right person', async () => {
  const project = await world.project();
  const analytics = new Analytics({ writeKey: project.publicKey, host: url, maxEventsInBatch: 3 });
  analytics.track({ anonymousId: 'anon-2', event: 'opened', properties: { price: 12.5 } });
  analytics.identify({
    userId: 'user-2',
    anonymousId: 'anon-2',
    traits: { plan: 'pro', email: 'u2@example.com' },
  });
  analytics.track({ userId: 'user-2', event: 'paid', properties: { price: 20 } });
  analytics.page({ userId: 'user-2', name: 'Home' });
  analytics.group({ userId: 'user-2', groupId: 'acme', traits: { name: 'Acme' } });
  await analytics.closeAndFlush();

  const { person, items } = await onePerson(project, 'user-2');
  expect(person.distinctIds.toSorted()).toEqual(['anon-2', 'user-2']);
  expect(person.traits).toMatchObject({ plan: 'pro', email: 'u2@example.com' });
  expect(items.flatMap((item) => (item.kind === 'did' ? [item.event] : [])).toSorted()).toEqual([
    '$groupidentify',
    '$identify',
    '$pageview',
    'opened',
    'paid',
  ]);
});

describe('bodies of PostHog clients', () => {
  const event = (id: string) => ({
    event: 'clicked',
    uuid: id,
    timestamp: '2026-11-01T10:00:00.000Z',
    properties: { distinct_id: 'ann', price: 3 },
  });
  const send = (path: string, body: string | Uint8Array<ArrayBuffer>, type = 'text/plain') =>
    world.request(path, {
      method: 'POST',
      body,
      headers: { 'content-type': type, origin: 'https://shop.example' },
    });

  test.each([
    ['gzip by its first bytes', (text: string) => ['/e/?ver=1', new Uint8Array(gzipSync(text))]],
    [
      'gzip announced',
      (text: string) => ['/i/v0/e/?compression=gzip-js', new Uint8Array(gzipSync(text))],
    ],
    ['plain', (text: string) => ['/batch', text]],
    [
      'base64 form of a beacon',
      (text: string) => [
        '/e/?beacon=1',
        `data=${encodeURIComponent(Buffer.from(text).toString('base64'))}&compression=base64`,
      ],
    ],
    [
      'base64 alone',
      (text: string) => ['/capture/?compression=base64', Buffer.from(text).toString('base64')],
    ],
    ['lz64', (text: string) => ['/track/?compression=lz64', lz.compressToBase64(text)]],
  ] as [string, (text: string) => [string, string | Uint8Array<ArrayBuffer>]][])(
    '%s',
    async (_, pack) => {
      const project = await world.project();
      const id = randomUUID();
      const [path, body] = pack(
        JSON.stringify({
          api_key: project.publicKey,
          batch: [event(id)],
          sent_at: '2026-11-01T10:00:01.000Z',
        }),
      );
      const answer = await send(
        path,
        body,
        path.includes('beacon') ? 'application/x-www-form-urlencoded' : 'text/plain',
      );
      expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example');
      const expected = path.includes('beacon=1') ? [204, ''] : [200, '{"status":1}'];
      expect([answer.status, await answer.text()]).toEqual(expected);
      expect((await stored(project)).map((row) => row.id)).toEqual([id]);
    },
  );

  test('GET with data, a bare list and a single event are taken too', async () => {
    const project = await world.project();
    const token = { properties: { token: project.publicKey, distinct_id: 'ann' } };
    const data = encodeURIComponent(
      Buffer.from(JSON.stringify({ event: 'a', ...token })).toString('base64'),
    );
    expect((await world.request(`/e/?data=${data}`)).status).toBe(200);
    expect((await send('/e', JSON.stringify([{ event: 'b', ...token }]))).status).toBe(200);
    expect((await send('/capture/', JSON.stringify({ event: 'c', ...token }))).status).toBe(200);
    expect((await stored(project)).map((row) => row.name).toSorted()).toEqual(['a', 'b', 'c']);
  });

  test.each([
    ['a gzip bomb', new Uint8Array(gzipSync(Buffer.alloc(200 * 1024 * 1024))), 413],
    ['broken gzip', new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3]), 400],
    ['invalid UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 400],
    ['malformed JSON', '{"api_key": ', 400],
    ['nothing', '', 400],
    ['neither of all', '<xml/>', 400],
  ])('%s gets a clear error', async (_, body, status) => {
    const answer = await send('/e/', body);
    expect(answer.status).toBe(status);
    expect(((await answer.json()) as { detail: string }).detail).toMatch(/body/);
  });

  test('a wrong token is refused and stores nothing; one bad event leaves the others', async () => {
    const project = await world.project();
    const wrong = await send(
      '/e/',
      JSON.stringify({ api_key: 'phc_nobody', batch: [event(randomUUID())] }),
    );
    expect(wrong.status).toBe(401);
    const id = randomUUID();
    const batch = [
      17,
      { event: 'no one' },
      event(id),
      { ...event(randomUUID()), event: 'x'.repeat(300) },
    ];
    expect((await send('/e/', JSON.stringify({ api_key: project.publicKey, batch }))).status).toBe(
      200,
    );
    expect((await stored(project)).map((row) => row.id)).toEqual([id]);
    const live = await project.call(listLiveEvents, { params: project.params });
    expect(live.refused).toMatchObject([{ reason: 'malformed', source: 'posthog', count: 3 }]);
  });

  test('the v1 form answers for each event', async () => {
    const project = await world.project();
    const [good, bad] = [randomUUID(), randomUUID()];
    const answer = await world.request('/i/v1/analytics/events', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${project.publicKey}`,
        'content-type': 'application/json',
        'posthog-request-id': 'r-1',
      },
      body: JSON.stringify({
        created_at: '2026-11-01T10:00:00Z',
        batch: [
          {
            event: 'a',
            uuid: good,
            distinct_id: 'ann',
            timestamp: '2026-11-01T10:00:00Z',
            session_id: 's-1',
            options: {},
            properties: {},
          },
          { event: '', uuid: bad, distinct_id: 'ann', properties: {} },
        ],
      }),
    });
    expect(answer.headers.get('posthog-request-id')).toBe('r-1');
    expect(await answer.json()).toMatchObject({
      results: { [good]: { result: 'ok' }, [bad]: { result: 'drop' } },
    });
  });
});

test('in a list of events of several projects only those of the known one are taken', async () => {
  const project = await world.project();
  const of = (token: string) => ({ event: token, properties: { token, distinct_id: 'ann' } });
  const body = JSON.stringify([of('phc_nobody'), of(project.publicKey)]);
  expect((await world.request('/e/', { method: 'POST', body })).status).toBe(200);
  expect((await stored(project)).map(({ name }) => name)).toEqual([project.publicKey]);
});

test('a part that is switched off is counted where the live view shows it', async () => {
  const project = await world.project();
  await world.request(`/i/v1/logs?token=${project.publicKey}`, { method: 'POST', body: '{}' });
  const { refused } = await project.call(listLiveEvents, { params: project.params });
  expect(refused).toMatchObject([{ reason: 'disabled', source: 'posthog', count: 1 }]);
});

describe('what does not exist yet is answered validly', () => {
  test.each([
    ['POST', '/flags/?v=2', { flags: {}, errorsWhileComputingFlags: false }],
    ['POST', '/decide/?v=3', { featureFlags: {}, sessionRecording: false }],
    ['GET', '/array/TOKEN/config', { hasFeatureFlags: false, surveys: false }],
    ['GET', '/api/surveys/?token=TOKEN', { surveys: [] }],
    ['GET', '/api/web_experiments/?token=TOKEN', { experiments: [] }],
    ['POST', '/s/', { status: 1 }],
    ['GET', '/v1/projects/TOKEN/settings', { integrations: { 'Segment.io': { apiKey: 'TOKEN' } } }],
  ])('%s %s', async (method, path, expected) => {
    const { publicKey } = await world.project();
    const fill = (text: string) => text.replaceAll('TOKEN', publicKey);
    const answer = await world.request(fill(path), {
      method,
      ...(method === 'POST'
        ? { body: JSON.stringify({ token: publicKey, distinct_id: 'ann' }) }
        : {}),
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject(JSON.parse(fill(JSON.stringify(expected))) as object);
  });
});
