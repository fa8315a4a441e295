import {
  erasePerson,
  exportPerson,
  getErasure,
  getPerson,
  getTimeline,
  listPeople,
  type ProjectId,
} from '@tandem/contract';
import { factTables, sql, source } from '@tandem/query';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFacts } from '../platform/facts.ts';
import { clientOf, quietAccess, storeEvents, storeSignals, type Deed } from '../testing/facts.ts';
import { openWorld, type World } from '../testing/world.ts';
import { createPeople, personOf, type People, type PersonChange } from './index.ts';

let world: World;
let people: People & { routes: Parameters<typeof clientOf>[0] };
let call: ReturnType<typeof clientOf>;
let lastProject = 500;
const newProject = () => ++lastProject as ProjectId;

beforeAll(async () => {
  world = await openWorld();
  people = createPeople(withOwnFacts(), quietAccess);
  call = clientOf(people.routes);
});
afterAll(() => world.close());

/** The platform with subscribers of its own, apart from those of the app. */
function withOwnFacts() {
  const { platform } = world.app;
  return { ...platform, facts: createFacts(platform.records, platform.log) };
}

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 12, minute));
const iso = (minute: number) => at(minute).toISOString();
const did = (who: string, name: string, minute: number, more: Partial<Deed> = {}): Deed => ({
  who,
  name,
  at: iso(minute),
  ...more,
});
const change = (
  distinctId: string,
  minute: number,
  rest: Partial<PersonChange> = {},
): PersonChange => ({ distinctId, time: at(minute), ...rest });
const identify = (user: string, device: string, minute = 0) =>
  change(user, minute, { identity: { kind: 'identify', anonymousId: device } });

const page = async (project: ProjectId, who: string) =>
  call(getPerson, { params: { project, person: personOf(project, who) } });
const say = (project: ProjectId, signals: readonly unknown[]) =>
  storeSignals({ platform: world.app.platform, people }, project, signals);

test('one person under any id they ever had, with what all of them did and said', async () => {
  const project = newProject();
  await storeEvents(world.app.platform, project, [
    did('device-1', 'visit', 1),
    did('device-2', 'visit', 2),
    did('ann', 'buy', 3, { accounts: { company: 'acme' } }),
    did('bob', 'visit', 4),
  ]);
  await say(project, [{ source: 'widget', text: 'Nice', distinctId: 'device-2', time: iso(5) }]);
  await people.learn(project, [
    identify('ann', 'device-1'),
    identify('ann', 'device-2'),
    change('device-1', 1, { traits: { setOnce: { first_page: '/a' }, set: { plan: 'free' } } }),
    change('ann', 3, { traits: { set: { plan: 'pro', name: 'Ann', email: 'ann@example.com' } } }),
    change('ann', 3, {
      identity: { kind: 'group', type: 'company', key: 'acme', set: { name: 'Acme Ltd' } },
    }),
    change('ann', 3, { consent: 'granted' }),
  ]);
  const found = await page(project, 'ann');
  expect(found).toMatchObject({
    id: personOf(project, 'ann'),
    name: 'Ann',
    email: 'ann@example.com',
    distinctIds: ['ann', 'device-1', 'device-2'],
    traits: { plan: 'pro', name: 'Ann', email: 'ann@example.com', first_page: '/a' },
    accounts: [{ type: 'company', key: 'acme', name: 'Acme Ltd' }],
    firstSeen: iso(1),
    lastSeen: iso(5),
    events: 3,
    signals: 1,
    consent: 'granted',
  });
  expect(await page(project, 'device-1')).toEqual(found);
  expect(await page(project, 'device-2')).toEqual(found);
});

