/** Whatever is sent to whichever endpoint: no failure on our side, and no good event lost. */
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listLiveEvents } from '@tandem/contract';
import { source, sql } from '@tandem/query';
import { openWorld, type TestProject, type World } from '../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const storedIds = async (project: TestProject) =>
  (
    await world.app.platform.events.rows<{ id: string }>(
      project.id,
      sql`SELECT id FROM ${source('events', sql`id`)}`,
    )
  ).map(({ id }) => id);

const post = (project: TestProject, path: string, body: string | Uint8Array<ArrayBuffer>) =>
  world.request(path, {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${project.publicKey}`, origin: 'https://shop.example' },
  });

const now = () => new Date().toISOString();
/** A batch of each wire: the junk first, then an event that is in order. */
const batches: Readonly<
  Record<string, (junk: unknown, id: string, key: string) => readonly [string, unknown]>
> = {
  native: (junk, id) => [
    '/api/v1/events',
    { events: [junk, { id, event: 'fine', distinctId: 'ann', timestamp: now() }] },
  ],
  'segment batch': (junk, id) => [
    '/v1/batch',
    { batch: [junk, { type: 'track', event: 'fine', userId: 'ann', messageId: id }] },
  ],
  'posthog batch': (junk, id, key) => [
    '/batch/',
    { api_key: key, batch: [junk, { event: 'fine', distinct_id: 'ann', uuid: id }] },
  ],
  'posthog list': (junk, id, token) => [
    '/e/',
    [junk, { event: 'fine', uuid: id, properties: { token, distinct_id: 'ann' } }],
  ],
  'posthog v1': (junk, id) => [
    '/i/v1/analytics/events',
    { batch: [junk, { event: 'fine', uuid: id, distinct_id: 'ann', timestamp: now() }] },
  ],
};
const paths = [
  '/v1/track',
  '/v1/identify',
  '/v1/group',
  '/v1/alias',
  '/v1/p',
  '/v1/b',
  '/v1/import',
]
  .concat(['/v1/m', '/e', '/i/v0/e', '/capture/', '/engage', '/track', '/s/', '/i/v0/ai'])
  .concat(['/flags/?v=2', '/decide', '/i/v1/logs', '/api/v1/events', '/i/v1/analytics/events']);

/** JSON that looks like an event of some wire, with anything in its fields. */
function almostEvent(): fc.Arbitrary<unknown> {
  const any = fc.jsonValue({ maxDepth: 3 });
  const names = ['$identify', '$create_alias', '$groupidentify', '$set', 'x', '__proto__', '\0'];
  const name = fc.oneof(fc.string(), fc.constantFrom(...names, '\ud800', 'x'.repeat(500)));
  const word = fc.oneof(name, any);
  const traits = fc.oneof(any, fc.dictionary(name, any));
  const ids = { distinctId: word, distinct_id: word, userId: word, anonymousId: word };
  const other = { alias: word, previousId: word, groupId: word, group: any, groups: traits };
  const inner = fc.dictionary(fc.oneof(fc.string(), fc.constantFrom(...keys)), word);
  return fc.oneof(
    any,
    fc.record(
      {
        ...ids,
        ...other,
        type: fc.constantFrom('track', 'identify', 'group', 'alias', 'page', 'none'),
        event: word,
        timestamp: fc.oneof(
          word,
          fc.constantFrom('+275760-09-13T00:00:00Z', -8.64e15, Number.MAX_VALUE),
        ),
        offset: any,
        properties: fc.oneof(traits, inner),
        traits,
        set: traits,
        $set: traits,
        $set_once: traits,
        $unset: any,
        context: inner,
        options: any,
      },
      { requiredKeys: [] },
    ),
  );
}
const keys = ['$anon_distinct_id', 'alias', '$group_type', '$group_key', '$group_set', '$groups']
  .concat(['$set', '$unset', 'token', 'distinct_id', '$session_id', '$raw_user_agent', '$ip'])
  .concat(['$cookieless_mode', 'page', 'campaign', 'groupId', '__proto__', 'constructor']);

test.each(Object.entries(batches))('%s: junk never takes the good event along', async (_, make) => {
  const project = await world.project();
  const sent: string[] = [];
  await fc.assert(
    fc.asyncProperty(almostEvent(), async (junk) => {
      const id = randomUUID();
      const [path, body] = make(junk, id, project.publicKey);
      const answer = await post(project, path, JSON.stringify(body));
      expect([answer.status, await answer.text()]).toEqual([200, expect.any(String)]);
      sent.push(id);
    }),
    { numRuns: 40, verbose: 1 },
  );
  expect(await storedIds(project)).toEqual(expect.arrayContaining(sent));
});

test('any JSON as the whole body of any endpoint is answered without a failure', async () => {
  const project = await world.project();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), almostEvent(), async (path, junk) => {
      const answer = await post(project, path, JSON.stringify(junk));
      expect([path, answer.status < 500, await answer.text()]).toEqual([
        path,
        true,
        expect.any(String),
      ]);
    }),
    { numRuns: 150, verbose: 1 },
  );
});

describe.each(Object.entries(batches))('%s', (name, make) => {
  test('an abyss of brackets, an event of 10 MB and a bomb leave the good event alone', async () => {
    const project = await world.project();
    const depth = 200_000;
    const hole = '@hole@';
    const ids: string[] = [];
    for (const bad of [
      `${'['.repeat(depth)}${']'.repeat(depth)}`,
      JSON.stringify('x'.repeat(1e7)),
    ]) {
      for (const junk of [hole, eventWith(name, hole), eventWith(name, 'y', hole)]) {
        const id = randomUUID();
        const [path, body] = make(junk, id, project.publicKey);
        const text = JSON.stringify(body).replaceAll(`"${hole}"`, bad);
        const answer = await post(project, path, new Uint8Array(gzipSync(text, { level: 1 })));
        expect([answer.status, await answer.text()]).toEqual([200, expect.any(String)]);
        ids.push(id);
      }
    }
    expect(await storedIds(project)).toEqual(expect.arrayContaining(ids));
    const [path] = make({}, 'x', project.publicKey);
    const bomb = await post(
      project,
      path,
      new Uint8Array(gzipSync(Buffer.alloc(64 * 1024 * 1024))),
    );
    expect(bomb.status).toBe(413);
    const { refused } = await project.call(listLiveEvents, { params: project.params });
    expect(refused.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['too_large', 'too_deep', 'malformed']),
    );
  });
});

function eventWith(wire: string, property: string, trait?: string): object {
  const properties = { p: property };
  if (wire === 'native') return { event: 'e', distinctId: 'bob', properties, set: { t: trait } };
  if (wire.startsWith('segment'))
    return trait === undefined
      ? { type: 'track', event: 'e', userId: 'bob', properties }
      : { type: 'identify', userId: 'bob', traits: { t: trait } };
  return { event: 'e', distinct_id: 'bob', properties, $set: { t: trait } };
}

test('a full queue is answered 503 with Retry-After on every wire, and passes', async () => {
  const project = await world.project();
  const { events } = world.app.platform;
  const properties = { text: 'x'.repeat(1_000_000) };
  let release = () => {};
  const held = events.hold(() => new Promise<void>((done) => (release = done)));
  const waiting = events.append(
    project.id,
    'events',
    Array.from({ length: 70 }, () => ({ id: randomUUID(), name: 'large', properties })),
  );
  const retried: (readonly [string, string])[] = [];
  try {
    for (const [name, make] of Object.entries(batches)) {
      const id = randomUUID();
      const [path, body] = make(undefined, id, project.publicKey);
      const text = JSON.stringify(body);
      const answer = await post(project, path, text);
      expect([name, answer.status]).toEqual([name, 503]);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example');
      retried.push([path, text]);
    }
  } finally {
    release();
    await held;
  }
  await waiting;
  for (const [path, body] of retried) expect((await post(project, path, body)).status).toBe(200);
  expect(await storedIds(project)).toHaveLength(70 + retried.length);
}, 60_000);

test('a form of a million fields is read for its one, at once', async () => {
  const project = await world.project();
  const id = randomUUID();
  const event = {
    event: 'fine',
    uuid: id,
    properties: { token: project.publicKey, distinct_id: 'a' },
  };
  const form = `data=${encodeURIComponent(JSON.stringify(event))}${'&a'.repeat(1_000_000)}`;
  const began = performance.now();
  expect((await post(project, '/e/', form)).status).toBe(200);
  expect(performance.now() - began).toBeLessThan(5000);
  expect(await storedIds(project)).toEqual([id]);
});
