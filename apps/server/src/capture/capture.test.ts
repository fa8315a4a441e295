import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  getPerson,
  listEventNames,
  listLiveEvents,
  listPeople,
  listProperties,
  type EventAnswer,
} from '@tandem/contract';
import { source, sql } from '@tandem/query';
import { createConsentNews } from './consent.ts';
import { createSalts } from './cookieless.ts';
import { openWorld, type TestProject, type World } from '../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const event = (more: object = {}) => ({
  id: randomUUID(),
  event: 'pressed',
  distinctId: 'ann',
  timestamp: new Date().toISOString(),
  ...more,
});
async function send(project: TestProject, events: readonly unknown[], more: object = {}) {
  const answer = await project.send('/api/v1/events', { events, ...more });
  return {
    status: answer.status,
    body: (await answer.json()) as { results: EventAnswer[]; accepted: number },
  };
}
const stored = (project: TestProject) =>
  world.app.platform.events.rows<Record<string, unknown>>(
    project.id,
    sql`SELECT * FROM ${source('events', sql`*`)}`,
  );

describe('an event', () => {
  test('is stored once, however often and whenever it is sent again', async () => {
    const project = await world.project();
    // The skew puts the same event before midnight, after it, and into the next month.
    const one = event({ timestamp: '2026-10-31T23:59:59.000Z' });
    for (const sentAt of [
      '2026-10-31T23:59:59.500Z',
      '2026-11-01T00:00:10.000Z',
      '2026-12-01T00:00:00.000Z',
    ]) {
      const { body } = await send(project, [one, one], { sentAt });
      expect(body.results).toMatchObject([{ id: one.id }, { status: 'accepted' }]);
      expect(body.accepted).toBe(2);
    }
    expect(await stored(project)).toHaveLength(1);
  });

  test('without a timestamp counts once by its id', async () => {
    const project = await world.project();
    const one = { id: 'invoice-17', event: 'paid', distinctId: 'ann' };
    await send(project, [one]);
    await send(project, [one]);
    expect(await stored(project)).toHaveLength(1);
  });

  const inMonth = (year: number, month: number) =>
    event({ timestamp: new Date(Date.UTC(year, month, 15)).toISOString() });

  test('beyond 120 months of one batch is refused by itself; what happens now never waits for the rest', async () => {
    const project = await world.project();
    const old = Array.from({ length: 150 }, (_, i) => inMonth(2010, i));
    const answered: string[] = [];
    const [scattered] = await Promise.all([
      send(project, [...old, event()], { historical: true }).finally(() => answered.push('old')),
      // Clocks that are off by years: each of its own.
      ...Array.from({ length: 40 }, (_, i) =>
        send(project, [inMonth(1980 + i, 0)], {
          sentAt: new Date(Date.UTC(1980 + i, 0, 15)).toISOString(),
        }).finally(() => answered.push('skewed')),
      ),
      send(project, [event()]).finally(() => answered.push('now')),
    ]);
    expect(scattered.body.accepted).toBe(121);
    expect(scattered.body.results[120]).toMatchObject({ reason: 'too_many_months' });
    expect(scattered.body.results[150]).toMatchObject({ status: 'accepted' });
    expect(answered.indexOf('now')).toBeLessThan(answered.indexOf('skewed'));
    expect(await stored(project)).toHaveLength(121 + 40 + 1);
  });

  test.each([
    ['no name', { event: '' }, 'malformed'],
    ['a name of 201 characters', { event: 'x'.repeat(201) }, 'malformed'],
    ['a timestamp that is none', { timestamp: 'yesterday' }, 'malformed'],
    [
      'a timestamp two days ahead',
      { timestamp: new Date(Date.now() + 2 * 86_400_000).toISOString() },
      'in_the_future',
    ],
    [
      'a timestamp two years ago',
      { timestamp: new Date(Date.now() - 730 * 86_400_000).toISOString() },
      'too_old',
    ],
    [
      'nine levels',
      { properties: { a: { a: { a: { a: { a: { a: { a: { a: { a: 1 } } } } } } } } } },
      'too_deep',
    ],
    [
      '1,001 properties',
      { properties: Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`p${i}`, 1])) },
      'too_many_properties',
    ],
    [
      'a bot',
      { properties: { $raw_user_agent: 'Mozilla/5.0 (compatible; Googlebot/2.1)' } },
      'bot',
    ],
  ])('with %s is refused with its reason; the others are taken', async (_, wrong, reason) => {
    const project = await world.project();
    const { body } = await send(project, [event(), event(wrong), event()]);
    expect(body.results.map((one) => one.reason)).toEqual([undefined, reason, undefined]);
    expect(await stored(project)).toHaveLength(2);
    const live = await project.call(listLiveEvents, { params: project.params });
    expect(live.refused).toMatchObject([{ reason, source: 'native', count: 1 }]);
  });

  test('keeps hostile properties as they are', async () => {
    const project = await world.project();
    const properties = JSON.parse(
      `{"__proto__": {"admin": true}, "constructor": 1, "a.b": 2, "a": {"b": 3}, "'; DROP TABLE events; --": "=cmd|' /C calc'!A0",
        "\\u0000nul": "x\\u0000y", "half\\ud800": "\\udfff", "": "empty", "back\\\\slash\`tick": "{p0:String}", "big": 1e999}`,
    ) as Record<string, unknown>;
    const { body } = await send(project, [event({ properties })]);
    expect(body.accepted).toBe(1);
    const [row] = await stored(project);
    expect(row?.['properties']).toMatchObject({
      'a.b': 2,
      constructor: 1,
      "'; DROP TABLE events; --": "=cmd|' /C calc'!A0",
    });
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });
});

