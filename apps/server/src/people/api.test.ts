/** The life of a person through the API of the whole app: from the first click to the erasure. */
import {
  createKey,
  erasePerson,
  exportPerson,
  getErasure,
  getPerson,
  getTimeline,
  listAudit,
  listPeople,
  sendSignals,
} from '@tandem/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type TestProject, type World } from '../testing/world.ts';
import { personOf } from './index.ts';

let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world.close());

const before = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

async function live(project: TestProject, accepted = 4): Promise<void> {
  const events = [
    { id: '1', event: 'visit', distinctId: 'dev-1', timestamp: before(9) },
    {
      id: '2',
      event: '$identify',
      distinctId: 'ann',
      anonymousId: 'dev-1',
      timestamp: before(8),
      set: { name: 'Ann', email: 'ann@example.com' },
    },
    { id: '3', event: 'buy', distinctId: 'ann', timestamp: before(7), groups: { company: 'acme' } },
    { id: '4', event: 'visit', distinctId: 'bob', timestamp: before(6) },
  ];
  const answer = await project.send('/api/v1/events', { events });
  expect(await answer.json()).toMatchObject({ accepted });
  const signals = [{ source: 'widget', text: 'Good', distinctId: 'dev-1', time: before(5) }];
  expect(await (await project.send(sendSignals.path, { signals })).json()).toMatchObject({
    added: accepted === 4 ? 1 : 0,
  });
}

test('what was sent is on the page of the person, once, also when it is sent again', async () => {
  const project = await world.project();
  await live(project);
  const person = personOf(project.id, 'dev-1');
  const page = await project.call(getPerson, { params: { ...project.params, person } });
  expect(page).toMatchObject({ name: 'Ann', events: 3, signals: 1, distinctIds: ['ann', 'dev-1'] });
  expect(page.accounts).toMatchObject([{ type: 'company', key: 'acme' }]);
  await project.send('/api/v1/events', {
    events: [{ id: '1', event: 'visit', distinctId: 'dev-1', timestamp: before(9) }],
  });
  const again = await project.call(getTimeline, { params: { ...project.params, person } });
  expect(again.items.map((item) => (item.kind === 'did' ? item.event : item.signal.text))).toEqual([
    'Good',
    'buy',
    '$identify',
    'visit',
  ]);
});

test('only who may erase does, the audit log tells of it without a name, and its chain holds', async () => {
  const project = await world.project();
  await live(project);
  const cookie = await world.admin();
  const person = personOf(project.id, 'ann');
  const params = { ...project.params, person };
  const key = await world.as(cookie)(createKey, {
    params: project.params,
    body: { kind: 'private', name: 'reader', scopes: ['read'] },
  });
  const reader = world.as({ authorization: `Bearer ${key.secret}` });
  await expect(reader(erasePerson, { params })).rejects.toMatchObject({ status: 403 });
  await expect(
    world.as({ authorization: `Bearer ${project.publicKey}` })(getPerson, { params }),
  ).rejects.toMatchObject({
    status: expect.toSatisfy((code: number) => code === 401 || code === 403) as number,
  });

  const { request, status } = await project.call(erasePerson, { params });
  expect(status).toBe('done');
  expect(await project.call(getErasure, { params: { ...project.params, request } })).toMatchObject({
    status: 'done',
    waitingFor: [],
  });
  const left = await project.call(listPeople, { params: project.params });
  expect(left.people.map((one) => one.distinctIds)).toEqual([['bob']]);

  // Of what comes again, only Bob's is let in, and known already.
  await live(project, 1);
  expect((await project.call(listPeople, { params: project.params })).total).toBe(1);

  const { entries, chain } = await world.as(cookie)(listAudit, { params: { workspace: 1 } });
  expect(chain).toMatchObject({ valid: true, brokenAt: null });
  expect(entries.filter((one) => one.action === 'person.erased')).toHaveLength(1);
  expect(JSON.stringify(entries)).not.toMatch(/ann|dev-1/i);
});

test('of somebody of whom thousands of traits were said a list shows the newest, and the name', async () => {
  const project = await world.project();
  const many = (from: number) =>
    Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`k${from + i}`, from]));
  const sets = [0, 1, 2, 3, 4, 5, 6].map((i) => many(i * 200));
  const said = [{ name: 'Ann Lee' }, ...sets].map((set, i) => ({
    id: `said-${i}`,
    event: 'seen',
    distinctId: 'ann',
    timestamp: new Date(Date.now() - 60_000 + i * 1000).toISOString(),
    set,
  }));
  expect((await project.send('/api/v1/events', { events: said })).status).toBe(200);
  const { people } = await project.call(listPeople, { params: project.params });
  expect(people[0]!.name).toBe('Ann Lee');
  expect(Object.keys(people[0]!.traits)).toHaveLength(1000);
  expect(people[0]!.traits).toMatchObject({ k1399: 1200, k600: 600 });
  const params = { ...project.params, person: people[0]!.id };
  const whole = await project.call(exportPerson, { params });
  expect(Object.keys(whole.person.traits)).toHaveLength(1401);
});
