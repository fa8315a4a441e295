import {
  createExperiment,
  createFlag,
  experimentMachine,
  updateExperiment,
  type Call,
  type moveExperiment,
} from '@tandem/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newFlag, openLab, planOf, ship, type Lab } from '../../testing/lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab.world.close());

describe('the plan', () => {
  test('all variants alike against the fallback, where nothing is told', async () => {
    const project = await lab.world.project();
    const { id: flag } = await newFlag(project);
    const made = await project.call(createExperiment, {
      params: project.params,
      body: { name: 'On and off', flag },
    });
    expect(made).toMatchObject({ state: 'draft', flagKey: 'checkout', unit: 'id', planVersion: 1 });
    expect(made.plan).toMatchObject({
      arms: [
        { variant: 'off', weight: 1 },
        { variant: 'on', weight: 1 },
      ],
      control: 'off',
    });
    const it = lab.on(project, made.id);
    await expect(it.move('freeze')).rejects.toMatchObject({
      rule: 'experiment.freeze.complete',
      body: { missing: ['hypothesis', 'primary', 'minimumEffect', 'people', 'days'] },
    });
    await expect(it.result()).rejects.toMatchObject({ rule: 'experiment.result.not_started' });
    await expect(it.sign('pm', ship)).rejects.toMatchObject({ rule: 'experiment.decide' });
  });

  test.each([
    [{ arms: ['off', 'blue'].map((variant) => ({ variant, weight: 1 })) }, /no variant "blue"/],
    [{ arms: ['on', 'on'].map((variant) => ({ variant, weight: 1 })) }, /"on" is there twice/],
    [{ control: 'blue' }, /"blue" is none of the arms/],
  ])('%j is refused with its reason', async (wrong, reason) => {
    const project = await lab.world.project();
    await expect(lab.draft(project, wrong)).rejects.toThrow(reason);
  });

  test('of a company as the unit, or on an archived metric, nothing is frozen', async () => {
    const project = await lab.world.project();
    const { id: flag } = await project.call(createFlag, {
      params: project.params,
      body: { key: 'b2b', name: 'B2B', kind: 'boolean', unit: 'company' },
    });
    const { id } = await project.call(createExperiment, {
      params: project.params,
      body: { name: 'By company', flag, plan: await planOf(project) },
    });
    await expect(lab.on(project, id).move('freeze')).rejects.toMatchObject({
      rule: 'experiment.freeze.unit',
    });
    const stranger = { id: '00000000-0000-4000-8000-000000000001', version: 1 };
    const other = await lab.draft(await lab.world.project(), { primary: stranger });
    await expect(other.move('freeze')).rejects.toMatchObject({ rule: 'metric.unknown' });
  });

  test('a draft is written over; a frozen plan stays, and a change of it is marked', async () => {
    const project = await lab.world.project();
    const it = await lab.draft(project);
    expect((await it.plan({ minimumEffect: 0.1 })).plans).toHaveLength(1);
    await it.move('freeze');
    await expect(it.plan({ people: 60 })).rejects.toMatchObject({ rule: 'experiment.plan.reason' });
    await it.plan({ coverage: 0.9 }, 'one in ten stays out');
    await it.move('start');
    await expect(it.plan({ coverage: 0.5 }, 'less')).rejects.toMatchObject({
      rule: 'experiment.plan.assignment',
    });
    const changed = await it.plan({ people: 60 }, 'fewer visitors than thought');
    expect(changed.plans.map(({ version, state, reason }) => [version, state, reason])).toEqual([
      [1, 'draft', null],
      [2, 'frozen', 'one in ten stays out'],
      [3, 'running', 'fewer visitors than thought'],
    ]);
    expect(changed.plans.map(({ plan }) => plan.people)).toEqual([40, 40, 60]);
    expect((await it.result()).planChanges.map(({ version }) => version)).toEqual([2, 3]);
  });

  test('an old version is refused with both texts; another project has no such experiment', async () => {
    const [mine, other] = [await lab.world.project(), await lab.world.project()];
    const { id, plan } = await lab.draft(mine);
    await plan({ people: 50 });
    const late = mine.call(updateExperiment, {
      params: { ...mine.params, id },
      body: { version: 1, name: 'Mine' },
    });
    await expect(late).rejects.toMatchObject({
      rule: 'record.version',
      body: { version: 2, yours: { name: 'Mine' }, theirs: { name: 'On and off' } },
    });
    await expect(lab.on(other, id).get()).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('every edge of the machine, and every other move refused by its name', async () => {
  const project = await lab.world.project();
  const it = await lab.running(project);
  const refused = async (moves: readonly Call<typeof moveExperiment>['body']['move'][]) => {
    for (const move of moves) {
      await expect(it.move(move, 'a reason')).rejects.toMatchObject({ rule: `experiment.${move}` });
    }
  };
  await refused(['freeze', 'start', 'archive']);
  await expect(it.move('stop')).rejects.toMatchObject({ rule: 'experiment.stop.early' });
  await expect(it.sign('pm', ship)).rejects.toMatchObject({ rule: 'experiment.decide' });
  await it.move('stop', 'the season ended');
  await refused(['freeze', 'start', 'stop', 'archive']);
  const keep = { kind: 'keep_control', variant: null, reason: 'too few came' } as const;
  await it.sign('pm', keep);
  expect((await it.sign('pmm')).state).toBe('decided');
  await refused(['freeze', 'start', 'stop']);
  await expect(it.plan({ people: 99 }, 'late')).rejects.toMatchObject({
    rule: 'experiment.plan.state',
  });
  expect((await it.move('archive')).state).toBe('archived');
  const taken = (await it.get()).history.flatMap(({ move, from, to }) =>
    from === null || to === null ? [] : [[move, from, to]],
  );
  expect(taken).toEqual([
    ['freeze', 'draft', 'frozen'],
    ['start', 'frozen', 'running'],
    ['stop', 'running', 'stopped'],
    ['decide', 'stopped', 'decided'],
    ['archive', 'decided', 'archived'],
  ]);
  expect(Object.keys(experimentMachine.moves)).toHaveLength(6);
});
