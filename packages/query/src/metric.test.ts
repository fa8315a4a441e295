/** Arm statistics on the real engine against the rules computed the obvious way. */
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { armStatistics, type ArmRow } from './metric.ts';
import {
  event,
  hostile,
  hour,
  metrics,
  pairsOf,
  rowsOf,
  start,
  variantOf,
  type LoggedEvent,
} from './testing/metric-log.ts';
import { openStore } from './testing/store.ts';

const store = await openStore();
afterAll(() => store.close());
const seed = Number(process.env['TANDEM_TEST_SEED']);
console.info(`metric seed ${seed} (TANDEM_TEST_SEED=${seed} repeats it)`);

const period = { start: new Date(start), end: new Date(start + 96 * hour) };
const exposures = { event: '$exposure', flagProperty: 'flag', flag: hostile, variantProperty: 'v' };

function expected(events: readonly LoggedEvent[], merges: ReadonlyMap<number, number>): ArmRow[] {
  const inside = events
    .filter(({ at }) => at >= 0 && at < 96)
    .map((one) => ({ ...one, person: merges.get(one.person) ?? one.person }));
  const rows = new Map<string, ArmRow>();
  for (const own of Map.groupBy(inside, ({ person }) => person).values()) {
    const met = own.filter(({ name }) => name === '$exposure');
    if (met.length === 0) continue;
    const since = Math.min(...met.map(({ at }) => at));
    const variants = [...new Set(met.map(variantOf))];
    const mixed = variants.length > 1 ? 1 : 0;
    const arm = mixed === 1 ? '' : (variants[0] ?? '');
    const after = own.filter(({ at }) => at >= since);
    const pairs = [[0, 0], ...pairsOf(after, 96)];
    pairs.forEach(([x = 0, y = 0], i) => {
      const key = `${mixed} ${arm} ${i}`;
      const old = rows.get(key) ?? {
        arm,
        mixed,
        metric: i - 1,
        n: 0,
        x: 0,
        y: 0,
        xx: 0,
        yy: 0,
        xy: 0,
      };
      rows.set(key, {
        ...old,
        n: old.n + 1,
        x: old.x + x,
        y: old.y + y,
        xx: old.xx + x * x,
        yy: old.yy + y * y,
        xy: old.xy + x * y,
      });
    });
  }
  return [...rows].toSorted(([one], [two]) => (one < two ? -1 : 1)).map(([, row]) => row);
}

test('every kind of metric, with merges and repeated events', { timeout: 120_000 }, async () => {
  let project = 0;
  const log = fc.array(event, { minLength: 1, maxLength: 60 });
  const merged = fc.subarray([1, 2, 3, 4, 5]);
  await fc.assert(
    fc.asyncProperty(log, merged, async (events, gone) => {
      project += 1;
      const merges = new Map(gone.map((person) => [person, 0]));
      const { rows, overrides } = rowsOf(project, events, gone);
      await store.insert('events', rows);
      await store.insert('events', rows.slice(0, 20));
      await store.insert('person_overrides', overrides);
      const got = await store.rows<ArmRow>(project, armStatistics(exposures, metrics, period));
      expect(got).toEqual(expected(events, merges));
      expect(
        await store.rows(project + 1_000_000, armStatistics(exposures, metrics, period)),
      ).toEqual([]);
    }),
    { numRuns: 40, seed },
  );
});
