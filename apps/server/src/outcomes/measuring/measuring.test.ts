import {
  askMetric,
  closeOutcome,
  createMetric,
  createOutcome,
  erasePerson,
  getOutcome,
  getOutcomeResult,
  moveOutcome,
  signOutcome,
  suggestBaseline,
  type Call,
  type MetricDefinition,
  type Role,
} from '@tandem/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personOf } from '../../people/index.ts';
import { openWorld, type TestProject, type World } from '../../testing/world.ts';

let now = new Date();
let world: World;
const members = new Map<Role, ReturnType<World['as']>>();
beforeAll(async () => {
  world = await openWorld({ clock: { now: () => now } });
  for (const role of ['pm', 'pmm', 'engineer', 'sales'] as const) {
    const { cookie } = await world.member({ role, name: `Some ${role}` });
    members.set(role, world.as({ cookie }));
  }
});
afterAll(() => world.close());

const value: MetricDefinition = { kind: 'mean', of: { event: 'order', property: 'total' } };
const dayOf = (n: number) => new Date(Date.parse('2026-03-01') + n * 86_400_000).toISOString();

/** Orders of forty people on a day, around a mean that the spread leaves well apart from others. */
async function orders(project: TestProject, day: number, mean: number, tag = '') {
  const events = Array.from({ length: 40 }, (_, i) => ({
    id: `${day}-${i}${tag}`,
    distinctId: `p${i}`,
    timestamp: dayOf(day).replace('T00', 'T10'),
    event: 'order',
    properties: { total: mean + (i % 5) - 2 },
  }));
  const before = now;
  now = new Date(dayOf(60));
  const answer = await project.send('/api/v1/events', { events, historical: true });
  now = before;
  expect(await answer.json()).toMatchObject({ refused: 0 });
}

type Fields = Partial<Call<typeof createOutcome>['body']> & {
  readonly definition?: MetricDefinition;
};
/** Measured from 1 March on for ten days: from 50 to 55. */
async function measuring(project: TestProject, { definition = value, ...more }: Fields = {}) {
  now = new Date(dayOf(0));
  const { params } = project;
  const { id: metric } = await project.call(createMetric, {
    params,
    body: { name: 'Average order value', definition },
  });
  const { id } = await project.call(createOutcome, {
    params,
    body: {
      sentence: 'increase average order value by 10% within 10 days of launch',
      metric: { id: metric, version: 1 },
      baseline: 50,
      ...more,
    },
  });
  const at = { ...params, id };
  const version = async () => (await project.call(getOutcome, { params: at })).version;
  const move = async (name: 'propose' | 'measure') =>
    project.call(moveOutcome, { params: at, body: { version: await version(), move: name } });
  await move('propose');
  for (const role of ['pm', 'pmm'] as const)
    await members.get(role)!(signOutcome, { params: at, body: { version: await version() } });
  await move('measure');
  type Verdict = Call<typeof closeOutcome>['body']['verdict'];
  return {
    id,
    metric,
    result: () => project.call(getOutcomeResult, { params: at }),
    shown: () => project.call(getOutcome, { params: at }),
    close: async (role: Role, verdict: Verdict, reason?: string) =>
      members.get(role)!(closeOutcome, {
        params: at,
        body: { version: await version(), verdict, ...(reason && { reason }) },
      }),
  };
}

test('the value so far against baseline and target, and the day on which it was reached', async () => {
  const project = await world.project();
  for (let day = -5; day < 0; day += 1) await orders(project, day, 50);
  // The first day meets the target by itself; the second takes it back; from the fifth on it holds.
  for (const [day, mean] of [58, 50, 54, 54, 60, 60].entries()) await orders(project, day, mean);
  const it = await measuring(project);
  now = new Date(dayOf(5.5));
  const { reading, isSnapshot, wouldNowBe, metric } = await it.result();
  expect(metric).toMatchObject({ name: 'Average order value', unit: 'count', direction: 'up' });
  expect([isSnapshot, wouldNowBe]).toEqual([false, null]);
  expect(reading).toMatchObject({
    from: '2026-03-01',
    to: '2026-03-10',
    until: dayOf(5.5),
    day: 6,
    daysLeft: 5,
    baseline: 50,
    target: 55,
    estimate: { people: 40, value: 56 },
    reached: { day: 5, on: '2026-03-05' },
    suggests: 'met',
  });
  expect(reading.shareOfWay).toBeCloseTo(1.2);
  expect(reading.days.map((one) => one.value)).toEqual([58, 54, 54, 54, 55.2, 56]);
  const { beforeAfter } = reading;
  expect(beforeAfter).toMatchObject({
    label: 'observational',
    from: '2026-02-23',
    to: '2026-02-28',
    before: { value: 50 },
    difference: { value: 6 },
  });
  expect(beforeAfter.sentence).toMatch(/12.0 % higher .* does not say why/);
  expect(beforeAfter.cannotSay).toMatch(/not what made it so/);
  expect((await it.result()).reading).toEqual(reading);
});

test('the metric itself gives the same number for the same days', async () => {
  const project = await world.project();
  for (const [day, mean] of [52, 57].entries()) await orders(project, day, mean);
  const it = await measuring(project);
  now = new Date(dayOf(4));
  const { reading } = await it.result();
  const asked = await project.call(askMetric, {
    params: { ...project.params, id: it.metric },
    body: { from: reading.from, to: reading.to },
  });
  expect(asked).toMatchObject(reading.estimate);
});

