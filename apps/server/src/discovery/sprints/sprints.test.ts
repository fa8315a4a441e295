import {
  addInterview,
  createHighlight,
  createNote,
  createOpportunity,
  createSprint,
  erasePerson,
  getSprint,
  joinSprint,
  listSprints,
  moveOpportunity,
  moveSprint,
  signOpportunity,
  sprintMachine,
  updateSprint,
  type Call,
  type Client,
  type Role,
} from '@tandem/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personOf } from '../../people/index.ts';
import { openWorld, type TestMember, type TestProject, type World } from '../../testing/world.ts';
import { lengthOf, measuredShare, nextEngineer, workingDays, type Bare } from './rules.ts';

let world: World;
const members = new Map<Role, TestMember & { readonly call: Client }>();
beforeAll(async () => {
  world = await openWorld();
  world.app.platform.facts.start();
  for (const role of ['pm', 'pmm', 'engineer'] as const) {
    const made = await world.member({ name: `Some ${role}`, role });
    members.set(role, { ...made, call: world.as({ cookie: made.cookie }) });
  }
});
afterAll(() => world.close());

const plan = { name: 'What goes together', from: '2026-03-02', to: '2026-03-20' };
const planned = (project: TestProject, more: Partial<Call<typeof createSprint>['body']> = {}) =>
  project.call(createSprint, { params: project.params, body: { ...plan, ...more } });
const mover =
  (project: TestProject, id: string) =>
  (move: Call<typeof moveSprint>['body']['move'], reason?: string) =>
    project.call(moveSprint, {
      params: { ...project.params, id },
      body: { move, ...(reason && { reason }) },
    });
const join = (project: TestProject, id: string, role: Role, daysSpent = 0) =>
  project.call(joinSprint, {
    params: { ...project.params, id, user: members.get(role)!.userId },
    body: { daysSpent },
  });
const listen = (
  project: TestProject,
  id: string,
  more: Partial<Call<typeof addInterview>['body']> = {},
) =>
  project.call(addInterview, {
    params: { ...project.params, id },
    body: { kind: 'customer', name: 'Ann', day: '2026-03-03', ...more },
  });

async function running(project: TestProject, more: Parameters<typeof planned>[1] = {}) {
  const { id } = await planned(project, more);
  await join(project, id, 'pm');
  await join(project, id, 'pmm');
  await mover(project, id)('start');
  return id;
}

test.each([
  ['2026-03-02', '2026-03-02', 1, 1],
  ['2026-03-02', '2026-03-15', 14, 10],
  ['2026-03-07', '2026-03-08', 2, 0],
  ['2026-03-08', '2026-03-02', -5, 0],
])('from %s to %s are %i days, %i of them for work', (from, to, days, work) => {
  expect([lengthOf(from, to), workingDays(from, to)]).toEqual([days, work]);
});

test('the engineer whose turn it is has gone longest without a sprint', () => {
  const engineers = ['Ann', 'Bob', 'Cy'].map((name) => ({ userId: name, name }));
  const took = [
    { userId: 'Ann', from: '2026-01-01' },
    { userId: 'Ann', from: '2026-05-01' },
    { userId: 'Bob', from: '2026-03-01' },
  ];
  expect(nextEngineer(engineers, took)?.name).toBe('Cy');
  expect(nextEngineer(engineers.slice(0, 2), took)?.name).toBe('Bob');
  expect(nextEngineer([], took)).toBeNull();
});

test('measured is what was spent of the working days so far', () => {
  const member = { userId: 'a', name: 'A', role: 'pm', side: 'product', daysSpent: 1.5 } as const;
  const sprint = { ...plan, members: [member, { ...member, daysSpent: 0 }] } as unknown as Bare;
  expect(measuredShare(sprint, '2026-03-06')).toBeCloseTo(0.15);
  expect(measuredShare(sprint, '2026-12-31')).toBeCloseTo(0.05);
  expect(measuredShare(sprint, '2026-03-01')).toBeNull();
});

