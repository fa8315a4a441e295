/** An outcome beside the experiments that decide by the same version of its metric. */
import {
  createOutcome,
  getOutcome,
  getOutcomeResult,
  moveOutcome,
  redefineMetric,
  signOutcome,
  type MetricRef,
} from '@tandem/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLab, persons, type Lab } from '../../testing/lab.ts';
import type { TestProject } from '../../testing/world.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab.world.close());

/** An outcome on this metric, measured from today on. */
async function measuring(project: TestProject, metric: MetricRef) {
  const { id } = await project.call(createOutcome, {
    params: project.params,
    body: { sentence: 'increase revenue per person by 10% in 3 months', metric, baseline: 5 },
  });
  const params = { ...project.params, id };
  const version = async () => (await project.call(getOutcome, { params })).version;
  const move = async (name: 'propose' | 'measure') =>
    project.call(moveOutcome, { params, body: { version: await version(), move: name } });
  await move('propose');
  for (const role of ['pm', 'pmm'] as const) {
    const { cookie } = await lab.world.member({ role });
    await lab.world.as({ cookie })(signOutcome, { params, body: { version: await version() } });
  }
  await move('measure');
  return () => project.call(getOutcomeResult, { params });
}

test('the randomised result stands beside the outcome, before against after apart from it', async () => {
  const project = await lab.world.project();
  const experiment = await lab.running(project);
  const metric = (await experiment.get()).plan.primary!;
  const result = await measuring(project, metric);
  const redefined = await project.call(redefineMetric, {
    params: { ...project.params, id: metric.id },
    body: {
      version: 1,
      definition: { kind: 'sum', of: { event: 'order', property: 'net' } },
      reason: 'without taxes',
    },
  });
  lab.later(30);
  const people = await lab.expose(project, persons(200), { atHour: -29 });
  await lab.send(
    project,
    people.map(({ person, arm }, i) => ({
      person,
      event: 'order',
      atHour: -20,
      properties: { total: (arm === 'on' ? 9 : 4) + (i % 3) },
    })),
  );
  const { randomised, reading } = await result();
  expect(randomised).toMatchObject([
    { label: 'randomised', experiment: experiment.id, name: 'On and off', state: 'running' },
  ]);
  expect(randomised[0]!.relative!.low).toBeGreaterThan(0);
  expect(reading.beforeAfter.label).toBe('observational');
  expect(reading.beforeAfter.sentence).not.toMatch(/caused|raised/);

  const other = await measuring(project, { id: redefined.id, version: 2 });
  expect((await other()).randomised).toEqual([]);
});
