/** What releases and flags may do while an experiment runs. */
import {
  createExperiment,
  createRelease,
  getRelease,
  listFlags,
  moveRelease,
  updateFlag,
  updateRelease,
  type Call,
  type ReleaseRing,
} from '@tandem/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLab, planOf, type Lab } from '../../testing/lab.ts';
import type { TestProject } from '../../testing/world.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab.world.close());

describe('beside an experiment', () => {
  const beta = { name: 'Beta', share: 1, condition: { beta: true } };
  const half = { name: 'Half', share: 0.5 };
  async function releaseOf(project: TestProject, flag: string, rings: readonly object[]) {
    const { id } = await project.call(createRelease, {
      params: project.params,
      body: { name: 'First', flag, rings: rings as ReleaseRing[] },
    });
    const params = { ...project.params, id };
    const version = async () => (await project.call(getRelease, { params })).version;
    await project.call(updateRelease, {
      params,
      body: { version: 1, announcement: { kind: 'none', reason: 'an internal tool' } },
    });
    return async (move: Call<typeof moveRelease>['body']['move']) =>
      project.call(moveRelease, {
        params,
        body: { version: await version(), move, reason: 'a reason' },
      });
  }

  test('a ring with a condition may begin, a random share may not; to pause is always possible', async () => {
    const project = await lab.world.project();
    const it = await lab.running(project);
    const move = await releaseOf(project, it.flag.id, [beta, half]);
    await move('start');
    for (const name of ['advance', 'complete', 'roll_back'] as const) {
      await expect(move(name)).rejects.toMatchObject({
        rule: `release.${name}.experiment`,
        body: { experiment: it.id },
        hint: expect.stringContaining('Stop the experiment "On and off" first'),
      });
    }
    await move('pause');
    await move('resume');
    await it.move('stop', 'enough');
    expect((await move('advance')).ring).toBe(1);
  });

  test('a random share cannot be the first ring, and what everybody had comes back only after it', async () => {
    const project = await lab.world.project();
    const it = await lab.draft(project);
    await it.move('freeze');
    const whole = await releaseOf(project, it.flag.id, [half]);
    await whole('complete');
    await expect(it.move('start')).rejects.toMatchObject({ rule: 'experiment.start.nobody_left' });
    await whole('pause');
    await expect(it.move('start')).rejects.toMatchObject({ rule: 'experiment.start.nobody_left' });
    await whole('roll_back');
    await it.move('start');
    const random = await releaseOf(project, it.flag.id, [half]);
    await expect(random('start')).rejects.toMatchObject({ rule: 'release.start.experiment' });
  });

  test('the flag keeps what divides people; to switch it off is possible', async () => {
    const project = await lab.world.project();
    const it = await lab.running(project);
    const params = { ...project.params, id: it.flag.id };
    const edit = async (body: Omit<Call<typeof updateFlag>['body'], 'version'>) => {
      const [flag] = (await project.call(listFlags, { params: project.params })).flags;
      return project.call(updateFlag, { params, body: { version: flag!.version, ...body } });
    };
    const rules = [{ id: 'staff', variant: 'on', condition: { staff: true } }];
    for (const change of [{ rules }, { fallback: 'on' }, { isArchived: true }]) {
      await expect(edit(change)).rejects.toMatchObject({
        rule: 'flag.experiment',
        body: { experiment: it.id },
      });
    }
    await edit({ name: 'Another name', isEnabled: false });
    await it.move('stop', 'it broke');
    await edit({ rules });
  });

  test('one runs at a time, also when two start at once; a flag that is off starts none', async () => {
    const project = await lab.world.project();
    const one = await lab.draft(project);
    const { id } = await project.call(createExperiment, {
      params: project.params,
      body: {
        name: 'The other',
        flag: one.flag.id,
        plan: await planOf(project, { primary: (await one.get()).plan.primary }),
      },
    });
    const both = [one, lab.on(project, id)];
    for (const it of both) await it.move('freeze');
    const started = await Promise.allSettled(both.map((it) => it.move('start')));
    expect(started.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const failed = started.find(({ status }) => status === 'rejected');
    expect(failed).toMatchObject({ reason: { rule: 'experiment.one_per_flag' } });

    const other = await lab.world.project();
    const it = await lab.draft(other);
    await it.move('freeze');
    const params = { ...other.params, id: it.flag.id };
    await other.call(updateFlag, { params, body: { version: 1, isEnabled: false } });
    await expect(it.move('start')).rejects.toMatchObject({ rule: 'experiment.start.flag' });
  });
});
