/** The exact bodies that current PostHog clients put on the wire, one by one. */
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { source, sql } from '@tandem/query';
import { openWorld, type TestProject, type World } from '../../testing/world.ts';

const folder = new URL('../../../../../../shared/fixtures/posthog-wire/', import.meta.url);
const isThere = existsSync(folder);
if (!isThere) {
  if (process.env['CI'] === 'true') throw new Error('shared/fixtures is absent');
  console.warn('skipped: shared/fixtures/posthog-wire is absent');
}

let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world.close());

type Sent = Readonly<Record<string, unknown>>;

/** The recorded values of a snapshot file, in order: JSON but for the commas at the ends. */
function recorded(file: string): readonly Sent[] {
  const text = readFileSync(new URL(file, folder), 'utf8');
  return [...text.matchAll(/= `\n(\{[\s\S]*?\n\})\n`;/g)].map(
    ([, body = '']) => JSON.parse(body.replaceAll(/,(\s*[}\]])/g, '$1')) as Sent,
  );
}
const bodies = isThere ? recorded('browser-wire-envelope.snap.txt') : [];
const requests = isThere ? recorded('node-server-wire.snap.txt') : [];

async function send(project: TestProject, path: string, sent: Sent, headers: Sent = {}) {
  const secrets = /<redacted>|wire-snapshot-token/g;
  const fill = (value: unknown) => JSON.stringify(value).replaceAll(secrets, project.publicKey);
  const answer = await world.request(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(JSON.parse(fill(headers)) as Record<string, string>),
    },
    body: fill(sent),
  });
  return { status: answer.status, body: (await answer.json()) as Sent };
}
const stored = (project: TestProject) =>
  world.app.platform.events.rows<{ id: string; name: string; distinct_id: string; time: string }>(
    project.id,
    sql`SELECT id, name, distinct_id, toString(time) AS time
      FROM ${source('events', sql`id, name, distinct_id, time`)} ORDER BY id`,
  );

test.skipIf(!isThere)('posthog-js: /e/ lands once however often it is sent', async () => {
  const project = await world.project();
  for (let i = 0; i < 2; i++) {
    expect(await send(project, '/e/', bodies[0]!)).toEqual({ status: 200, body: { status: 1 } });
  }
  expect(await stored(project)).toMatchObject([
    {
      id: '018bcfe5-6800-7000-8000-000000000001',
      name: 'report exported',
      distinct_id: 'wire-distinct-id',
    },
  ]);
});

test.skipIf(!isThere)('posthog-js: /s/ is answered and nothing is kept of it', async () => {
  const project = await world.project();
  const { status, body } = await send(project, '/s/', bodies[1]!);
  expect([status, body]).toMatchObject([200, { status: 1 }]);
  expect(await stored(project)).toEqual([]);
});

test.skipIf(!isThere)('posthog-node: every recorded request', async () => {
  const expected: Readonly<Record<string, readonly string[]>> = {
    '/batch/': ['$exception'],
    '/flags/?v=2': [],
    '/i/v1/analytics/events': ['all-valid-sentinels', 'invalid-sentinels-are-omitted'],
  };
  expect(requests.length).toBeGreaterThanOrEqual(3);
  for (const request of requests) {
    const project = await world.project();
    const { pathname, search } = new URL(request['url'] as string);
    const path = pathname + search;
    const { status, body } = await send(
      project,
      path,
      request['body'] as Sent,
      request['headers'] as Sent,
    );
    expect(status).toBe(200);
    const names = (await stored(project)).map(({ name }) => name);
    expect(names.toSorted()).toEqual(expected[path]);
    if (path.startsWith('/flags')) expect(body).toMatchObject({ flags: {} });
    if (path.startsWith('/i/v1')) {
      expect(Object.values(body['results'] as Sent)).toEqual([{ result: 'ok' }, { result: 'ok' }]);
    }
  }
});

test('clients without a timestamp say how long ago it was; another sending time changes nothing', async () => {
  const project = await world.project();
  const events = [{ event: 'Old', uuid: crypto.randomUUID(), distinct_id: 'ann', offset: 60_000 }];
  for (const day of ['2026-02-28T23:59:59Z', '2026-03-01T00:00:01Z']) {
    const { status } = await send(project, '/batch/', {
      api_key: project.publicKey,
      batch: events,
      sent_at: day,
    });
    expect(status).toBe(200);
  }
  const rows = await stored(project);
  expect(rows).toHaveLength(1);
  const ageMs = world.app.platform.clock.now().getTime() - Date.parse(rows[0]!.time);
  expect(ageMs / 1000).toBeCloseTo(60, -1);
});

test('a client that knows its clock to be right is believed', async () => {
  const project = await world.project();
  const now = world.app.platform.clock.now().getTime();
  const timestamp = new Date(now - 3 * 3_600_000).toISOString();
  const event = (options: Sent) => ({
    event: 'Seen',
    uuid: crypto.randomUUID(),
    distinct_id: 'ann',
    timestamp,
    options,
  });
  await send(
    project,
    '/i/v1/analytics/events',
    {
      created_at: new Date(now - 3_600_000).toISOString(),
      batch: [event({ disable_skew_correction: true }), event({})],
    },
    { authorization: `Bearer ${project.publicKey}` },
  );
  const ages = (await stored(project)).map(({ time }) => (now - Date.parse(time)) / 3_600_000);
  expect(ages.map(Math.round).toSorted()).toEqual([2, 3]);
});
