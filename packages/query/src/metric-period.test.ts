/** A metric over a period, by day and so far, against the rules computed the obvious way. */
import type { Condition, MetricDefinition } from '@tandem/contract';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { addDays, startOfDay } from './calendar.ts';
import {
  metricByDay,
  metricSoFar,
  metricStatistics,
  type MetricDayRow,
  type MetricQuestion,
  type MetricSums,
} from './metric-period.ts';
import {
  event,
  hour,
  metrics,
  pairsOf,
  rowsOf,
  start,
  type LoggedEvent,
  type Pair,
} from './testing/metric-log.ts';
import { openStore } from './testing/store.ts';

const store = await openStore();
afterAll(() => store.close());
const seed = Number(process.env['TANDEM_TEST_SEED']);
console.info(`metric period seed ${seed} (TANDEM_TEST_SEED=${seed} repeats it)`);

const context = { timeZone: 'Asia/Kathmandu', now: new Date('2026-04-01T00:00:00Z') };
const from = '2026-03-01';
/** Hours since the start of the log at which each local day begins; the last is cut short. */
const midnights = [0, 1, 2, 3, 4].map(
  (days) => (startOfDay(addDays(from, days), context.timeZone).getTime() - start) / hour,
);
const end = midnights[4]! - 7;
const ends = midnights.slice(1).map((at) => Math.min(at, end));
const period = {
  start: new Date(start + midnights[0]! * hour),
  end: new Date(start + end * hour),
};
const often: Condition = { kind: 'did', event: 'a', atLeast: 2 };

function sumsOf(pairs: readonly Pair[]): MetricSums {
  const sum = (of: (x: number, y: number) => number) =>
    pairs.reduce((all, [x, y]) => all + of(x, y), 0);
  return {
    n: pairs.length,
    x: sum((x) => x),
    y: sum((_, y) => y),
    xx: sum((x) => x * x),
    yy: sum((_, y) => y * y),
    xy: sum((x, y) => x * y),
  };
}
type Own = readonly LoggedEvent[];
const perPerson = new Set<MetricDefinition['kind']>(['count', 'unique', 'sum']);

/** The pair of one person, unless the metric has nothing to do with them. */
function pairOf(i: number, own: Own, until: number): readonly Pair[] {
  const { kind } = metrics[i]!;
  const pair = pairsOf(own, until)[i]!;
  if (perPerson.has(kind)) return own.length > 0 ? [pair] : [];
  if (kind === 'ratio') return own.some(({ name }) => name !== '$exposure') ? [pair] : [];
  return pair[1] > 0 ? [pair] : [];
}

/** The pair that a day alone gives one person: of those who began on it, also what came later. */
function pairOfDay(i: number, own: Own, day: number): readonly Pair[] {
  const isOn = ({ at }: LoggedEvent) => at >= midnights[day]! && at < midnights[day + 1]!;
  const definition = metrics[i]!;
  if (definition.kind === 'retention') {
    const first = own.filter(({ name }) => name === 'a').toSorted((a, b) => a.at - b.at)[0];
    return first !== undefined && isOn(first) ? pairOf(i, own, end) : [];
  }
  if (definition.kind !== 'conversion') return pairOf(i, own.filter(isOn), end);
  const { to } = definition;
  const begun = own.filter((one) => one.name === 'a' && isOn(one));
  if (begun.length === 0) return [];
  const later = own.filter(({ name }) => name === to.event);
  const least = to.event === 'a' ? 1 : 0;
  const isDone = begun.some((x) => later.some((y) => y.at - x.at >= least && y.at - x.at <= 2));
  return [[isDone ? 1 : 0, 1]];
}

test('every kind of metric: in all, by day, so far', { timeout: 120_000 }, async () => {
  let project = 0;
  const log = fc.array(event, { minLength: 1, maxLength: 60 });
  const ask = async (question: MetricQuestion, of = project) => ({
    all: await store.rows<MetricSums>(of, metricStatistics(question, context)),
    byDay: await store.rows<MetricDayRow>(of, metricByDay(question, context)),
    soFar: await store.rows<MetricDayRow>(of, metricSoFar(question, context)),
  });
  await fc.assert(
    fc.asyncProperty(
      log,
      fc.subarray([1, 2, 3, 4, 5]),
      fc.nat(metrics.length - 1),
      fc.boolean(),
      async (events, gone, i, isSegment) => {
        project += 1;
        const { rows, overrides } = rowsOf(project, events, gone);
        await store.insert('events', rows);
        await store.insert('events', rows.slice(0, 20));
        await store.insert('person_overrides', overrides);
        const segment = isSegment ? often : undefined;
        const got = await ask({ metric: metrics[i]!, period, segment });

        const merged = events.map((one) => ({
          ...one,
          person: gone.includes(one.person) ? 0 : one.person,
        }));
        const people = [...Map.groupBy(merged, ({ person }) => person).values()]
          .filter((own) => !isSegment || own.filter(({ name }) => name === 'a').length > 1)
          .map((own) => own.filter(({ at }) => at >= midnights[0]! && at < end));
        const all = sumsOf(people.flatMap((own) => pairOf(i, own, end)));
        expect(got.all).toEqual([all]);
        const byDay = ends.map((_, slot) => ({
          slot,
          ...sumsOf(people.flatMap((own) => pairOfDay(i, own, slot))),
        }));
        expect(got.byDay).toEqual(byDay.filter(({ n }) => n > 0));
        const soFar = ends.map((until, slot) => {
          const known = people.map((own) => own.filter(({ at }) => at < until));
          return { slot, ...sumsOf(known.flatMap((own) => pairOf(i, own, until))) };
        });
        const filled = soFar.map(({ slot }) => {
          const row = got.soFar.findLast((one) => one.slot <= slot);
          return { ...(row ?? { n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 }), slot };
        });
        expect(filled).toEqual(soFar);

        const foreign = await ask({ metric: metrics[i]!, period, segment }, project + 1_000_000);
        expect(foreign).toEqual({ all: [sumsOf([])], byDay: [], soFar: [] });
      },
    ),
    { numRuns: 60, seed },
  );
});
