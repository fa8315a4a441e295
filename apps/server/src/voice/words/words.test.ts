/** The words of exactly the people in the set: through the stores, before and after merges. */
import {
  askFunnel,
  askTrends,
  listFunnelPeople,
  listFunnelTraits,
  listFunnelWords,
  type FunnelQuestion,
  type FunnelSet,
  type ProjectId,
} from '@tandem/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createInsights } from '../../insights/index.ts';
import { createPeople, personOf, type People } from '../../people/index.ts';
import { createFacts } from '../../platform/facts.ts';
import type { Platform } from '../../platform/platform.ts';
import { clientOf, quietAccess, storeEvents, type Deed } from '../../testing/facts.ts';
import { openWorld, type World } from '../../testing/world.ts';
import { createVoice, type Voice } from '../index.ts';

let world: World;
let platform: Platform;
let people: People;
let voice: Voice;
let call: ReturnType<typeof clientOf>;
let lastProject = 900;
const newProject = () => ++lastProject as ProjectId;

beforeAll(async () => {
  world = await openWorld();
  const { records, log } = world.app.platform;
  platform = { ...world.app.platform, facts: createFacts(records, log) };
  const timeZoneOf = async (project: ProjectId) => (project % 2 === 0 ? 'Asia/Tokyo' : 'UTC');
  people = createPeople(platform, quietAccess);
  const insights = createInsights(platform, { people, timeZoneOf });
  const made = createVoice(platform, { people, insights, timeZoneOf });
  voice = made;
  call = clientOf([...insights.routes, ...made.routes]);
});
afterAll(() => world.close());

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 6, minute)).toISOString();
const did = (who: string, name: string, minute: number, browser = 'Chrome'): Deed => ({
  who,
  name,
  at: at(minute),
  properties: { browser },
});
const question: FunnelQuestion = {
  kind: 'funnel',
  steps: [{ event: 'cart' }, { event: 'pay' }],
  from: '2026-03-01',
  to: '2026-03-01',
  windowSeconds: null,
};
const lostAtPay: FunnelSet = { question, step: 1, outcome: 'lost' };
const say = (project: ProjectId, who: string, text: string, rest: object = {}) =>
  voice.add(project, [{ source: 's', text, distinctId: who, time: at(30), ...rest }]);
const words = async (project: ProjectId, set: FunnelSet = lostAtPay) =>
  call(listFunnelWords, { params: { project }, body: set });
const textsOf = async (project: ProjectId, set?: FunnelSet) =>
  (await words(project, set)).words.map((one) => one.text).toSorted();
/** An odd number, for UTC. */
async function shop(): Promise<ProjectId> {
  let project = newProject();
  if (project % 2 === 0) project = newProject();
  await storeEvents(platform, project, [
    did('lost', 'cart', 1, 'Firefox'),
    did('passed', 'cart', 1),
    did('passed', 'pay', 2),
    did('device', 'cart', 3),
    did('user', 'pay', 4),
    did('outside', 'visit', 1),
  ]);
  for (const who of ['lost', 'passed', 'device', 'outside'])
    await say(project, who, `${who} words`);
  return project;
}

test('only the lost speak, and who passed under another id falls silent once that is known', async () => {
  const project = await shop();
  expect(await textsOf(project)).toEqual(['device words', 'lost words']);
  expect(await words(project)).toMatchObject({ people: 2, peopleWithWords: 2, total: 2 });
  const before = await call(askFunnel, { params: { project }, body: question });
  expect(before.steps.map((step) => [step.people, step.lost, step.withWords])).toEqual([
    [3, 0, 0],
    [1, 2, 2],
  ]);
  const time = new Date(at(40));
  const identity = { kind: 'identify', anonymousId: 'device' } as const;
  await people.learn(project, [{ distinctId: 'user', time, identity }]);
  expect(await textsOf(project)).toEqual(['lost words']);
  expect(await textsOf(project, { ...lostAtPay, outcome: 'reached' })).toEqual([
    'device words',
    'passed words',
  ]);
  const after = await call(askFunnel, { params: { project }, body: question });
  expect(after.steps.map((step) => [step.people, step.lost, step.withWords])).toEqual([
    [3, 0, 0],
    [2, 1, 1],
  ]);
  const split = { ...question, compare: true, breakdown: { on: 'event', key: 'none' } } as const;
  const byValue = await call(askFunnel, { params: { project }, body: split });
  expect(byValue.steps.map((step) => step.withWords)).toEqual([0, 1]);
  const list = await call(listFunnelPeople, { params: { project }, body: { ...lostAtPay } });
  expect(list).toMatchObject({ total: 1, next: null });
  expect(list.people).toMatchObject([
    { person: personOf(project, 'lost'), distinctIds: ['lost'], lastSeen: at(1) },
  ]);
});

