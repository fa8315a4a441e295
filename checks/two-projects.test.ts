/**
 * Every question is asked with another project's data in the same stores: the answers of one project
 * do not change by a byte when another sends the same ids, names and words.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type TestProject, type World } from '../apps/server/src/testing/world.ts';

const range = { from: '2026-03-01', to: '2026-03-07' };
const onPlan = { kind: 'property', on: 'person', key: 'plan', op: 'is', value: 'free' } as const;
const trends = {
  kind: 'trends',
  ...range,
  interval: 'day',
  series: [
    { event: 'visit', measure: 'count' },
    { event: null, measure: 'people' },
    { event: 'pay', measure: 'sum', property: 'amount' },
  ],
};
const funnel = {
  kind: 'funnel',
  ...range,
  steps: [{ event: 'visit' }, { event: 'pay' }],
  windowSeconds: 86_400,
};
const lost = { question: funnel, step: 1, outcome: 'lost' };

const questions: readonly [string, string, unknown?][] = [
  ['trends', 'insights/trends', trends],
  [
    'trends by a property',
    'insights/trends',
    { ...trends, breakdown: { on: 'event', key: 'browser' } },
  ],
  [
    'trends by a trait',
    'insights/trends',
    { ...trends, breakdown: { on: 'person', key: 'plan' }, compare: true },
  ],
  ['trends of a segment', 'insights/trends', { ...trends, segment: onPlan }],
  [
    'trends of who did',
    'insights/trends',
    { ...trends, segment: { kind: 'did', event: 'pay', days: 30 } },
  ],
  ['a funnel', 'insights/funnel', funnel],
  [
    'a funnel by a property',
    'insights/funnel',
    { ...funnel, breakdown: { on: 'event', key: 'browser' } },
  ],
  [
    'a funnel of a segment',
    'insights/funnel',
    { ...funnel, segment: { kind: 'and', of: [onPlan] }, compare: true },
  ],
  [
    'a funnel with an exclusion',
    'insights/funnel',
    { ...funnel, exclusions: [{ event: 'leave', fromStep: 0, toStep: 1 }] },
  ],
  ['the people lost', 'insights/funnel/people', lost],
  ['the people who went on', 'insights/funnel/people', { ...lost, outcome: 'reached' }],
  ['what the lost have in common', 'insights/funnel/traits', lost],
  ['the words of the lost', 'insights/funnel/words', lost],
  ['people', 'people'],
  ['signals', 'signals'],
  ['signals by words', 'signals?search=form'],
  ['the catalogue of events', 'catalogue/events'],
  ['the catalogue of properties', 'catalogue/properties'],
  ['live events', 'live'],
];

let world: World;
let mine: TestProject;
const before = new Map<string, unknown>();

beforeAll(async () => {
  world = await openWorld();
  mine = await world.project();
  await fill(mine, 12);
  for (const [name, path, body] of questions) before.set(name, await ask(mine, path, body));
  const theirs = await world.project();
  await fill(theirs, 30);
});
afterAll(() => world.close());

test.each(questions.map(([name, path, body]) => ({ name, path, body })))(
  '$name',
  async ({ name, path, body }) => {
    expect(JSON.stringify(before.get(name))).not.toMatch(/^(\{"(items|people)":\[\]|\[\])/);
    expect(await ask(mine, path, body)).toEqual(before.get(name));
  },
);

test('a key of one project opens no other', async () => {
  const other = await world.project();
  for (const [, path, body] of questions) {
    const answer = await request(mine, other.id, path, body);
    expect([401, 403, 404]).toContain(answer.status);
  }
});

function request(as: TestProject, project: number, path: string, body: unknown) {
  return world.request(`/api/v1/projects/${project}/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${as.privateKey}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function ask(project: TestProject, path: string, body: unknown): Promise<unknown> {
  const answer = await request(project, project.id, path, body);
  const { tookMs: _took, ...rest } = (await answer.json()) as Record<string, unknown>;
  expect({ path, status: answer.status, ...(answer.ok ? {} : rest) }).toEqual({
    path,
    status: 200,
  });
  return rest;
}

/** The same people, ids and words wherever it is called; `count` of them. */
async function fill(project: TestProject, count: number): Promise<void> {
  const events = Array.from({ length: count }, (_, i) => i).flatMap((i) => [
    event(i, 'visit', 0, { browser: i % 2 === 0 ? 'Firefox' : 'Chrome' }),
    ...(i % 3 === 0 ? [event(i, 'pay', 60, { amount: 10 + i })] : []),
  ]);
  const traits = Array.from({ length: count }, (_, i) => ({
    ...event(i, '$identify', 1, {}),
    set: { plan: i % 2 === 0 ? 'free' : 'paid' },
  }));
  const sent = await project.send('/api/v1/events', {
    historical: true,
    events: [...events, ...traits],
  });
  expect(await sent.json()).toMatchObject({ accepted: events.length + traits.length });
  const signals = Array.from({ length: count }, (_, i) => ({
    source: 'widget',
    sourceId: `s${i}`,
    text: `the form loses what I typed, number ${i}`,
    distinctId: `u${i}`,
    time: '2026-03-02T13:00:00.000Z',
  }));
  const said = await project.send('/api/v1/signals', { signals });
  expect(await said.json()).toMatchObject({ added: count });
}

function event(person: number, name: string, minute: number, properties: object) {
  const number = `${person}${minute}`.padStart(12, '0');
  return {
    id: `00000000-0000-4000-8000-${number}`,
    event: name,
    distinctId: `u${person}`,
    timestamp: new Date(Date.UTC(2026, 2, 2, 12, minute)).toISOString(),
    properties,
  };
}