test('a baseline is offered from the whole days before today, of a share over the length of the window', async () => {
  const project = await world.project();
  const it = await measuring(project);
  for (const day of [-60, -3, 4]) await orders(project, day, 50 - day);
  now = new Date(dayOf(4.5));
  const offer = (metric: string, more: object = {}) =>
    project.call(suggestBaseline, {
      params: project.params,
      body: { metric: { id: metric, version: 1 }, weeks: 4, ...more },
    });
  expect(await offer(it.metric)).toMatchObject({
    value: 53,
    from: '2026-02-05',
    to: '2026-03-04',
    accumulates: false,
  });
  const { id } = await project.call(createMetric, {
    params: project.params,
    body: { name: 'Orders', definition: { kind: 'count', of: { event: 'order' } } },
  });
  const window = { days: 90 };
  expect(await offer(id, { window })).toMatchObject({
    value: 2,
    from: '2025-12-05',
    accumulates: true,
  });
});

describe('closing', () => {
  test('takes both sides and keeps what they signed; late events stand beside it', async () => {
    const project = await world.project();
    await orders(project, 1, 58);
    const it = await measuring(project);
    now = new Date(dayOf(11));
    expect((await it.close('pm', 'met')).closing).toMatchObject({
      verdict: 'met',
      closedAt: null,
      signatures: [{ side: 'product' }],
    });
    expect((await it.shown()).state).toBe('measuring');
    await expect(it.close('engineer', 'met')).rejects.toMatchObject({
      rule: 'signature.two_sides',
    });
    const closed = await it.close('pmm', 'met');
    expect(closed).toMatchObject({ state: 'met', closing: { closedAt: now.toISOString() } });
    expect(closed.signatures).toHaveLength(2);
    expect(closed.history.slice(-2)).toMatchObject([
      { move: 'sign_closing', to: 'measuring', detail: { verdict: 'met', value: 58 } },
      { move: 'meet', from: 'measuring', to: 'met' },
    ]);
    const { reading } = await it.result();
    await orders(project, 2, 42, 'late');
    now = new Date(dayOf(30));
    expect(await it.result()).toMatchObject({
      reading,
      isSnapshot: true,
      wouldNowBe: { value: 50, people: 40 },
    });
    await expect(it.close('pm', 'missed', 'late')).rejects.toMatchObject({ rule: 'outcome.miss' });
  });

  test('another verdict takes the place of the one proposed, with its signature', async () => {
    const project = await world.project();
    await orders(project, 1, 51);
    const it = await measuring(project);
    now = new Date(dayOf(11));
    await it.close('pm', 'missed');
    const turned = await it.close('pmm', 'inconclusive', 'A public holiday');
    expect(turned).toMatchObject({
      state: 'measuring',
      closing: { verdict: 'inconclusive', reason: 'A public holiday' },
    });
    expect(turned.closing!.signatures).toMatchObject([{ side: 'marketing' }]);
    const closed = await it.close('engineer', 'inconclusive');
    expect(closed.state).toBe('inconclusive');
    expect(closed.history.map(({ move }) => move)).toContain('withdraw_closing');
  });

  test.each([
    ['before its end', 'outcome.close.early', 5, 58, 'met', 'pm'],
    ['against the interval', 'outcome.close.verdict', 11, 51, 'met', 'pm'],
    ['where nothing is known', 'outcome.close.verdict', 11, undefined, 'missed', 'pm'],
    ['by somebody of neither side', 'signature.side', 11, 58, 'met', 'sales'],
  ] as const)('%s: %s', async (_when, rule, day, mean, verdict, role) => {
    const project = await world.project();
    if (mean !== undefined) await orders(project, 1, mean);
    const it = await measuring(project);
    now = new Date(dayOf(day));
    const closing = it.close(role, verdict);
    await expect(closing).rejects.toMatchObject({ rule, hint: expect.any(String) });
    if (role === 'sales') return;
    expect((await it.close(role, verdict, 'We know better')).closing?.verdict).toBe(verdict);
  });

  test('only while it is measured', async () => {
    const project = await world.project();
    const { id, version } = await project.call(createOutcome, {
      params: project.params,
      body: { sentence: 'increase orders by 10% in 3 months' },
    });
    const params = { ...project.params, id };
    const close = project.call(closeOutcome, { params, body: { version, verdict: 'met' } });
    await expect(close).rejects.toMatchObject({ rule: 'outcome.meet' });
    const result = project.call(getOutcomeResult, { params });
    await expect(result).rejects.toMatchObject({ rule: 'outcome.result.state' });
  });
});

test('a reading keeps nothing of a person', async () => {
  const project = await world.project();
  await orders(project, 1, 51);
  const it = await measuring(project);
  now = new Date(dayOf(11));
  await it.close('pm', 'missed');
  expect((await it.close('pmm', 'missed')).state).toBe('missed');
  const before = await it.result();
  const person = personOf(project.id, 'p1');
  await project.call(erasePerson, { params: { ...project.params, person } });
  const after = await it.result();
  expect(after.reading).toEqual(before.reading);
  expect(JSON.stringify(after)).not.toContain(person);
  expect(after.wouldNowBe!.people).toBe(39);
});