test('of somebody cookieless nothing is kept that leads to them', async () => {
  const project = await world.project();
  const properties = { $cookieless: true };
  await send(project, [
    event({ distinctId: 'ann@work.example', properties }),
    event({
      event: '$identify',
      distinctId: 'ann@example.com',
      anonymousId: 'device-1',
      properties,
    }),
    event({ event: '$create_alias', alias: 'ann@example.com', properties }),
  ]);
  const rows = await stored(project);
  expect(new Set(rows.map(({ distinct_id: id }) => id)).size).toBe(1);
  expect(JSON.stringify(rows)).not.toMatch(/ann@|device-1/);
});

test('somebody cookieless is the same all day, and the salt of a day gone by is deleted', async () => {
  const project = await world.project();
  const { records } = world.app.platform;
  const salts = createSalts(records);
  const [monday, tuesday] = [new Date('2026-03-02T08:00:00Z'), new Date('2026-03-03T08:00:00Z')];
  const first = await salts.of(project.id, monday);
  expect(await createSalts(records).of(project.id, monday)).toBe(first);
  const second = await salts.of(project.id, tuesday);
  expect(second).not.toBe(first);
  const kept = await records.read(project.id, (r) =>
    r.selectFrom('cookieless_salts').select('salt').execute(),
  );
  expect(kept).toEqual([{ salt: second }]);
});

test('whatever JSON is sent, nothing fails and the good event in the batch is kept', async () => {
  const project = await world.project();
  const good = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.jsonValue({ maxDepth: 5 }),
      fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })),
      async (junk, properties) => {
        const mine = event({ properties });
        const { status, body } = await send(project, [junk, mine]);
        expect(status).toBe(200);
        if (body.results[1]?.status === 'accepted') good.add(mine.id);
      },
    ),
    { numRuns: 80, verbose: 1 },
  );
  expect(new Set((await stored(project)).map(({ id }) => id))).toEqual(good);
});

test('a decision about consent is kept with the person, and a denial refuses the events', async () => {
  const project = await world.project();
  const consentOf = async () => {
    const { people } = await project.call(listPeople, {
      params: project.params,
      query: { search: 'ann' },
    });
    const person = people[0]!.id;
    return (await project.call(getPerson, { params: { ...project.params, person } })).consent;
  };
  await send(project, [event()]);
  expect(await consentOf()).toBe('unknown');
  await send(project, [event(), event()], { consent: 'granted' });
  expect(await consentOf()).toBe('granted');
  const { body } = await send(project, [event()], { consent: 'denied' });
  expect(body.results).toMatchObject([{ status: 'refused', reason: 'no_consent' }]);
  expect(await consentOf()).toBe('denied');
  expect(await stored(project)).toHaveLength(3);
});

