/**
 * Calibration: the effect that was planted is found by the whole path, as often as its interval says.
 * `npm run bench -- recommendation` does the same a hundred times.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { effectOf, openLaboratory, type Laboratory } from './recommendations.ts';

let laboratory: Laboratory;
beforeAll(async () => (laboratory = await openLaboratory(147)));
afterAll(() => laboratory.world.close());

const seeds = Array.from({ length: 20 }, (_, index) => 1_000 + index);
const people = 1_300;

test('of 20 companies at least 17 have +14.7 % in their interval', async () => {
  const found: { readonly low: number; readonly high: number }[] = [];
  let naive = 0;
  for (const seed of seeds) {
    const { result, truths } = await laboratory.measure(seed, people);
    naive += truths.beforeAfter.amongTreated / seeds.length;
    // A sample ratio that chance gives once in a thousand: no figure is shown, so none covers.
    if (result.invalid !== null) continue;
    // The groups are those of the truths, to the person and the cent.
    const arms = result.metrics[0]!.arms;
    expect(arms.map((arm) => [arm.variant, arm.people])).toEqual(
      truths.arms.map((arm) => [arm.variation, arm.people]),
    );
    for (const [index, { value }] of arms.entries()) {
      expect(value).toBeCloseTo(truths.arms[index]!.average, 6);
    }
    expect(result.label).toBe('randomised');
    expect(result.progress.people).toBe(truths.effect.exposed);
    const effect = effectOf(result);
    if (effect !== undefined) found.push(effect);
  }
  const covers = found.filter(({ low, high }) => low <= 0.147 && 0.147 <= high);
  console.log(`covered by ${covers.length} of ${found.length}`);
  expect(covers.length).toBeGreaterThanOrEqual(17);
  // What a glance at before and after says of those who had it.
  expect(naive).toBeGreaterThan(0.2);
  expect(found.filter(({ low }) => low > 0).length).toBeGreaterThanOrEqual(14);
}, 300_000);
