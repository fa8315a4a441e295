/** The interval holds the truth through the whole path: assignment, exposures, events, statement, rules. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLab, persons, type Deed, type Lab } from '../../../testing/lab.ts';
import { seededIds } from '../../../testing/seeded-ids.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await openLab({ newId: seededIds(20_260_302) });
});
afterAll(() => lab.world.close());

/** The rise that is planted: 25 where the control has 20. */
const truth = 0.25;
const experiments = 12;
/** Spread of a person's total, from the person alone: no arm knows of it. */
const spreadOf = (person: string) => {
  let hash = 7;
  for (const letter of person) hash = (hash * 31 + letter.charCodeAt(0)) % 1_000_003;
  return (hash % 21) - 10;
};

test('in at least 10 of 12 experiments', { timeout: 60_000 }, async () => {
  const project = await lab.world.project();
  const first = await lab.running(project, { people: 300 });
  const { primary } = (await first.get()).plan;
  const all = [first];
  for (let n = 1; n < experiments; n += 1) {
    all.push(await lab.running(project, { primary, people: 300 }, `flag-${n}`));
  }
  const deeds: Deed[] = [];
  for (const [n, it] of all.entries()) {
    const shown = await lab.expose(project, persons(300, `${n}-`), { key: it.flag.key });
    for (const { person, arm } of shown) {
      const total = 20 + spreadOf(person) + (arm === 'on' ? 5 : 0);
      deeds.push({ person, event: 'order', atHour: 2, properties: { total } });
    }
  }
  await lab.send(project, deeds);
  lab.later(30);
  const intervals: { readonly low: number; readonly high: number }[] = [];
  for (const it of all) {
    const result = await it.result();
    expect(result.invalid).toBeNull();
    intervals.push(result.metrics[0]!.effects[0]!.relative!);
  }
  const held = intervals.filter(({ low, high }) => low <= truth && truth <= high);
  expect(held.length).toBeGreaterThanOrEqual(10);
  expect(intervals.every(({ low }) => low > 0)).toBe(true);
});