describe('planning', () => {
  test('two to three weeks, or a reason; never backwards', async () => {
    const project = await world.project();
    const short = { to: '2026-03-05' };
    await expect(planned(project, short)).rejects.toMatchObject({ rule: 'sprint.length' });
    const shown = await planned(project, { ...short, lengthReason: 'A trade fair' });
    expect(shown.checks.find(({ name }) => name === 'length')).toMatchObject({
      value: 4,
      passes: true,
    });
    await expect(planned(project, { to: '2026-03-01' })).rejects.toMatchObject({
      rule: 'sprint.dates',
    });
  });

  test('another guide is a new version; an old version of the sprint is refused', async () => {
    const project = await world.project();
    const { id } = await planned(project, { guide: 'Tell me about the last time.' });
    const edit = (version: number) =>
      project.call(updateSprint, {
        params: { ...project.params, id },
        body: { version, guide: 'What happened then?' },
      });
    expect((await edit(1)).guide).toEqual({ text: 'What happened then?', version: 2 });
    await expect(edit(1)).rejects.toMatchObject({ rule: 'record.version' });
    expect((await edit(2)).guide.version).toBe(2);
  });

  test('both sides take part before it starts; the rota names an engineer', async () => {
    const project = await world.project();
    const { id } = await planned(project);
    const move = mover(project, id);
    await join(project, id, 'pm');
    await expect(move('start')).rejects.toMatchObject({ rule: 'sprint.start.both_sides' });
    await join(project, id, 'pmm', 2);
    expect((await move('start')).state).toBe('running');
    const { sprints, nextEngineer: next } = await project.call(listSprints, {
      params: project.params,
    });
    expect(sprints).toHaveLength(1);
    expect(next?.name).toBe('Some engineer');
  });

  test('another project sees and changes none of it', async () => {
    const [mine, other] = [await world.project(), await world.project()];
    const id = await running(mine);
    expect((await other.call(listSprints, { params: other.params })).sprints).toEqual([]);
    await expect(listen(other, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(mover(other, id)('abandon', 'Not ours')).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('interviews', () => {
  test('only while it runs; the transcript is a signal and its words come by type', async () => {
    const project = await world.project();
    const early = await planned(project);
    await expect(listen(project, early.id)).rejects.toMatchObject({
      rule: 'sprint.interview.state',
    });
    const id = await running(project);
    const transcript = 'I pack orders. I waste an hour a day.';
    const { interviews } = await listen(project, id, { transcript, kind: 'prospect' });
    expect(interviews).toMatchObject([{ kind: 'prospect', guideVersion: 1, name: 'Ann' }]);
    const signal = interviews[0]!.signal!;
    for (const [type, start, end] of [
      ['pain', 15, 36],
      ['job', 0, 13],
    ] as const) {
      const body = { signal, start, end, type };
      await project.call(createHighlight, { params: project.params, body });
    }
    const { words } = await project.call(getSprint, { params: { ...project.params, id } });
    expect(words).toMatchObject([
      { type: 'job', interviews: 1, highlights: [{ text: 'I pack orders' }] },
      { type: 'pain', interviews: 1, highlights: [{ text: 'I waste an hour a day' }] },
    ]);
  });

  test('who is erased is not named any more; that they were heard stays', async () => {
    const project = await world.project();
    const id = await running(project);
    await listen(project, id, { distinctId: 'ann', transcript: 'My words' });
    const person = personOf(project.id, 'ann');
    await project.call(erasePerson, { params: { ...project.params, person } });
    const show = () => project.call(getSprint, { params: { ...project.params, id } });
    await expect
      .poll(async () => (await show()).interviews)
      .toMatchObject([{ name: '', mayQuote: false }]);
    const shown = await show();
    expect(JSON.stringify(shown)).not.toMatch(/Ann|My words/);
  });
});

describe('closing', () => {
  test('below ten interviews, or with customers alone, it needs a reason', async () => {
    const project = await world.project();
    const id = await running(project);
    const move = mover(project, id);
    for (let i = 0; i < 10; i++) await listen(project, id);
    await expect(move('synthesise')).rejects.toMatchObject({
      rule: 'sprint.synthesise.targets',
      body: { failing: [{ name: 'outsiders' }] },
    });
    await listen(project, id, { kind: 'outsider' });
    expect((await move('synthesise')).state).toBe('synthesis');
    await expect(move('invalidate')).rejects.toMatchObject({ rule: 'sprint.invalidate.reason' });
    expect((await move('invalidate', 'Nobody loses time')).state).toBe('invalidated');
    await expect(join(project, id, 'engineer')).rejects.toMatchObject({
      rule: 'sprint.member.state',
    });
  });

  test('validated only with an opportunity that both sides signed', async () => {
    const project = await world.project();
    const opportunity = await signedOpportunity(project);
    const id = await running(project);
    const move = mover(project, id);
    await expect(move('synthesise')).rejects.toMatchObject({ rule: 'sprint.synthesise.targets' });
    const { version } = await move('synthesise', 'A small market');
    await expect(move('validate')).rejects.toMatchObject({ rule: 'sprint.validate.opportunity' });
    await project.call(updateSprint, {
      params: { ...project.params, id },
      body: { version, opportunity },
    });
    expect((await move('validate')).state).toBe('validated');
    const { history } = await project.call(getSprint, { params: { ...project.params, id } });
    expect(history.map((one) => one.move)).toEqual(
      ['create', 'join', 'join', 'start', 'synthesise', 'edit', 'validate'], // in this order
    );
  });

  test('left open or abandoned with a reason; every other move is refused by name', async () => {
    const project = await world.project();
    const open = mover(project, await running(project));
    await open('synthesise', 'Time is up');
    expect((await open('leave_open', 'Half said so')).state).toBe('inconclusive');
    const gone = mover(project, await running(project));
    expect((await gone('abandon', 'The pod was dissolved')).state).toBe('abandoned');
    for (const name of Object.keys(sprintMachine.moves) as (keyof typeof sprintMachine.moves)[]) {
      await expect(gone(name, 'Any reason')).rejects.toMatchObject({
        rule: `discovery_sprint.${name}`,
      });
    }
  });
});

async function signedOpportunity(project: TestProject): Promise<string> {
  const body = { statement: 'I lose time on every order' };
  const { id } = await project.call(createOpportunity, { params: project.params, body });
  const params = { ...project.params, id };
  for (const [i, distinctId] of ['a', 'b', 'c', 'd', 'e'].entries()) {
    const note = { kind: i % 2 ? 'ticket' : 'call note', text: 'I lose time', distinctId } as const;
    const { signal } = await project.call(createNote, { params: project.params, body: note });
    await project.call(createHighlight, {
      params: project.params,
      body: {
        signal: signal.id,
        start: 0,
        end: 11,
        type: 'pain',
        link: { kind: 'opportunity', id },
      },
    });
  }
  const { version } = await project.call(moveOpportunity, { params, body: { move: 'explore' } });
  for (const role of ['pm', 'pmm'] as const) {
    await members.get(role)!.call(signOpportunity, { params, body: { version } });
  }
  return id;
}