test('the timeline interleaves what was done and said, page by page, without gap or repeat', async () => {
  const project = newProject();
  // Ten of them share one instant: the id decides.
  const deeds = Array.from({ length: 30 }, (_, i) =>
    did(i % 2 === 0 ? 'dev' : 'ann', 'e', Math.max(0, i - 10)),
  );
  await storeEvents(world.app.platform, project, deeds);
  await people.learn(project, [identify('ann', 'dev')]);
  await say(
    project,
    Array.from({ length: 7 }, (_, i) => ({
      source: 's',
      text: `w ${i}`,
      distinctId: 'dev',
      time: iso(i * 3),
    })),
  );
  const person = personOf(project, 'dev');
  const whole = await call(getTimeline, { params: { project, person }, query: { limit: 500 } });
  expect(whole.items).toHaveLength(37);
  expect(whole.next).toBeNull();
  const ids: string[] = [];
  for (let before: string | undefined; ;) {
    const part = await call(getTimeline, {
      params: { project, person },
      query: { limit: 4, ...(before === undefined ? {} : { before }) },
    });
    ids.push(...part.items.map((item) => item.id));
    if (part.next === null) break;
    before = part.next;
  }
  expect(ids).toEqual(whole.items.map((item) => item.id));
  expect(whole.items.map((item) => item.time)).toEqual(
    whole.items
      .map((item) => item.time)
      .toSorted()
      .toReversed(),
  );
  const said = await call(getTimeline, { params: { project, person }, query: { only: 'said' } });
  expect(
    said.items.every(
      (item) => item.kind === 'said' && item.signal.person === personOf(project, 'ann'),
    ),
  ).toBe(true);
  await expect(
    call(getTimeline, { params: { project, person }, query: { before: "'; --" } }),
  ).rejects.toMatchObject({ status: 400 });
});

test('the list is ordered, pages without gaps, and is searched by id, name and e-mail', async () => {
  const project = newProject();
  await storeEvents(
    world.app.platform,
    project,
    Array.from({ length: 12 }, (_, i) => did(`user-${i}`, 'visit', i)),
  );
  await people.learn(project, [
    identify('user-0', 'user-11'),
    change('user-3', 3, { traits: { set: { first_name: 'Zoë', last_name: 'O"Hara' } } }),
    change('user-4', 3, { traits: { set: { email: 'Four@Example.com' } } }),
  ]);
  const all = await call(listPeople, { params: { project }, query: { limit: 200 } });
  expect(all.total).toBe(11);
  expect(all.people.map((one) => one.distinctIds[0])).toEqual([
    'user-0',
    ...Array.from({ length: 10 }, (_, i) => `user-${10 - i}`),
  ]);
  const paged: string[] = [];
  for (let cursor: string | undefined; ;) {
    const part = await call(listPeople, {
      params: { project },
      query: { limit: 3, ...(cursor === undefined ? {} : { cursor }) },
    });
    expect(part.total).toBe(11);
    paged.push(...part.people.map((one) => one.id));
    if (part.next === null) break;
    cursor = part.next;
  }
  expect(paged).toEqual(all.people.map((one) => one.id));
  const search = async (text: string) =>
    (await call(listPeople, { params: { project }, query: { search: text } })).people.map(
      (one) => one.distinctIds[0],
    );
  expect(await search('zoë')).toEqual(['user-3']);
  expect(await search('four@ex')).toEqual(['user-4']);
  expect(await search('user-11')).toEqual(['user-0']);
  expect(await search(personOf(project, 'user-5'))).toEqual(['user-5']);
  expect(await search("' OR 1=1 --")).toEqual([]);
  expect(await search('{p0:String} \\ \n %_')).toEqual([]);
});

