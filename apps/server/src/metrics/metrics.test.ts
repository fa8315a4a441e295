import {
  askMetric,
  askMetricSeries,
  createMetric,
  getMetric,
  listMetrics,
  redefineMetric,
  tryMetric,
  updateMetric,
  type Call,
  type MetricDefinition,
} from '@tandem/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personOf } from '../people/index.ts';
import { openWorld, type TestProject, type World } from '../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ clock: { now: () => new Date('2026-03-10T12:00:00Z') } });
});
afterAll(() => world.close());

const value: MetricDefinition = { kind: 'mean', of: { event: 'order', property: 'total' } };
const share: MetricDefinition = { kind: 'unique', of: { event: 'order' } };

const add = (project: TestProject, more: Partial<Call<typeof createMetric>['body']> = {}) =>
  project.call(createMetric, {
    params: project.params,
    body: { name: 'Average order value', unit: 'EUR', definition: value, ...more },
  });

type Deed = readonly [person: string, at: string, event: string, total?: number];
async function send(project: TestProject, deeds: readonly Deed[]) {
  const events = deeds.map(([distinctId, timestamp, event, total], i) => ({
    id: `${i}`,
    distinctId,
    timestamp,
    event,
    ...(total !== undefined && { properties: { total } }),
  }));
  const answer = await project.send('/api/v1/events', { events, historical: true });
  expect(await answer.json()).toMatchObject({ refused: 0 });
}

