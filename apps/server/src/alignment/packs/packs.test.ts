import {
  addPackAction,
  createHighlight,
  createNote,
  createOpportunity,
  erasePerson,
  finishPackAction,
  makePack,
  moveOpportunity,
  moveSignal,
  listPacks,
  listPeople,
  listSignals,
  type Client,
  type Role,
} from '@tandem/contract';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { agreedOutcome, startMeasuring } from '../../testing/bets.ts';
import { change } from '../../access/index.ts';
import { openWorld, type TestProject, type World } from '../../testing/world.ts';
import { doneWords, nothingCounted, renderPack, snapshotOf, type PackInput } from './rules.ts';

let now = new Date('2026-03-02T09:00:00Z');
let world: World;
const members = new Map<Role, { readonly call: Client; readonly userId: string }>();
beforeAll(async () => {
  world = await openWorld({ clock: { now: () => now } });
  for (const role of ['pm', 'pmm'] as const) {
    const { cookie, userId } = await world.member({ role, name: `Some ${role}` });
    members.set(role, { call: world.as({ cookie }), userId });
  }
});
afterAll(() => world.close());

const tick = () => (now = new Date(now.getTime() + 60_000));
const make = (project: TestProject) => {
  tick();
  return project.call(makePack, { params: project.params });
};
const linesOf = (pack: Awaited<ReturnType<typeof make>>, section: string) =>
  pack.snapshot.sections.find(({ name }) => name === section)!.lines.map(({ text }) => text);

async function say(
  project: TestProject,
  distinctId: string,
  opportunity: string,
  isAgainst = false,
) {
  const { params } = project;
  const text = isAgainst ? 'I like to look around' : `It takes ${distinctId} an hour`;
  const note = { kind: 'ticket', distinctId, text, mayQuote: false } as const;
  const { signal } = await project.call(createNote, { params, body: note });
  const relation = isAgainst ? ('contradicts' as const) : ('supports' as const);
  const link = { kind: 'opportunity', id: opportunity, relation } as const;
  const body = { signal: signal.id, start: 0, end: text.length, type: 'pain', link } as const;
  await project.call(createHighlight, { params, body });
}

test('what changed since the last pack, the next time only what is new, and nothing when nothing moved', async () => {
  const project = await world.project();
  const { params } = project;
  const body = { statement: 'It takes an hour' };
  const { id } = await members.get('pm')!.call(createOpportunity, { params, body });
  for (const who of ['ann', 'bob', 'cy', 'dot']) await say(project, who, id);
  await say(project, 'eve', id, true);
  await members
    .get('pm')!
    .call(moveOpportunity, { params: { ...params, id }, body: { move: 'explore' } });

  const first = await make(project);
  expect(linesOf(first, 'evidence')).toEqual(['“It takes an hour”: 4 people, 1 against']);
  const words = linesOf(first, 'words');
  expect(words).toHaveLength(3);
  expect(words.filter((line) => line.endsWith('against'))).toEqual([
    '“I like to look around”, unnamed, against',
  ]);
  expect(linesOf(first, 'decisions')).toEqual([
    'Opportunity “It takes an hour”: taken up by Some pm',
  ]);
  expect(first.snapshot.silent).toEqual(['marketing']);
  expect(first.text).toContain('Marketing brought nothing in this time.');

  const second = await make(project);
  expect(second.snapshot.from).toBe(first.snapshot.to);
  expect(second.snapshot.sections.flatMap(({ lines }) => lines)).toEqual([]);
  await say(project, 'fay', id);
  expect(linesOf(await make(project), 'evidence')).toEqual([
    '“It takes an hour”: 5 people (+1), 1 against (±0)',
  ]);
});

test('a clock that is set back puts nothing into two packs', async () => {
  const project = await world.project();
  const { params } = project;
  const body = { statement: 'It takes an hour' };
  const { id } = await members.get('pm')!.call(createOpportunity, { params, body });
  await say(project, 'ann', id);
  const first = await make(project);
  now = new Date(now.getTime() - 3600_000);
  const second = await make(project);
  expect(second.snapshot).toMatchObject({ from: first.snapshot.to, to: first.snapshot.to });
  now = new Date(now.getTime() + 2 * 3600_000);
  const third = await make(project);
  expect(third.snapshot.from).toBe(first.snapshot.to);
  for (const pack of [second, third]) expect(linesOf(pack, 'words')).toEqual([]);
});

test('a change that waited for its turn is of the time when it came, so that no pack misses it', async () => {
  const project = await world.project();
  const { records, clock } = world.app.platform;
  const free = Promise.withResolvers<void>();
  const holding = records.write(project.id, () => free.promise);
  const caller = { kind: 'key', id: 'k', name: 'k', isPrivate: true } as const;
  let at: Date | undefined;
  const act = async (_: unknown, by: { readonly at: Date }) => void (at = by.at);
  const called = { project: project.id, caller };
  const waiting = change({ records, clock }, called, { act, show: async () => {} });
  const came = tick();
  free.resolve();
  await Promise.all([holding, waiting]);
  expect(at).toEqual(came);
});

test('made again from the same snapshot the text is the same, byte for byte; every line has its link', async () => {
  const project = await world.project();
  const { id } = await project.call(createOpportunity, {
    params: project.params,
    body: { statement: 'A need' },
  });
  await say(project, 'ann', id);
  const pack = await make(project);
  const again = renderPack(JSON.parse(JSON.stringify(pack.snapshot)) as typeof pack.snapshot);
  expect(Buffer.from(again).equals(Buffer.from(pack.text))).toBe(true);
  const lines = pack.text.split('\n').filter((line) => line.startsWith('- '));
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).toMatch(/ \(\/p\/\d+\/\S+\)$/);
});