test('traits fold: later set, earlier once, unset, in whatever order they arrive', async () => {
  const project = newProject();
  await people.learn(project, [
    change('ann', 5, {
      traits: { set: { plan: 'late', gone: 1, $lib: 'web', $browser: 'Firefox' } },
    }),
    change('ann', 2, { traits: { set: { plan: 'early' }, setOnce: { source: 'second' } } }),
    change('ann', 1, { traits: { setOnce: { source: 'first', plan: 'never' } } }),
    change('ann', 6, { traits: { unset: ['gone'] } }),
    change('ann', 6, {
      traits: {
        set: JSON.parse('{"__proto__": {"x": 1}, "constructor": 2}') as Record<string, unknown>,
      },
    }),
    change('ann', 6, {
      traits: { set: { [`long ${'k'.repeat(300)}`]: 1, big: 'v'.repeat(20_000) } },
    }),
    change('ann', 6, { traits: { set: { $consent: 'granted', '$account:company:': 'evil' } } }),
  ]);
  const { traits, consent } = await page(project, 'ann');
  expect(Object.entries(traits)).toEqual([
    ['$browser', 'Firefox'],
    ['__proto__', { x: 1 }],
    ['constructor', 2],
    ['plan', 'late'],
    ['source', 'first'],
  ]);
  expect(consent).toBe('unknown');
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});

test('another project with the same ids sees nothing', async () => {
  const [mine, other] = [newProject(), newProject()];
  for (const project of [mine, other]) {
    await storeEvents(world.app.platform, project, [did('ann', `in ${project}`, 1)]);
  }
  await people.learn(mine, [change('ann', 1, { traits: { set: { secret: 'mine' } } })]);
  expect((await page(other, 'ann')).traits).toEqual({});
  const foreign = { project: other, person: personOf(mine, 'ann') };
  await expect(call(getPerson, { params: foreign })).rejects.toMatchObject({ status: 404 });
  expect((await call(getTimeline, { params: foreign })).items).toEqual([]);
  await expect(call(erasePerson, { params: foreign })).rejects.toMatchObject({ status: 404 });
});

/** Rows of a person that are left anywhere, by table. */
async function traces(
  project: ProjectId,
  text: readonly string[],
): Promise<Record<string, number>> {
  const { events, records } = world.app.platform;
  const found: Record<string, number> = {};
  for (const table of factTables) {
    const rows = await events.rows<object>(project, sql`SELECT * FROM ${source(table, sql`*`)}`);
    found[table] = rows.filter((row) =>
      text.some((one) => JSON.stringify(row).includes(one)),
    ).length;
  }
  const pglite = records.installation.pglite!;
  const tables = await pglite.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  for (const { name } of tables.rows) {
    const { rows } = await pglite.query<object>(`SELECT * FROM "${name}"`);
    found[name] = rows.filter((row) =>
      text.some((one) => JSON.stringify(row).includes(one)),
    ).length;
  }
  return Object.fromEntries(Object.entries(found).filter(([, count]) => count > 0));
}

test('an erased person leaves no trace, stays gone when old events come again, others stay', async () => {
  const project = newProject();
  const past = '2026-03-01T12:00:00.000Z';
  await storeEvents(world.app.platform, project, [
    did('erase-dev', 'visit', 1),
    did('erase-ann', 'buy', 2, { properties: { note: 'erase-note' } }),
    did('bob', 'visit', 3),
  ]);
  await people.learn(project, [
    identify('erase-ann', 'erase-dev'),
    identify('bob', 'bob-dev'),
    change('erase-ann', 2, { traits: { set: { name: 'erase-name' } } }),
    change('bob', 2, { traits: { set: { name: 'Bob' } } }),
  ]);
  await say(project, [
    { source: 's', text: 'erase-words', distinctId: 'erase-dev', time: past },
    { source: 's', text: 'kept', distinctId: 'bob', time: past },
  ]);
  const own = [personOf(project, 'erase-ann'), personOf(project, 'erase-dev')];
  const marks = ['erase-', ...own];
  expect(Object.keys(await traces(project, marks)).toSorted()).toEqual([
    'events',
    'facts',
    'person_ids',
    'person_overrides',
    'signals',
    'traits',
  ]);
  const exported = await call(exportPerson, { params: { project, person: own[1]! } });
  expect([exported.events.length, exported.signals.length]).toEqual([2, 1]);

  const answer = await call(erasePerson, { params: { project, person: own[1]! } });
  expect(answer).toMatchObject({ status: 'done', waitingFor: [] });
  const asked = { params: { project, request: answer.request } };
  expect(await call(getErasure, asked)).toEqual(answer);
  expect(await traces(project, marks)).toEqual({});
  await expect(page(project, 'erase-ann')).rejects.toMatchObject({ status: 404 });
  expect(await page(project, 'bob')).toMatchObject({ name: 'Bob', events: 1, signals: 1 });

  await people.learn(project, [identify('erase-ann', 'erase-dev')]);
  const resent = { source: 's', text: 'erase-words', distinctId: 'erase-dev', time: past };
  expect(await say(project, [resent])).toMatchObject([{ status: 'refused' }]);
  expect(await traces(project, marks)).toEqual({});
  await people.whileTaking(project, async (wasErased) => {
    expect(wasErased('erase-ann', at(1))).toBe(true);
    expect(wasErased('erase-ann', new Date(Date.now() + 60_000))).toBe(false);
    expect(wasErased('bob', at(1))).toBe(false);
  });
});