test('another project sees nothing of it', async () => {
  const [one, other] = [await world.project(), await world.project()];
  const same = event();
  await send(one, [same]);
  expect(await stored(other)).toEqual([]);
  const live = await other.call(listLiveEvents, { params: other.params });
  expect(live.events).toEqual([]);
  await expect(other.call(listLiveEvents, { params: one.params })).rejects.toMatchObject({
    status: 404,
  });
});

test('the catalogue names events, properties and examples', async () => {
  const project = await world.project();
  await send(project, [
    event({ properties: { price: 12.5, plan: 'pro' } }),
    event({ properties: { price: 20 }, distinctId: 'bob', set: { country: 'DE' } }),
  ]);
  const { events } = await project.call(listEventNames, { params: project.params });
  expect(events).toMatchObject([
    { name: 'pressed', count: 2, people: 2, last7Days: [0, 0, 0, 0, 0, 0, 2] },
  ]);
  const { properties, traits } = await project.call(listProperties, {
    params: project.params,
    query: { event: 'pressed' },
  });
  expect(properties.find(({ key }) => key === 'price')).toMatchObject({ count: 2 });
  expect(properties.find(({ key }) => key === 'plan')?.examples).toEqual(['pro']);
  expect(traits).toMatchObject([{ key: 'country', people: 1, examples: ['DE'] }]);
});

test('a property of events of several kinds is one line, with all its types and when it first came', async () => {
  const project = await world.project();
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  const [first, last] = [at(30), at(10)];
  await send(project, [
    event({ timestamp: at(20), properties: { a: 1, b: 'x' } }),
    event({ timestamp: at(15), properties: { a: 2, b: 'y' } }),
    event({ timestamp: first, properties: { a: 'one', 'c.d': true } }),
    event({ event: 'other', timestamp: last, properties: { a: 1, e: { f: 2 } } }),
  ]);
  const { properties } = await project.call(listProperties, { params: project.params, query: {} });
  const { types, ...a } = properties.find(({ key }) => key === 'a')!;
  expect(types.toSorted()).toEqual(['Int64', 'String']);
  expect(a).toMatchObject({ count: 4, firstSeen: first, lastSeen: last });
  expect(a.examples.toSorted()).toEqual(['1', '2', 'one']);
  const counts = Object.fromEntries(properties.map(({ key, count }) => [key, count]));
  expect(counts).toEqual({ a: 4, b: 2, 'c.d': 1, 'e.f': 1 });
});

test('of somebody cookieless no decision is kept either: it would lead to them', async () => {
  const project = await world.project();
  const one = event({ distinctId: 'ann@work.example', properties: { $cookieless: true } });
  await send(project, [one], { consent: 'granted' });
  const rows = await world.app.platform.events.rows(
    project.id,
    sql`SELECT * FROM ${source('traits', sql`*`)}`,
  );
  expect(rows).toEqual([]);
});

test('a decision that could not be stored is news again when the batch is', async () => {
  const { id } = await world.project();
  const news = createConsentNews();
  const batch = {
    source: 'native',
    receivedAt: new Date(),
    consent: 'granted',
    events: [
      { id: undefined, timestamp: undefined, name: 'pressed', distinctId: 'ann', properties: {} },
    ],
  } as const;
  expect(news.of(id, batch)).toHaveLength(1);
  const again = news.of(id, batch);
  expect(again).toHaveLength(1);
  news.remember(id, again);
  expect(news.of(id, batch)).toEqual([]);
});

test.each([
  [{ dnt: '1', origin: 'https://shop.example' }, undefined, 'do_not_track'],
  [{ 'sec-gpc': '1', origin: 'https://shop.example' }, undefined, 'do_not_track'],
  [{ dnt: '1', origin: 'https://shop.example' }, 'granted', undefined],
  [{ dnt: '0', origin: 'https://shop.example' }, undefined, undefined],
] as const)('a browser with %j and consent %s', async (headers, consent, reason) => {
  const project = await world.project();
  const answer = await world.request('/api/v1/events', {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ key: project.publicKey, events: [event()], consent }),
  });
  const { results } = (await answer.json()) as { results: { reason?: string }[] };
  expect(results.map((one) => one.reason)).toEqual([reason]);
});