test('staff, nameless voices and words from another time are not theirs', async () => {
  const project = await shop();
  await say(project, 'lost', 'staff', { audience: 'internal' });
  await say(project, 'lost', 'years ago', { time: '2024-01-01T00:00:00Z' });
  await say(project, 'lost', 'days later', { time: '2026-03-09T00:00:00Z' });
  await voice.add(project, [{ source: 's', text: 'nameless', time: at(3) }]);
  expect(await textsOf(project)).toEqual(['days later', 'device words', 'lost words']);
});

test('minutes count from the last step, the name comes with the words, pages go on', async () => {
  const project = await shop();
  const time = new Date(at(1));
  await people.learn(project, [{ distinctId: 'lost', time, traits: { set: { name: 'Lou' } } }]);
  const all = await words(project);
  const lou = all.words.find((one) => one.text === 'lost words');
  expect(lou).toMatchObject({ personName: 'Lou', minutesAfterStep: 29 });
  const second = await call(listFunnelWords, {
    params: { project },
    body: { ...lostAtPay, limit: 1, offset: 1 },
  });
  expect(second.words).toEqual([all.words[1]]);
  expect(second.total).toBe(2);
});

test('a value of the breakdown narrows the set', async () => {
  const project = await shop();
  const broken = { ...question, breakdown: { on: 'event', key: 'browser' } } as const;
  const set = { ...lostAtPay, question: broken };
  expect(await textsOf(project, { ...set, breakdownValue: 'Firefox' })).toEqual(['lost words']);
  expect(await textsOf(project, { ...set, breakdownValue: 'Chrome' })).toEqual(['device words']);
  expect(await textsOf(project, { ...set, breakdownValue: "x' OR 1=1" })).toEqual([]);
});

test('nobody is lost at the first step', async () => {
  const project = await shop();
  expect(await words(project, { ...lostAtPay, step: 0 })).toMatchObject({ people: 0, words: [] });
  expect(await textsOf(project, { ...lostAtPay, step: 0, outcome: 'reached' })).toHaveLength(3);
});

test('what sets the lost apart', async () => {
  const project = newProject();
  const deeds = Array.from({ length: 40 }, (_, i) => [
    did(`p${i}`, 'cart', 1, i < 20 ? 'Firefox' : 'Chrome'),
    ...(i < 18 ? [] : [did(`p${i}`, 'pay', 2)]),
  ]).flat();
  await storeEvents(platform, project, deeds);
  const { traits } = await call(listFunnelTraits, { params: { project }, body: lostAtPay });
  const firefox = { key: 'browser', value: 'Firefox', lost: 18, passed: 2, lostShare: 1 };
  expect(traits[0]).toMatchObject(firefox);
  const breakdown = { on: 'event', key: 'browser' } as const;
  const funnel = await call(askFunnel, { params: { project }, body: { ...question, breakdown } });
  expect(funnel.standsOut[0]).toMatchObject({ step: 1, key: 'browser', value: 'Firefox' });
});

test("days are those of the project's time zone", async () => {
  let project = newProject();
  if (project % 2 === 1) project = newProject();
  await storeEvents(platform, project, [
    { who: 'a', name: 'cart', at: '2026-02-28T14:59:59Z' },
    { who: 'b', name: 'cart', at: '2026-02-28T15:00:00Z' },
    { who: 'c', name: 'cart', at: '2026-03-01T14:59:59.999Z' },
    { who: 'd', name: 'cart', at: '2026-03-01T15:00:00Z' },
  ]);
  const funnel = await call(askFunnel, { params: { project }, body: question });
  expect(funnel).toMatchObject({ timeZone: 'Asia/Tokyo', people: 2 });
  const trend = await call(askTrends, {
    params: { project },
    body: {
      kind: 'trends',
      series: [{ event: 'cart', measure: 'count' }],
      from: '2026-02-28',
      to: '2026-03-02',
      interval: 'day',
    },
  });
  expect(trend.series[0]!.values).toEqual([1, 2, 1]);
});

test('another project with the same ids has its own words', async () => {
  const mine = await shop();
  const other = await shop();
  await say(other, 'lost', 'secret of the other');
  expect(await textsOf(mine)).toEqual(['device words', 'lost words']);
});