test.each(['redaction', 'erasure'] as const)('no pack keeps the words after: %s', async (how) => {
  const project = await world.project();
  const { params } = project;
  const { id } = await project.call(createOpportunity, { params, body: { statement: 'A need' } });
  for (const who of ['ann', 'bob']) await say(project, who, id);
  const before = await make(project);
  expect(before.text).toContain('It takes ann an hour');
  if (how === 'redaction') {
    const { signals } = await project.call(listSignals, { params, query: { search: 'ann' } });
    const redact = { params: { ...params, id: signals[0]!.id }, body: { move: 'redact' as const } };
    await project.call(moveSignal, { ...redact, body: { ...redact.body, reason: 'they asked' } });
  } else {
    const { people } = await project.call(listPeople, { params, query: { search: 'ann' } });
    await project.call(erasePerson, { params: { ...params, person: people[0]!.id } });
  }
  await world.app.platform.facts.deliver();
  const { packs } = await project.call(listPacks, { params });
  const after = packs.find((pack) => pack.id === before.id)!;
  expect(linesOf(after, 'words').toSorted()).toEqual([
    'Removed on request',
    '“It takes bob an hour”, unnamed',
  ]);
  expect(JSON.stringify(after)).not.toContain('ann');
  expect(renderPack(after.snapshot)).toBe(after.text);
});

test('an outcome that is measured stands among the results, until it stays where it is', async () => {
  const project = await world.project();
  const [pm, pmm] = [members.get('pm')!, members.get('pmm')!];
  const outcome = await agreedOutcome(project, { pm, pmm });
  await startMeasuring(project, outcome);
  tick();
  const events = Array.from({ length: 40 }, (_, i) => ({
    event: 'order placed',
    distinctId: `buyer-${i}`,
    timestamp: now.toISOString(),
    properties: { value: 50 + (i % 5) },
  }));
  await project.send('/api/v1/events', { events });
  const first = linesOf(await make(project), 'results');
  expect(first).toEqual([
    expect.stringMatching(/^Average order value is 52 \(51\.\d+ to 52\.\d+ \w+\), to reach /),
  ]);
  expect(first[0]).toMatch(/\(observational\)$/);
  expect(linesOf(await make(project), 'results')).toEqual([]);
});

test('an action has an owner, a day and a reason or says that it is an opinion; open ones come again', async () => {
  const project = await world.project();
  const { params } = project;
  const { id } = await make(project);
  const owner = members.get('pmm')!.userId;
  const act = (title: string, evidence: string | null) => ({
    params: { ...params, id },
    body: { title, owner, dueOn: '2026-03-01', evidence },
  });
  await project.call(addPackAction, act('Write the headline', `/p/${project.id}/bets`));
  const { actions } = await project.call(addPackAction, act('Call three customers', null));
  const stranger = { ...act('Do it', null), body: { ...act('Do it', null).body, owner: 'nobody' } };
  await expect(project.call(addPackAction, stranger)).rejects.toMatchObject({
    rule: 'pack.action.owner',
  });
  const headline = actions.find(({ title }) => title === 'Write the headline')!;
  const done = { params: { ...params, id, action: headline.id } };
  await project.call(finishPackAction, done);
  await project.call(finishPackAction, done);
  expect(linesOf(await make(project), 'actions').toSorted()).toEqual([
    'Call three customers: Some pmm, late, was due 2026-03-01, an opinion',
    'Write the headline: Some pmm, done',
  ]);
  expect(linesOf(await make(project), 'actions')).toHaveLength(1);
});

test('two packs at one moment are one', async () => {
  const project = await world.project();
  tick();
  const make2 = () => project.call(makePack, { params: project.params });
  const made = await Promise.allSettled([make2(), make2()]);
  const refused = made.filter((one) => one.status === 'rejected');
  for (const { reason } of refused) expect(reason).toMatchObject({ rule: 'pack.once' });
  const { packs } = await project.call(listPacks, { params: project.params });
  expect(packs.map(({ snapshot }) => snapshot.number)).toEqual(
    packs.map((_, i) => packs.length - i),
  );
});

const input = (more: Partial<PackInput>): PackInput => ({
  project: 1,
  number: 1,
  from: '2026-03-01T00:00:00.000Z',
  to: '2026-03-08T00:00:00.000Z',
  before: nothingCounted,
  opportunities: [],
  words: [],
  results: [],
  decisions: [],
  actions: [],
  active: ['product', 'marketing'],
  ...more,
});
const result = { key: 'e', text: 'AOV rose', href: '/p/1/experiments/e', value: 0.1 };

test.each([
  ['new', nothingCounted, 1],
  ['inside of its noise', { opportunities: {}, results: { e: 0.12 } }, 0],
  ['outside of it', { opportunities: {}, results: { e: 0.4 } }, 1],
])('a result that is %s', (_, before, count) => {
  const results = [{ ...result, low: 0.05, high: 0.15 }];
  const { sections } = snapshotOf(input({ before, results }));
  expect(sections.find(({ name }) => name === 'results')!.lines).toHaveLength(count);
});

test.each([
  ['validate', 'validated'],
  ['conclude', 'concluded'],
  ['launch', 'launched'],
  ['roll_back', 'rolled back'],
  ['bet', 'taken into a bet'],
])('what was decided by %s reads as %s', (move, words) => expect(doneWords(move)).toBe(words));

test('whatever people write stays on its line, with its link after it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (statement) => {
      const opportunities = [{ id: 'o', statement, people: 1, against: 0 }];
      const text = renderPack(snapshotOf(input({ opportunities })));
      const lines = text.split('\n').filter((line) => line.startsWith('- '));
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/\(\/p\/1\/opportunities\?open=o\)$/);
    }),
  );
});
