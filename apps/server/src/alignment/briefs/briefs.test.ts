import {
  acknowledgeBrief,
  createBrief,
  getBrief,
  listBriefs,
  sendBrief,
  updateBrief,
  type Call,
  type Client,
  type Role,
} from '@tandem/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type TestProject, type World } from '../../testing/world.ts';
import { markLate } from './actions.ts';
import { receiptAfter, receiptsAfterSending, type Receipt } from './rules.ts';

let world: World;
const members = new Map<Role, { readonly call: Client; readonly userId: string }>();
beforeAll(async () => {
  world = await openWorld();
  for (const role of ['pmm', 'sales', 'support'] as const) {
    const { cookie, userId } = await world.member({ role, name: `Some ${role}` });
    members.set(role, { call: world.as({ cookie }), userId });
  }
});
afterAll(() => world.close());

type Says = Call<typeof acknowledgeBrief>['body'];

async function drafted(project: TestProject, more: { readonly dueOn?: string } = {}) {
  const body = {
    title: 'Picks for you',
    body: 'On from Monday.',
    teams: ['sales', 'support'] as Role[],
    ...more,
  };
  const { id } = await project.call(createBrief, { params: project.params, body });
  const params = { ...project.params, id };
  return {
    params,
    get: () => project.call(getBrief, { params }),
    edit: async (text: string) =>
      project.call(updateBrief, { params, body: { ...(await version()), body: text } }),
    send: async (isMaterial = true) =>
      project.call(sendBrief, { params, body: { ...(await version()), isMaterial } }),
    say: (role: Role, body: Says) => members.get(role)!.call(acknowledgeBrief, { params, body }),
  };
  async function version() {
    return { version: (await project.call(getBrief, { params })).version };
  }
}

const stateOf = (
  brief: Awaited<ReturnType<Awaited<ReturnType<typeof drafted>>['get']>>,
  role: Role,
) => brief.acknowledgements.find((one) => one.role === role)?.state;

test('from the first sending to what each team did, with who read which text', async () => {
  const it = await drafted(await world.project());
  await expect(it.say('sales', { move: 'read', text: 1 })).rejects.toMatchObject({
    rule: 'brief.acknowledge.sent',
  });
  const sent = await it.send();
  expect(sent.acknowledgements.map(({ role, state }) => [role, state]).toSorted()).toEqual([
    ['sales', 'pending'],
    ['support', 'pending'],
  ]);
  await it.say('sales', { move: 'read', text: 1 });
  await it.say('sales', { move: 'acknowledge', text: 1 });
  await expect(it.say('sales', { move: 'commit', text: 1 })).rejects.toMatchObject({
    rule: 'brief.commit.what',
  });
  await it.say('sales', { move: 'commit', text: 1, commitment: 'New deck by Friday' });
  await it.say('sales', { move: 'finish', text: 1 });
  const sales = (await it.get()).acknowledgements.find(({ role }) => role === 'sales');
  expect(sales).toMatchObject({ state: 'done', text: 1, commitment: 'New deck by Friday' });
  await expect(it.say('pmm', { move: 'read', text: 1 })).rejects.toMatchObject({
    rule: 'brief.acknowledge.team',
  });
  await expect(it.say('support', { move: 'finish', text: 1 })).rejects.toMatchObject({
    rule: 'acknowledgement.finish',
  });
});

test('what was sent stays; a material text asks again, another one does not', async () => {
  const it = await drafted(await world.project());
  await it.send();
  await it.say('sales', { move: 'acknowledge', text: 1 });
  expect((await it.edit('On from Tuesday.')).sent?.body).toBe('On from Monday.');
  expect((await it.get()).hasChanges).toBe(true);
  expect(stateOf(await it.send(false).then(it.get), 'sales')).toBe('acknowledged');
  await it.edit('Only in Norway.');
  await it.send(true);
  const brief = await it.get();
  expect(stateOf(brief, 'sales')).toBe('pending');
  expect(brief.texts.map(({ body }) => body)).toEqual([
    'On from Monday.',
    'On from Tuesday.',
    'Only in Norway.',
  ]);
  await expect(it.say('sales', { move: 'read', text: 1 })).rejects.toMatchObject({
    rule: 'brief.acknowledge.text',
    body: { newest: 3 },
  });
});

test('who did not finish by the day is late, once', async () => {
  const project = await world.project();
  const it = await drafted(project, { dueOn: '2026-03-01' });
  await it.send();
  const by = {
    actor: { id: 'calendar', name: 'Tandem', kind: 'key', role: null } as const,
    at: new Date('2026-03-02T04:00:00Z'),
  };
  const late = (today: string) =>
    world.app.platform.records.write(project.id, (writer) => markLate(writer, by, today));
  expect(await late('2026-03-01')).toBe(0);
  expect(await late('2026-03-02')).toBe(2);
  expect(await late('2026-03-03')).toBe(0);
  expect(stateOf(await it.get(), 'support')).toBe('late');
});

test('an empty brief is not sent, a key reads nothing, an old version and another project are refused', async () => {
  const [project, other] = [await world.project(), await world.project()];
  const { params, send } = await drafted(project);
  const call = { params, body: { version: 1, body: '' } };
  await project.call(updateBrief, call);
  await expect(send()).rejects.toMatchObject({ rule: 'brief.send.empty' });
  await expect(project.call(updateBrief, call)).rejects.toMatchObject({ rule: 'record.version' });
  const read = { params, body: { move: 'read', text: 1 } } as const;
  await expect(project.call(acknowledgeBrief, read)).rejects.toMatchObject({
    rule: 'brief.acknowledge.person',
  });
  const foreign = other.call(getBrief, { params: { ...params, ...other.params } });
  await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
  expect((await other.call(listBriefs, { params: other.params })).briefs).toEqual([]);
});

const receipt = (userId: string, state: Receipt['state']): Receipt => ({
  userId,
  state,
  text: 1,
  commitment: null,
});

test('who left the teams keeps what they said, who joined is asked', () => {
  const before = [receipt('ann', 'done'), receipt('bob', 'acknowledged')];
  const people = [
    { userId: 'ann', role: 'pm' as const },
    { userId: 'bob', role: 'sales' as const },
    { userId: 'cy', role: 'sales' as const },
  ];
  const after = receiptsAfterSending(before, people, { teams: ['sales'], isMaterial: true });
  expect(after.map(({ userId, state }) => [userId, state])).toEqual([
    ['ann', 'done'],
    ['bob', 'pending'],
    ['cy', 'pending'],
  ]);
});

test('to look at a text again changes no state', () => {
  const done = receipt('ann', 'done');
  expect(receiptAfter(done, 1, { move: 'read', text: 1 })).toEqual(done);
});
