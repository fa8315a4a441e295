import {
  createHighlight,
  createNote,
  createOpportunity,
  getToday,
  moveOpportunity,
  signOpportunity,
} from '@tandem/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type TestProject, type World } from '../../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const today = (project: TestProject) => project.call(getToday, { params: project.params });

test('an empty project is told what to do first', async () => {
  const { stations, actions } = await today(await world.project());
  expect(stations.map(({ station }) => station)).toEqual(['listen', 'understand', 'decide']);
  expect(actions.map(({ button }) => button)).toEqual([
    'Show the snippet',
    'Import a file',
    'Invite',
  ]);
});

test('the board follows a need from its first words to a signature that waits', async () => {
  const project = await world.project();
  const { params } = project;
  const say = (distinctId: string, i: number) => {
    const kind = i % 2 === 0 ? ('ticket' as const) : ('call note' as const);
    const body = { kind, distinctId, text: `It takes ${distinctId} an hour` };
    return project.call(createNote, { params, body });
  };
  const notes = await Promise.all(['ann', 'bob', 'cy', 'dot', 'eve'].map(say));
  expect((await today(project)).actions.map(({ title }) => title)).toContain('Name the first need');

  const { id } = await project.call(createOpportunity, {
    params,
    body: { statement: 'It takes an hour' },
  });
  const link = { kind: 'opportunity', id } as const;
  for (const { signal } of notes) {
    const body = { signal: signal.id, start: 0, end: 8, type: 'pain', link } as const;
    await project.call(createHighlight, { params, body });
  }
  const decide = async () =>
    (await today(project)).stations.find((one) => one.station === 'decide');
  expect((await decide())?.figures.map(({ value }) => value)).toEqual([1]);
  expect((await decide())?.stuck).toBe('1 waits for signatures');

  await project.call(moveOpportunity, { params: { ...params, id }, body: { move: 'explore' } });
  const { cookie } = await world.member({ role: 'pm' });
  await world.as({ cookie })(signOpportunity, { params: { ...params, id } });
  expect((await decide())?.stuck).toBe('1 signed by one side only');
  expect((await today(project)).actions[1]?.button).toBe('Decide');
});

test('whoever has linked nothing yet begins with words; a server that asks does not', async () => {
  const project = await world.project();
  const { params } = project;
  const { cookie } = await world.member({ role: 'engineer' });
  const call = world.as({ cookie });
  const first = async () => (await call(getToday, { params })).actions[0]?.button;
  const body = { kind: 'ticket', text: 'It takes an hour' } as const;
  const { signal } = await call(createNote, { params, body });
  expect(await first()).toBe('Read what they say');
  expect((await today(project)).actions[0]?.button).not.toBe('Read what they say');
  const { id } = await call(createOpportunity, { params, body: { statement: 'It takes long' } });
  const link = { kind: 'opportunity', id } as const;
  const words = { signal: signal.id, start: 0, end: 8, type: 'pain', link } as const;
  await call(createHighlight, { params, body: words });
  expect(await first()).not.toBe('Read what they say');
});