test('what was being taken in when somebody was erased is gone too', async () => {
  const project = newProject();
  await storeEvents(world.app.platform, project, [did('late-ann', 'visit', 0)]);
  let land = () => {};
  const landing = new Promise<void>((resolve) => (land = resolve));
  const taking = people.whileTaking(project, async (wasErased) => {
    expect(wasErased('late-ann', at(1))).toBe(false);
    await landing;
    await storeEvents(world.app.platform, project, [did('late-ann', 'visit', 1)]);
  });
  const person = personOf(project, 'late-ann');
  const erasing = call(erasePerson, { params: { project, person } });
  await new Promise((wait) => setTimeout(wait, 100));
  land();
  await taking;
  expect(await erasing).toMatchObject({ status: 'done' });
  expect(await traces(project, ['late-ann', person])).toEqual({});
});

test('another process learns of an erasure within two seconds, and reads all of them only then', async () => {
  const project = newProject();
  let nowMs = Date.now();
  const { platform } = world.app;
  const other = createPeople(
    {
      ...withOwnFacts(),
      config: { ...platform.config, databaseUrl: 'postgres://shared' },
      clock: { now: () => new Date(nowMs) },
    },
    quietAccess,
  );
  const known = async () => other.whileTaking(project, async (wasErased) => wasErased);
  const erase = async (who: string) => {
    await storeEvents(platform, project, [did(who, 'visit', 0)]);
    await call(erasePerson, { params: { project, person: personOf(project, who) } });
  };
  await erase('far-ann');
  const first = await known();
  expect([first('far-ann', at(1)), first('far-bob', at(1))]).toEqual([true, false]);
  nowMs += 2_000;
  expect(await known()).toBe(first);
  await erase('far-bob');
  expect(await known()).toBe(first);
  nowMs += 2_000;
  expect((await known())('far-bob', at(1))).toBe(true);
});

test('an erasure waits for every domain and is done when the last has answered', async () => {
  const project = newProject();
  let ready = false;
  const platform = withOwnFacts();
  const own = createPeople(platform, quietAccess);
  own.onErasure('slow', async () => {
    if (!ready) throw new Error('not yet');
  });
  await storeEvents(world.app.platform, project, [did('ann', 'visit', 1)]);
  const mine = clientOf(own.routes);
  const person = personOf(project, 'ann');
  const begun = await mine(erasePerson, { params: { project, person } });
  expect(begun).toMatchObject({ status: 'running', waitingFor: ['slow'] });
  ready = true;
  await platform.facts.deliver();
  const { request } = begun;
  expect(await mine(getErasure, { params: { project, request } })).toMatchObject({
    status: 'done',
  });
});
