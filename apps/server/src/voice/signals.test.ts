import {
  getSignal,
  listSignals,
  sendSignals,
  type ProjectId,
  type SignalInput,
} from '@tandem/contract';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createInsights } from '../insights/index.ts';
import { createPeople, personOf, type People } from '../people/index.ts';
import { createFacts } from '../platform/facts.ts';
import { clientOf, quietAccess } from '../testing/facts.ts';
import { openWorld, type World } from '../testing/world.ts';
import { createVoice } from './index.ts';

let world: World;
let people: People;
let lastProject = 800;
const newProject = () => ++lastProject as ProjectId;
beforeAll(async () => {
  world = await openWorld();
  const { platform } = world.app;
  const facts = createFacts(platform.records, platform.log);
  people = createPeople({ ...platform, facts }, quietAccess);
});
afterAll(() => world.close());

function client(project: ProjectId, timeZone = 'UTC') {
  const timeZoneOf = async () => timeZone;
  const insights = createInsights(world.app.platform, { people, timeZoneOf });
  const lower = { people, insights, timeZoneOf };
  return clientOf(createVoice(world.app.platform, lower).routes, project);
}
const send = (project: ProjectId, signals: readonly unknown[]) =>
  client(project)(sendSignals, { body: { signals: [...signals] } });
const list = (project: ProjectId, query: Record<string, string | number> = {}) =>
  client(project)(listSignals, { params: { project }, query });
const texts = async (project: ProjectId, query: Record<string, string | number> = {}) =>
  (await list(project, query)).signals.map((signal) => signal.text);

const time = '2026-03-01T12:00:00.000Z';
const review = (rest: Partial<SignalInput> = {}): SignalInput => ({
  source: 'reviews',
  sourceId: 'r1',
  text: 'The button is dead',
  time,
  ...rest,
});

test('what is known adds nothing, within a batch and across batches', async () => {
  const project = newProject();
  const batch = [
    review(),
    review({ text: 'The same id again' }),
    review({ source: 'tickets' }),
    { source: 'import', text: 'No id', author: 'Ann', time },
    { source: 'import', text: 'No id', distinctId: 'ann', time },
    { source: 'import', text: 'No id', distinctId: 'bob', time },
    { source: 'import', text: 'No id', author: 'Bob', time },
    { source: 'import', text: 'No id', author: 'Ann', time },
  ];
  const first = await send(project, batch);
  expect(first.results.map((one) => one.status)).toEqual([
    'added',
    'known',
    'added',
    'added',
    'added',
    'added',
    'added',
    'known',
  ]);
  expect(first).toMatchObject({ added: 6, known: 2, refused: 0 });
  expect(await send(project, batch)).toMatchObject({ added: 0, known: 8, refused: 0 });
  expect((await list(project)).total).toBe(6);
  expect((await texts(project, { source: 'reviews' }))[0]).toBe('The button is dead');
});

const nested = (depth: number): unknown =>
  JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown;

test('one that cannot be read does not take the others with it', async () => {
  const project = newProject();
  const answer = await send(project, [
    null,
    'text',
    review({ text: '   \0 ' }),
    review({ sourceId: 'future', time: '2999-01-01T00:00:00Z' }),
    review({ sourceId: 'ancient', time: '1816-01-01T00:00:00Z' }),
    review({ sourceId: 'big', properties: { text: 'x'.repeat(20_000) } }),
    { ...review({ sourceId: 'bad' }), audience: 'martians' },
    review({ sourceId: 'deep', properties: { deep: nested(2_000) } }),
    review({ sourceId: 'good' }),
  ]);
  expect(answer).toMatchObject({ added: 2, known: 0, refused: 7 });
  expect(answer.results.slice(0, 7).every((one) => (one.reason ?? '') !== '')).toBe(true);
  expect(answer.results[6]!.reason).toContain('audience');
});

test('hostile text comes back as it was and means nothing', async () => {
  const project = newProject();
  const hostile = [
    "'); DROP TABLE signals; --",
    '{p0:String} {project:UInt32} \\ \\\' \t\n "',
    '=HYPERLINK("http://evil.example","x")',
    '<script>alert(1)</script>',
    '👩‍👩‍👧 עברית 中文 \u202e reversed',
    '\ud800 lone half',
  ];
  const sent = hostile.map((text, i) =>
    review({
      text,
      sourceId: text,
      author: text,
      url: i === 0 ? 'javascript:alert(1)' : 'https://example.com/r',
      properties: { [text]: text, ['__proto__']: 1 },
    }),
  );
  expect(await send(project, sent)).toMatchObject({ added: 6, refused: 0 });
  const { signals } = await list(project);
  expect(signals.map((one) => one.text).toSorted()).toEqual(
    hostile.map((text) => text.toWellFormed().trim()).toSorted(),
  );
  expect(signals.filter((one) => one.url === null)).toHaveLength(1);
  for (const text of hostile.slice(0, 4)) {
    expect(await texts(project, { search: text })).toEqual([text.trim()]);
  }
  expect(await texts(project, { search: '%' })).toEqual([]);
  expect(await texts(project, { source: "reviews' OR '1'='1" })).toEqual([]);
  expect(await texts(project, { search: 'a\0b' })).toEqual([]);
});

