/** Arm statistics on the real engine against the rules computed the obvious way. */
import type { MetricDefinition } from '@tandem/contract';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { armStatistics, type ArmRow } from './metric.ts';
import { openStore } from './testing/store.ts';

const store = await openStore();
afterAll(() => store.close());
const seed = Number(process.env['TANDEM_TEST_SEED'] ?? Date.now() % 2 ** 31);
console.info(`metric seed ${seed} (TANDEM_TEST_SEED=${seed} repeats it)`);

const hour = 3_600_000;
const start = Date.parse('2026-03-01T00:00:00Z');
const period = { start: new Date(start), end: new Date(start + 96 * hour) };
const hostile = `a'"\\{p0:String}\``;
const exposures = { event: '$exposure', flagProperty: 'flag', flag: hostile, variantProperty: 'v' };
const filters = [
  { kind: 'property' as const, on: 'event' as const, key: hostile, op: 'gt' as const, value: 1 },
];
const [a, b] = [{ event: 'a' }, { event: hostile }];
const metrics: readonly MetricDefinition[] = [
  { kind: 'count', of: { ...a, filters } },
  { kind: 'unique', of: b },
  { kind: 'sum', of: { ...a, property: hostile } },
  { kind: 'mean', of: { ...b, property: hostile } },
  { kind: 'ratio', numerator: { ...a, property: hostile }, denominator: b },
  { kind: 'conversion', from: a, to: b, windowSeconds: 7200 },
  { kind: 'conversion', from: a, to: a, windowSeconds: 7200 },
  { kind: 'retention', start: a, back: b, day: 1 },
];

type Event = {
  readonly person: number;
  readonly name: string;
  readonly at: number;
  readonly number: number;
};
const event = fc.record({
  person: fc.integer({ min: 0, max: 5 }),
  name: fc.constantFrom('$exposure', '$exposure', 'a', hostile),
  at: fc.integer({ min: -2, max: 100 }),
  number: fc.integer({ min: 0, max: 3 }),
});
const id = (kind: string, n: number) =>
  `${kind}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const variantOf = ({ number }: Event) => (number === 3 ? 'y' : 'x');

function expected(events: readonly Event[], merges: ReadonlyMap<number, number>): ArmRow[] {
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
    const pairs = [[0, 0], ...pairsOf(after)];
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

function pairsOf(events: readonly Event[]): number[][] {
  const [as, bs] = ['a', hostile].map((name) => events.filter((one) => one.name === name));
  const [ones, others] = [as ?? [], bs ?? []];
  const sum = (of: readonly Event[]) => of.reduce((all, { number }) => all + number, 0);
  const first = Math.min(...ones.map(({ at }) => at));
  const over = first + 48 <= 96;
  const pairs = (of: readonly Event[], least: number) =>
    ones.some((x) => of.some((y) => y.at - x.at >= least && y.at - x.at <= 2));
  const back = others.some(({ at }) => at >= first + 24 && at < first + 48);
  return [
    [ones.filter(({ number }) => number > 1).length, 1],
    [others.length > 0 ? 1 : 0, 1],
    [sum(ones), 1],
    [sum(others), others.length],
    [sum(ones), others.length],
    [pairs(others, 0) ? 1 : 0, ones.length > 0 ? 1 : 0],
    [pairs(ones, 1) ? 1 : 0, ones.length > 0 ? 1 : 0],
    [over && back ? 1 : 0, over ? 1 : 0],
  ];
}

test('every kind of metric, with merges and repeated events', { timeout: 120_000 }, async () => {
  let project = 0;
  const log = fc.array(event, { minLength: 1, maxLength: 60 });
  const merged = fc.subarray([1, 2, 3, 4, 5]);
  await fc.assert(
    fc.asyncProperty(log, merged, async (events, gone) => {
      project += 1;
      const merges = new Map(gone.map((person) => [person, 0]));
      const rows = events.map(({ person, name, at, number }, i) => ({
        project,
        name,
        day: '2026-03-01',
        id: id('e', i),
        time: new Date(start + at * hour).toISOString(),
        received_at: '2026-03-10T00:00:00Z',
        person: id('a', person),
        distinct_id: '',
        properties:
          name === '$exposure'
            ? { flag: hostile, v: variantOf({ person, name, at, number }) }
            : { [hostile]: number },
        precedence: 1,
      }));
      await store.insert('events', rows);
      await store.insert('events', rows.slice(0, 20));
      await store.insert(
        'person_overrides',
        gone.map((one) => ({
          project,
          person: id('a', one),
          canonical: id('a', 0),
          precedence: 1,
        })),
      );
      const got = await store.rows<ArmRow>(project, armStatistics(exposures, metrics, period));
      expect(got).toEqual(expected(events, merges));
      expect(
        await store.rows(project + 1_000_000, armStatistics(exposures, metrics, period)),
      ).toEqual([]);
    }),
    { numRuns: 40, seed },
  );
});