describe('the catalogue', () => {
  test('a definition is never edited; a new one stands beside it with its reason', async () => {
    const project = await world.project();
    const made = await add(project);
    expect(made).toMatchObject({ version: 1, unit: 'EUR', kind: 'product_outcome' });
    expect(made.versions).toMatchObject([{ version: 1, definition: value, reason: null }]);
    const params = { ...project.params, id: made.id };
    const big: MetricDefinition = {
      kind: 'mean',
      of: {
        event: 'order',
        property: 'total',
        filters: [{ kind: 'property', on: 'event', key: 'total', op: 'gt', value: 0 }],
      },
    };
    const body = { version: 1, definition: big, reason: 'Vouchers are no orders' };
    const after = await project.call(redefineMetric, { params, body });
    expect(after.versions.map(({ version, reason }) => [version, reason])).toEqual([
      [2, 'Vouchers are no orders'],
      [1, null],
    ]);
    expect(after.versions[1]!.definition).toEqual(value);
    expect(after.history.map(({ move }) => move)).toEqual(['create', 'redefine']);
    const again = project.call(redefineMetric, { params, body: { ...body, version: 2 } });
    await expect(again).rejects.toMatchObject({ rule: 'metric.same' });
    const old = project.call(redefineMetric, { params, body });
    await expect(old).rejects.toMatchObject({ rule: 'record.version', body: { version: 2 } });
  });

  test('names are unique among those in use; an archived one comes back only if its name is free', async () => {
    const project = await world.project();
    const { id } = await add(project);
    await expect(add(project, { name: 'average ORDER value' })).rejects.toMatchObject({
      rule: 'metric.name',
      hint: expect.stringContaining('new definition'),
    });
    const params = { ...project.params, id };
    const move = (version: number, isArchived: boolean) =>
      project.call(updateMetric, { params, body: { version, isArchived } });
    expect((await move(1, true)).archivedAt).not.toBeNull();
    const body = { version: 2, definition: share, reason: 'no more' };
    await expect(project.call(redefineMetric, { params, body })).rejects.toMatchObject({
      rule: 'metric.archived',
    });
    const second = await add(project);
    await expect(move(2, false)).rejects.toMatchObject({ rule: 'metric.name' });
    const renamed = { version: 1, name: 'AOV', kind: 'vanity' as const };
    await project.call(updateMetric, {
      params: { ...project.params, id: second.id },
      body: renamed,
    });
    expect((await move(2, false)).history.at(-1)).toMatchObject({ move: 'restore' });
    const { metrics } = await project.call(listMetrics, { params: project.params });
    expect(metrics.map(({ name }) => name)).toEqual(['AOV', 'Average order value']);
  });

  test('a share of people has no other unit', async () => {
    const project = await world.project();
    await expect(add(project, { definition: share })).rejects.toMatchObject({
      rule: 'metric.unit',
    });
    const made = await project.call(createMetric, {
      params: project.params,
      body: { name: 'Buyers', definition: share },
    });
    expect(made.unit).toBe('share');
  });

  test('another project has no such metric', async () => {
    const [mine, other] = [await world.project(), await world.project()];
    const { id } = await add(mine);
    const params = { ...other.params, id };
    await expect(other.call(getMetric, { params })).rejects.toMatchObject({ code: 'not_found' });
    const body = { from: '2026-03-01', to: '2026-03-02' };
    await expect(other.call(askMetric, { params, body })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('values', () => {
  const deeds: readonly Deed[] = [
    ['ann', '2026-03-02T10:00:00Z', 'order', 10],
    ['ann', '2026-03-03T10:00:00Z', 'order', 30],
    ['bob', '2026-03-03T11:00:00Z', 'order', 50],
    ['cid', '2026-03-03T12:00:00Z', 'visit'],
    ['cid', '2026-03-10T11:00:00Z', 'order', 90],
    ['cid', '2026-03-10T13:00:00Z', 'order', 1000],
  ];
  const range = { from: '2026-03-01', to: '2026-03-05' };

  test('with interval, people and sums; by day alone and so far; nothing of the future', async () => {
    const project = await world.project();
    await send(project, deeds);
    const { id } = await add(project);
    const params = { ...project.params, id };
    const said = await project.call(askMetric, { params, body: range });
    expect(said).toMatchObject({ people: 2, value: 30, timeZone: 'UTC' });
    expect(said.sums).toEqual({ n: 2, x: 90, y: 3, xx: 4100, yy: 5, xy: 130 });
    // By hand: residuals 40 - 30 * 2 and 50 - 30 * 1, each 20 in size; mean of y is 1.5.
    const error = Math.sqrt((20 ** 2 + 20 ** 2) / (2 - 1) / 1.5 ** 2 / 2);
    expect(said.high! - said.value!).toBeCloseTo(12.7062 * error, 2);
    const series = await project.call(askMetricSeries, { params, body: range });
    const of = ({ value: one, people }: { value: number | null; people: number }) => [one, people];
    expect(series.days.map(({ alone }) => of(alone))).toEqual([
      [null, 0],
      [10, 1],
      [40, 2],
      [null, 0],
      [null, 0],
    ]);
    expect(series.days.map(({ soFar }) => of(soFar))).toEqual([
      [null, 0],
      [10, 1],
      [30, 2],
      [30, 2],
      [30, 2],
    ]);
    const now = await project.call(askMetricSeries, {
      params,
      body: { from: '2026-03-09', to: '2026-03-20' },
    });
    expect(now).toMatchObject({ value: 90, until: '2026-03-10T12:00:00.000Z' });
    expect(now.days.map(({ day }) => day)).toEqual(['2026-03-09', '2026-03-10']);
  });

  test('of a segment of people; an earlier version gives what it gave', async () => {
    const project = await world.project();
    await send(project, deeds);
    const { id } = await add(project);
    const params = { ...project.params, id };
    const visitors = { kind: 'did', event: 'visit', not: true } as const;
    const body = { from: '2026-03-01', to: '2026-03-09', segment: visitors };
    expect(await project.call(askMetric, { params, body })).toMatchObject({ people: 2, value: 30 });
    const count = { kind: 'ratio', numerator: { event: 'order' }, denominator: { event: 'visit' } };
    await project.call(redefineMetric, {
      params,
      body: { version: 1, definition: count as MetricDefinition, reason: 'trying' },
    });
    const old = await project.call(askMetric, { params, body: { ...range, version: 1 } });
    expect(old.value).toBe(30);
    expect((await project.call(askMetric, { params, body: range })).value).toBe(3);
    const tried = await project.call(tryMetric, {
      params: project.params,
      body: { ...range, definition: share },
    });
    expect(tried).toMatchObject({ people: 3, value: 2 / 3 });
    expect(tried.days).toHaveLength(5);
  });

  test.each([
    ['metric.period', { from: '2026-03-05', to: '2026-03-01' }],
    ['metric.period', { from: '2020-03-05', to: '2026-03-01' }],
    ['metric.unknown', { ...range, version: 7 }],
    [
      'metric.segment',
      {
        ...range,
        segment: { kind: 'not', of: { kind: 'property', on: 'event', key: 'a', op: 'is_set' } },
      },
    ],
  ] as const)('%s', async (rule, body) => {
    const project = await world.project();
    const { id } = await add(project);
    const asking = project.call(askMetric, { params: { ...project.params, id }, body });
    await expect(asking).rejects.toMatchObject({ rule, hint: expect.any(String) });
  });

  test('two ids of one person are one person', async () => {
    const project = await world.project();
    await send(project, deeds);
    const { id } = await add(project, { name: 'Buyers', unit: 'share', definition: share });
    const params = { ...project.params, id };
    const people = [personOf(project.id, 'ann'), personOf(project.id, 'bob')];
    await world.app.platform.events.append(project.id, 'person_overrides', [
      { person: people[1], canonical: people[0], precedence: 1 },
    ]);
    const said = await project.call(askMetric, { params, body: range });
    expect(said).toMatchObject({ people: 2, value: 0.5 });
  });
});