test('search, filters, facets and days', async () => {
  const project = newProject();
  await send(project, [
    review({ sourceId: '1', text: 'Der Knopf ist TOT', language: 'de', rating: 1 }),
    review({ sourceId: '2', text: 'Größe passt', language: 'de', rating: 5 }),
    review({
      sourceId: '3',
      source: 'nps',
      text: 'fine',
      language: 'en',
      rating: 3,
      ratingMax: 10,
    }),
    review({
      sourceId: '4',
      text: 'late',
      time: '2026-03-01T23:30:00+00:00',
      audience: 'internal',
    }),
  ]);
  expect(await texts(project, { search: 'tot KNOPF' })).toEqual(['Der Knopf ist TOT']);
  expect(await texts(project, { search: 'größe' })).toEqual(['Größe passt']);
  expect((await texts(project, { ratingAtMost: 2 })).toSorted()).toEqual([
    'Der Knopf ist TOT',
    'fine',
  ]);
  expect(await texts(project, { ratingAtLeast: 4 })).toEqual(['Größe passt']);
  expect(await texts(project, { audience: 'internal' })).toEqual(['late']);
  expect(await texts(project, { from: '2026-03-01T13:00:00Z' })).toEqual(['late']);
  const german = await list(project, { language: 'de' });
  expect(german).toMatchObject({
    total: 2,
    sources: [{ source: 'reviews', count: 2 }],
    languages: [
      { language: 'de', count: 2 },
      { language: 'en', count: 1 },
    ],
    perDay: [{ day: '2026-03-01', count: 2 }],
  });
  const inBerlin = await client(project, 'Europe/Berlin')(listSignals, { params: { project } });
  expect(inBerlin.perDay).toEqual([
    { day: '2026-03-01', count: 3 },
    { day: '2026-03-02', count: 1 },
  ]);
});

test('pages hold everything once, in order, also where many share one instant', async () => {
  const project = newProject();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(5), { minLength: 1, maxLength: 40 }), async (hours) => {
      const here = newProject();
      await send(
        here,
        hours.map((hour, i) => review({ sourceId: `${i}`, time: `2026-03-01T0${hour}:00:00Z` })),
      );
      const ids: string[] = [];
      for (let cursor: string | undefined; ;) {
        const page = await list(here, { limit: 7, ...(cursor === undefined ? {} : { cursor }) });
        ids.push(...page.signals.map((one) => one.id));
        if (page.next === null) break;
        cursor = page.next;
      }
      expect(new Set(ids).size).toBe(hours.length);
      expect(ids).toHaveLength(hours.length);
    }),
    { numRuns: 6 },
  );
  await expect(list(project, { cursor: 'x' })).rejects.toMatchObject({ status: 400 });
});

test('a signal follows its person through a merge that comes later', async () => {
  const project = newProject();
  await send(project, [review({ distinctId: 'device' })]);
  expect((await list(project)).signals[0]).toMatchObject({
    person: personOf(project, 'device'),
    personName: null,
    audience: 'customer',
  });
  await people.learn(project, [
    {
      distinctId: 'ann',
      time: new Date(time),
      identity: { kind: 'identify', anonymousId: 'device' },
      traits: { set: { name: 'Ann' } },
    },
  ]);
  expect((await list(project)).signals[0]).toMatchObject({
    person: personOf(project, 'ann'),
    personName: 'Ann',
  });
});

test('the same ids in two projects are two signals', async () => {
  const [one, two] = [newProject(), newProject()];
  await send(one, [review({ text: 'one', distinctId: 'ann' })]);
  await send(two, [review({ text: 'two', distinctId: 'ann' })]);
  expect(await texts(one)).toEqual(['one']);
  expect(await texts(two)).toEqual(['two']);
});

test('one signal is read by its id, in its own project only', async () => {
  const [mine, other] = [newProject(), newProject()];
  await send(mine, [review()]);
  const [first] = (await list(mine)).signals;
  const read = (project: ProjectId) =>
    client(project)(getSignal, { params: { project, id: first!.id } });
  expect(await read(mine)).toEqual(first);
  await expect(read(other)).rejects.toMatchObject({ code: 'not_found' });
});
