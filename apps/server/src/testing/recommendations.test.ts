/**
 * Calibration: the effect that was planted is found by the whole path, as often as its interval says.
 * `npm run bench -- recommendation` does the same a hundred times.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measureRecommendations } from './recommendations.ts';
import { seededIds } from './seeded-ids.ts';
import { openWorld, type World } from './world.ts';

let world: World;
// The salt of a flag is its id: with ids of their own these companies are the same in every run.
beforeAll(async () => (world = await openWorld({ newId: seededIds(147) })));
afterAll(() => world.close());

const seeds = Array.from({ length: 20 }, (_, index) => 1_000 + index);
const people = 1_600;

test('of 20 companies at least 17 have the planted +14.7 % in their interval', async () => {
  const found: { seed: number; low: number; value: number; high: number }[] = [];
  for (const seed of seeds) {
    const { comparison, truths } = await measureRecommendations(world, seed, people);
    if (comparison.outcome !== 'compared' || comparison.relative.method === 'refused') continue;
    expect(comparison.base.n + comparison.variant.n).toBe(truths.effect.exposed);
    for (const [index, arm] of [comparison.base, comparison.variant].entries()) {
      expect(arm.n).toBe(truths.arms[index]?.people);
      expect(arm.value).toBeCloseTo(truths.arms[index]?.average ?? 0, 6);
    }
    // What a glance at before and after would have said.
    expect(truths.beforeAfter.amongTreated).toBeGreaterThan(truths.effect.relative);
    const { low, value, high } = comparison.relative;
    found.push({ seed, low, value, high });
  }
  const covers = found.filter(({ low, high }) => low <= 0.147 && 0.147 <= high);
  console.log(`covered by ${covers.length} of ${found.length}`);
  expect(covers.length).toBeGreaterThanOrEqual(17);
  expect(found.filter(({ low }) => low > 0).length).toBeGreaterThanOrEqual(14);
});
