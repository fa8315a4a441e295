/** Values on a published click stream, against sums made by hand from its rows. */
import { tryMetric, type MetricDefinition } from '@tandem/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasClickStream, readDeeds, sendDeeds } from '../../testing/click-stream.ts';
import { openWorld, type TestProject, type World } from '../../testing/world.ts';

const [view, purchase] = [{ event: 'product_view' }, { event: 'purchase' }];
const range = { from: '2024-01-01', to: '2024-06-30' };

describe.skipIf(!hasClickStream)('an imported click stream', () => {
  const deeds = hasClickStream ? readDeeds() : [];
  const people = [...Map.groupBy(deeds, ({ user }) => user).values()].map((own) => {
    const times = (name: string) =>
      own.filter(({ event }) => event === name).map(({ at }) => Date.parse(at));
    return { views: times('product_view'), purchases: times('purchase') };
  });
  let world: World;
  let project: TestProject;
  beforeAll(async () => {
    world = await openWorld();
    project = await world.project();
    await sendDeeds(project, deeds);
  });
  afterAll(() => world.close());
  const ask = (definition: MetricDefinition) =>
    project.call(tryMetric, { params: project.params, body: { ...range, definition } });

  test('buyers among all people, with Wilson’s interval', async () => {
    const said = await ask({ kind: 'unique', of: purchase });
    const buyers = people.filter(({ purchases }) => purchases.length > 0).length;
    const [n, share, z] = [people.length, buyers / people.length, 1.959964];
    expect(said).toMatchObject({ people: n, value: share });
    const half = (z / (1 + z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + (z / (2 * n)) ** 2);
    const middle = (share + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
    expect(said.low).toBeCloseTo(middle - half, 6);
    expect(said.high).toBeCloseTo(middle + half, 6);
    expect(said.days.at(-1)!.soFar.value).toBe(share);
  });

  test('purchases for each view, with the interval of the linearised ratio', async () => {
    const said = await ask({ kind: 'ratio', numerator: purchase, denominator: view });
    const own = people.map(({ views, purchases }) => [purchases.length, views.length] as const);
    const [x, y] = [0, 1].map((side) => own.reduce((sum, one) => sum + one[side]!, 0));
    const ratio = x! / y!;
    const n = own.filter(([a, b]) => a + b > 0).length;
    const residuals = own.reduce((sum, [a, b]) => sum + (a - ratio * b) ** 2, 0);
    const error = Math.sqrt(residuals / (n - 1) / n) / (y! / n);
    expect(said.value).toBeCloseTo(ratio, 12);
    // Student's t with some six hundred degrees of freedom.
    expect((said.high! - said.value!) / error).toBeCloseTo(1.964, 2);
  });

  test('who bought within a day of any view, and on which day that was known', async () => {
    const windowSeconds = 86_400;
    const said = await ask({ kind: 'conversion', from: view, to: purchase, windowSeconds });
    const began = people.filter(({ views }) => views.length > 0);
    const firstDone = began.flatMap(({ views, purchases }) => {
      const done = purchases.filter((at) =>
        views.some((seen) => at >= seen && at - seen <= windowSeconds * 1000),
      );
      return done.length === 0 ? [] : [Math.min(...done)];
    });
    expect(said.sums).toMatchObject({ n: began.length, x: firstDone.length });
    const byDay = said.days.map(({ soFar }) => soFar.sums.x);
    const expected = said.days.map(({ day }) => {
      const end = Date.parse(day) + 86_400_000;
      return firstDone.filter((at) => at < end).length;
    });
    expect(byDay).toEqual(expected);
  });
});
