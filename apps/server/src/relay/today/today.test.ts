import {
  createBrief,
  createFlag,
  createHighlight,
  createMetric,
  createNote,
  createOpportunity,
  createOutcome,
  createPod,
  createRelease,
  getOutcome,
  getToday,
  moveOpportunity,
  moveOutcome,
  sendBrief,
  signOpportunity,
  signOutcome,
  takeSeat,
} from '@tandem/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stepOn } from '../../testing/askers.ts';
import { openWorld, type TestProject, type World } from '../../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const today = (project: TestProject) => project.call(getToday, { params: project.params });

test('an empty project is told what to do first', async () => {
  const { stations, actions, answers } = await today(await world.project());
  const all = ['listen', 'understand', 'decide', 'launch', 'learn', 'tell'];
  expect(stations.map(({ station }) => station)).toEqual(all);
  expect(stations.map(({ figure, stuckTotal }) => figure.value + stuckTotal)).toEqual(
    all.map(() => 0),
  );
  expect(answers).toBeNull();
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
  expect(await decide()).toMatchObject({ figure: { value: 1 }, note: '1 need to sign', stuck: [] });
  const news = await today(project);
  expect(news).toMatchObject({ evidence: { supports: 5, contradicts: 0 }, number: null });
  expect(news.newSignals).toHaveLength(5);
  const said = news.newSignals.map((signal) => signal.id).toSorted();
  expect(news.newHighlights.map(({ signal }) => signal).toSorted()).toEqual(said);

  const explored = { params: { ...params, id }, body: { move: 'explore' } } as const;
  const { version } = await project.call(moveOpportunity, explored);
  const { cookie } = await world.member({ role: 'pm', name: 'Maya' });
  const maya = world.as({ cookie });
  const first = async (call: typeof maya) => (await call(getToday, { params })).actions;
  const question = 'Is it worth solving? “It takes an hour”';
  expect((await first(maya)).map(({ title }) => title)).toContain(question);
  await maya(signOpportunity, { params: { ...params, id }, body: { version } });
  const says = 'Marketing has not signed “It takes an hour”';
  expect((await decide())?.stuck).toMatchObject([{ says }]);
  const hers = await maya(getToday, { params });
  expect(hers.actions.map(({ title }) => title)).not.toContain(question);
  expect(hers.waiting).toMatchObject([
    { who: 'Marketing', side: 'marketing', says: 'signs “It takes an hour”' },
  ]);
  // What only the other side can do is no action of hers.
  expect(hers.actions.map(({ title }) => title)).not.toContain(says);
  const marketer = await world.member({ role: 'pmm' });
  const waiting = await first(world.as({ cookie: marketer.cookie }));
  expect(waiting.map(({ button }) => button)).toContain('Read and sign');
  expect(waiting.find(({ title }) => title === question)?.why).toMatch(/^Maya has signed/);
});

test('a pod sees its own number first, and who in it has yet to sign', async () => {
  const project = await world.project();
  const { params } = project;
  const [maya, tomas, guest] = await Promise.all(
    (['pm', 'pmm', 'engineer'] as const).map((role) => world.member({ role, name: `A ${role}` })),
  );
  const call = world.as({ cookie: maya!.cookie });
  const definition = { kind: 'mean', of: { event: 'order', property: 'total' } } as const;
  const metric = await call(createMetric, { params, body: { name: 'Order value', definition } });
  const made = await call(createPod, { params, body: { name: 'Choosers' } });
  for (const { userId: user } of [maya!, tomas!]) {
    await call(takeSeat, { params: { ...params, id: made.id, user }, body: { share: 1 } });
  }
  const sentence = 'increase order value by 10% within 3 months of launch';
  const body = { sentence, baseline: 50, metric: { id: metric.id, version: 1 } };
  const outcome = await call(createOutcome, { params, body: { ...body, pod: made.id } });
  const at = { ...params, id: outcome.id };
  await call(moveOutcome, { params: at, body: { version: 1, move: 'propose' } });
  await call(signOutcome, { params: at, body: { version: 2 } });
  const half = await call(getToday, { params });
  expect(half.number).toBeNull();
  expect(half.waiting).toMatchObject([{ who: 'A pmm', says: `signs “${sentence}”` }]);

  const { version } = await call(getOutcome, { params: at });
  await world.as({ cookie: tomas!.cookie })(signOutcome, { params: at, body: { version } });
  const agreed = await call(getToday, { params });
  expect(agreed.waiting).toEqual([]);
  expect(agreed.number).toMatchObject({
    pod: 'Choosers',
    isOwn: true,
    outcome: { id: outcome.id, state: 'agreed' },
  });
  const { number } = await world.as({ cookie: guest!.cookie })(getToday, { params });
  expect(number).toMatchObject({ pod: 'Choosers', isOwn: false });
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

test('what is paused, half signed or unread is stuck at its station, the oldest first', async () => {
  const project = await world.project();
  const { params, call } = project;
  for (const key of ['a', 'b', 'c', 'd']) {
    const flag = await call(createFlag, { params, body: { key, name: key, kind: 'boolean' } });
    const rings = [{ name: 'Early', share: 0.1 }];
    const made = await call(createRelease, { params, body: { name: key, flag: flag.id, rings } });
    await stepOn(call, { ...params, id: made.id }, 'start');
    if (key !== 'd') await stepOn(call, { ...params, id: made.id }, 'pause');
  }
  const brief = { title: 'What comes', body: 'Three picks', teams: ['sales' as const] };
  const { id } = await call(createBrief, { params, body: brief });
  const { cookie } = await world.member({ role: 'sales' });
  await call(sendBrief, { params: { ...params, id }, body: { version: 1 } });
  const { stations, actions } = await world.as({ cookie })(getToday, { params });
  const at = (name: string) => stations.find(({ station }) => station === name);
  expect(at('launch')).toMatchObject({ figure: { value: 1 }, stuckTotal: 3 });
  expect(at('launch')?.stuck.map(({ says }) => says)).toEqual(
    ['a', 'b', 'c'].map((name) => `“${name}” is paused`),
  );
  expect(at('tell')).toMatchObject({ figure: { label: 'briefs unread', value: 1 } });
  expect(actions[0]).toMatchObject({ title: 'Read “What comes”', station: 'tell' });
});
