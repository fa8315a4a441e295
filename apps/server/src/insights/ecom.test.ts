/** The funnel of a published click stream, imported and asked through the API. */
import { askFunnel, askTrends, type FunnelQuestion } from '@tandem/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasClickStream, readDeeds, sendDeeds } from '../testing/click-stream.ts';
import { openWorld, type TestProject, type World } from '../testing/world.ts';

const steps = [
  'product_view',
  'add_to_cart',
  'cart',
  'shipping_details',
  'payment_details',
  'purchase',
].map((event) => ({ event }));
const question = (windowSeconds: number | null): FunnelQuestion => ({
  kind: 'funnel',
  steps,
  from: '2024-01-01',
  to: '2024-06-30',
  windowSeconds,
});

describe.skipIf(!hasClickStream)('an imported click stream', () => {
  let world: World;
  let project: TestProject;
  beforeAll(async () => {
    world = await openWorld();
    project = await world.project();
    await sendDeeds(project, readDeeds());
  });
  afterAll(() => world.close());

  test.each([
    ['no window', null, [598, 517, 429, 329, 222, 114]],
    ['7 days from any first step', 7 * 86_400, [598, 487, 353, 210, 109, 40]],
  ])('%s', async (_name, windowSeconds, people) => {
    const { params } = project;
    const answer = await project.call(askFunnel, { params, body: question(windowSeconds) });
    expect(answer.steps.map((step) => step.people)).toEqual(people);
    expect(answer.steps.map((step) => step.lost)).toEqual(
      people.map((count, i) => (i === 0 ? 0 : people[i - 1]! - count)),
    );
    expect(answer.tookMs).toBeGreaterThan(0);
    expect(answer.timeZone).toBe('UTC');
  });

  test('the trend counts every event once', async () => {
    const answer = await project.call(askTrends, {
      params: project.params,
      body: {
        kind: 'trends',
        series: [
          { event: null, measure: 'count' },
          { event: 'purchase', measure: 'people' },
        ],
        from: '2024-01-01',
        to: '2024-06-30',
        interval: 'month',
      },
    });
    expect(answer.series[0]!.total).toBe(31_106);
    expect(answer.series[0]!.values.reduce((sum, value) => sum + value, 0)).toBe(31_106);
  });
});
