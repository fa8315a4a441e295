import { calculateExperiment, type Call } from '@tandem/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { metricOf, openLab, persons, type Deed, type Lab } from '../../../testing/lab.ts';
import type { TestProject } from '../../../testing/world.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab.world.close());

describe('the calculator', () => {
  const ask = (project: TestProject, more: Partial<Call<typeof calculateExperiment>['body']>) =>
    project.call(calculateExperiment, {
      params: project.params,
      body: {
        arms: ['off', 'on'].map((variant) => ({ variant })),
        control: 'off',
        minimumEffect: 0.1,
        ...more,
      },
    });

  test('of a share as in the books; small traffic is told what it can know', async () => {
    const project = await lab.world.project();
    const baseline = { value: 0.1, standardDeviation: null };
    const usual = await ask(project, { baseline, peoplePerDay: 3000 });
    // 14,751 in each arm by the normal approximation of two shares, .10 and .11.
    expect(usual.people! / 2).toBeGreaterThan(14_700);
    expect(usual.people! / 2).toBeLessThan(14_850);
    expect(usual).toMatchObject({ isPossible: true, days: 14 });
    const small = await ask(project, { baseline, peoplePerDay: 20 });
    expect(small.isPossible).toBe(false);
    expect(small.sentence).toMatch(/90 days find one of .* or more/);
    expect(small.reachable).toBeGreaterThan(0.4);
    const three = await ask(project, {
      arms: ['a', 'b', 'c'].map((variant) => ({ variant })),
      control: 'a',
      baseline,
      peoplePerDay: 3000,
    });
    expect(three.people! / 3).toBeGreaterThan(usual.people! / 2);
  });

  test('from what the metric was in the last four weeks, over those whom it speaks of', async () => {
    const project = await lab.world.project();
    const primary = await metricOf(project, 'Order value', {
      kind: 'mean',
      of: { event: 'order', property: 'total' },
    });
    expect(await ask(project, { primary })).toMatchObject({ baseline: null, isPossible: false });
    await lab.send(
      project,
      persons(100).flatMap((person, i): Deed[] => [
        { person, event: 'visit', atHour: -48 },
        ...(i % 4 === 0
          ? [{ person, event: 'order', atHour: -47, properties: { total: 40 + (i % 8) * 5 } }]
          : []),
      ]),
    );
    const found = await ask(project, { primary });
    expect(found.baseline).toMatchObject({ value: 49.6, people: 25, source: 'measured' });
    expect(found.peoplePerDay).toBeCloseTo(100 / 28, 6);
    const { standardDeviation } = found.baseline!;
    const onlyBuyers = await ask(project, {
      baseline: { value: 49.6, standardDeviation: standardDeviation! },
    });
    expect(found.people! / onlyBuyers.people!).toBeCloseTo(4, 0);
  });
});
