/** Arms so far against what `armStatistics` says of periods that are over earlier. */
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { addDays, startOfDay } from './calendar.ts';
import { activePeople, peopleInRings } from './exposed.ts';
import { armsSoFar, type ArmDayRow } from './metric-arms.ts';
import { armStatistics, type ArmRow } from './metric.ts';
import { event, hour, metrics, rowsOf } from './testing/metric-log.ts';
import { openStore } from './testing/store.ts';

const store = await openStore();
afterAll(() => store.close());
const seed = Number(process.env['TANDEM_TEST_SEED']);
console.info(`arms so far seed ${seed} (TANDEM_TEST_SEED=${seed} repeats it)`);

const timeZone = 'Asia/Kathmandu';
const from = '2026-03-01';
const period = {
  start: startOfDay(from, timeZone),
  end: new Date(startOfDay(addDays(from, 4), timeZone).getTime() - 7 * hour),
};
const exposures = {
  event: '$exposure',
  flagProperty: 'flag',
  flag: `a'"\\{p0:String}\``,
  variantProperty: 'v',
};

test('every kind of metric, on each day', { timeout: 120_000 }, async () => {
  let project = 0;
  // Nobody in two arms: whoever is left out later would have been counted before.
  const log = fc
    .array(event, { minLength: 1, maxLength: 60 })
    .map((events) =>
      events.map((one) =>
        one.name === '$exposure' ? { ...one, number: one.person % 2 === 0 ? 3 : 0 } : one,
      ),
    );
  await fc.assert(
    fc.asyncProperty(
      log,
      fc.subarray([2, 4]),
      fc.nat(metrics.length - 1),
      async (events, gone, i) => {
        project += 1;
        const { rows, overrides } = rowsOf(project, events, gone);
        await store.insert('events', rows);
        await store.insert('person_overrides', overrides);
        const metric = metrics[i]!;
        const asked = { period, timeZone };
        const soFar = await store.rows<ArmDayRow>(project, armsSoFar(exposures, metric, asked));
        for (let slot = 0; slot < 4; slot += 1) {
          const midnight = startOfDay(addDays(from, slot + 1), timeZone).getTime();
          const end = new Date(Math.min(midnight, period.end.getTime()));
          const until = armStatistics(exposures, [metric], { start: period.start, end });
          const expected = (await store.rows<ArmRow>(project, until))
            .filter((row) => row.metric === 0)
            .map(({ mixed: _mixed, metric: _metric, ...row }) => row);
          const arms = ['x', 'y'].flatMap((arm) => {
            const row = soFar.findLast((one) => one.arm === arm && one.slot <= slot);
            if (row === undefined) return [];
            const { slot: _slot, ...sums } = row;
            return [sums];
          });
          expect(arms).toEqual(expected);
        }
        expect(await store.rows(project + 1_000_000, armsSoFar(exposures, metric, asked))).toEqual(
          [],
        );
      },
    ),
    { numRuns: 20, seed },
  );
});

test('who was in a ring and never divided, and who did anything', async () => {
  const project = 2_000_000;
  let ids = 0;
  const shown = (person: number, properties: object) => ({
    project,
    name: '$exposure',
    day: '2026-03-02',
    id: `e0000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
    time: '2026-03-02T10:00:00Z',
    received_at: '2026-03-02T10:00:00Z',
    person: `a0000000-0000-4000-8000-00000000000${person}`,
    distinct_id: '',
    properties: { flag: 'checkout', ...properties },
    precedence: 1,
  });
  const [ring, arm] = [{ ring: 'Beta' }, { experiment: 'e1', variation: 'on' }];
  await store.insert('events', [
    shown(1, ring),
    shown(1, ring),
    shown(2, arm),
    shown(3, arm),
    shown(3, ring),
    shown(4, {}),
    shown(5, { ...ring, flag: 'another' }),
  ]);
  const of = { flag: 'checkout', experiment: 'e1' };
  expect(await store.rows(project, peopleInRings(of, period))).toEqual([{ people: 1 }]);
  expect(await store.rows(project, activePeople(period))).toEqual([{ people: 5 }]);
});
