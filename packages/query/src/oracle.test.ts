/** Our SQL on the real engine against the rules computed the obvious way, over random logs. */
import type { FunnelQuestion, TrendsQuestion, TrendsResult } from '@tandem/contract';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { daysBefore, dayOf, floorDay, hourMs, periodOf, withOffset } from './calendar.ts';
import { funnel, funnelTimes, type FunnelRow } from './funnel.ts';
import { funnelPeople, personsOf, type FunnelPerson } from './funnel-people.ts';
import { notSet, theRest } from './labels.ts';
import { sql } from './sql.ts';
import { condition, days, filter, log, names, zones, type Log } from './testing/log.ts';
import { known, measure, planOf, seriesEvents, textOf, ways, type Way } from './testing/oracle.ts';
import { openStore } from './testing/store.ts';
import { topValues, trends, type TrendsRow } from './trends.ts';
import { trendsResult } from './trends-result.ts';

const store = await openStore();
afterAll(() => store.close());
const seed = Number(process.env['TANDEM_TEST_SEED']);
const numRuns = 100;
console.info(`oracle seed ${seed} (TANDEM_TEST_SEED=${seed} repeats it)`);
const now = new Date('2026-11-20T10:00:00Z');

const hex = (kind: string, n: number) =>
  `${kind}0000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
const personId = (person: number) => hex('a', person);
let lastProject = 0;

async function keep({ events, traits, merges }: Log): Promise<number> {
  const project = (lastProject += 1);
  const rows = events.map(({ id, person, time, ...rest }) => ({
    ...rest,
    project,
    id: hex('e', id),
    person: personId(person),
    distinct_id: String(person),
    time: new Date(time).toISOString(),
    received_at: new Date(time).toISOString(),
  }));
  const half = Math.ceil(rows.length / 2);
  await store.insert('events', rows.slice(0, half));
  await store.insert('events', rows.slice(half));
  await store.insert(
    'person_overrides',
    merges.map(([person, canonical]) => ({
      project,
      person: personId(person),
      canonical: personId(canonical),
      precedence: 1,
    })),
  );
  await store.insert(
    'traits',
    traits.map(({ person, kind, value, time }) => ({
      project,
      key: 'plan',
      person: personId(person),
      kind,
      value: JSON.stringify(value),
      time: new Date(time).toISOString(),
      precedence: 1,
    })),
  );
  return project;
}

const range = fc
  .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 4, max: 11 }))
  .map(([a, b]) => {
    const day = (i: number) =>
      new Date(Date.parse(days[0]) + i * 86_400_000).toISOString().slice(0, 10);
    return { from: day(Math.min(a, b)), to: day(Math.max(a, b)) };
  });
const optional = <T>(of: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: of });
const breakdown = optional(
  fc.oneof(
    fc.record({ on: fc.constant('event' as const), key: fc.constantFrom('v', 'w.z') }),
    fc.record({ on: fc.constant('person' as const), key: fc.constant('plan') }),
  ),
);
const filters = fc.array(fc.oneof(filter('event'), filter('person')), { maxLength: 1 });
const defined = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

const funnelQuestion = fc
  .record({
    kind: fc.constant('funnel' as const),
    steps: fc.array(
      fc.record({
        event: fc.constantFrom('a', 'b', 'c'),
        filters: fc.oneof(
          { weight: 4, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: filters },
        ),
      }),
      { minLength: 2, maxLength: 4, size: 'max' },
    ),
    range,
    windowSeconds: fc.constantFrom(null, 1800, 86_400, 3 * 86_400, 6 * 86_400),
    exclusions: fc.array(
      fc.record({
        // Mostly what is no step.
        event: fc.constantFrom('c', 'd', 'd', 'd'),
        at: fc.nat(2),
        length: fc.integer({ min: 1, max: 2 }),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    breakdown,
    segment: optional(condition),
    plan: fc.constantFrom('plain', 'free', 'excluding', 'excluding'),
  })
  .map(({ range: between, plan, steps, exclusions, ...rest }) => {
    const plain = names.slice(0, steps.length).map((event) => ({ event }));
    const walked = plan === 'plain' ? plain : steps;
    const last = walked.length - 1;
    return defined({
      ...rest,
      ...between,
      steps: walked,
      exclusions:
        plan !== 'excluding'
          ? []
          : exclusions.map(({ event, at, length }) => {
              const fromStep = Math.min(at, last - 1);
              return { event, fromStep, toStep: Math.min(last, fromStep + length) };
            }),
    }) as FunnelQuestion;
  });

function funnelRows(question: FunnelQuestion, found: readonly Way[]) {
  const groups = Map.groupBy(found, ({ value }) => (question.breakdown === undefined ? '' : value));
  const at = (of: readonly Way[]) =>
    question.steps.map((_, i) => of.filter(({ level }) => level > i).length);
  if (groups.size === 0 && question.breakdown === undefined) return new Map([['', at([])]]);
  return new Map([...groups].map(([value, of]) => [value, at(of)]));
}

function medians(question: FunnelQuestion, found: readonly Way[]): number[] {
  return question.steps.slice(1).map((_, i) => {
    const gaps = found
      .filter(({ chain }) => chain.length > i + 1)
      .map(({ chain }) => (chain[i + 1] ?? 0) - (chain[i] ?? 0))
      .toSorted((a, b) => a - b);
    if (gaps.length === 0) return 0;
    const middle = (gaps.length - 1) / 2;
    return ((gaps[Math.floor(middle)] ?? 0) + (gaps[Math.ceil(middle)] ?? 0)) / 2;
  });
}

test('funnels agree with the oracle', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.noBias(log),
      fc.noBias(funnelQuestion),
      fc.constantFrom(...zones),
      async (facts, question, timeZone) => {
        const context = { timeZone, now };
        const project = await keep(facts);
        const found = ways(known(facts, now), question, periodOf(question, timeZone));
        const rows = await store.rows<FunnelRow>(project, funnel(question, context));
        expect(new Map(rows.map(({ value, people }) => [value, people]))).toEqual(
          funnelRows(question, found),
        );
        const [times] = await store.rows<{ between: number[] }>(
          project,
          funnelTimes(question, context),
        );
        expect(times?.between).toEqual(medians(question, found));
        const step = question.steps.length - 1;
        const outcome = facts.events.length % 2 === 0 ? 'lost' : 'reached';
        const set = { question, step, outcome } as const;
        const people = await store.rows<FunnelPerson>(
          project,
          funnelPeople(set, context, { limit: 100 }),
        );
        const expected = found.filter(({ level }) =>
          outcome === 'lost' ? level === step : level > step,
        );
        expect(people.map(({ person }) => person).toSorted()).toEqual(
          expected.map(({ person }) => personId(person)).toSorted(),
        );
        const [count] = await store.rows<{ n: number }>(
          project,
          sql`SELECT count() AS n FROM ${personsOf(set, context)} WHERE person IN ${personsOf(set, context)}`,
        );
        expect(count?.n).toBe(expected.length);
      },
    ),
    { seed, numRuns, interruptAfterTimeLimit: 90_000 },
  );
}, 120_000);

const series = fc.record({
  event: fc.constantFrom(...names, null),
  measure: fc.constantFrom('count', 'people', 'sum'),
  property: fc.constant('v'),
  filters,
});
const trendsQuestion = fc
  .record({
    kind: fc.constant('trends' as const),
    series: fc.array(series, { minLength: 1, maxLength: 2 }),
    range,
    interval: fc.constantFrom('hour', 'day', 'week', 'month'),
    breakdown,
    segment: optional(condition),
    compare: fc.boolean(),
  })
  .map(({ range: between, ...rest }) => defined({ ...rest, ...between }) as TrendsQuestion);

type Bucketing = { readonly question: TrendsQuestion; readonly timeZone: string };

function bucketOf({ question, timeZone }: Bucketing, time: number): string {
  if (question.interval !== 'hour')
    return floorDay(dayOf(new Date(time), timeZone), question.interval);
  const { start } = periodOf(question, timeZone);
  const since = Math.floor((time - start.getTime()) / hourMs);
  return withOffset(new Date(start.getTime() + since * hourMs), timeZone);
}

test('trends agree with the oracle', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.noBias(log),
      fc.noBias(trendsQuestion),
      fc.constantFrom(...zones),
      async (facts, question, timeZone) => {
        const context = { timeZone, now };
        const project = await keep(facts);
        const rows = await store.rows<TrendsRow>(project, trends(question, context));
        const result = trendsResult(question, context, { rows, people: 0, tookMs: 0 });
        const all = known(facts, now);
        question.series.forEach((one, index) => {
          const { start, end } = periodOf(question, timeZone);
          const within = seriesEvents(all, one, question.segment).filter(
            ({ time }) => time >= start.getTime() && time < end.getTime(),
          );
          const lines = result.series.filter(
            (line) => line.series === index && line.period === 'current',
          );
          const labelled = within.map((event) => ({ event, label: labelOf(question, all, event) }));
          for (const line of lines) {
            const own = labelled
              .filter(({ label }) =>
                line.breakdown === theRest
                  ? lines.every(({ breakdown: shown }) => shown !== label)
                  : label === line.breakdown,
              )
              .map(({ event }) => event);
            expect(line.total).toBe(measure(one, own));
            expect(line.values).toEqual(
              result.buckets.map((bucket) =>
                measure(
                  one,
                  own.filter(({ time }) => bucketOf({ question, timeZone }, time) === bucket),
                ),
              ),
            );
          }
          expectTheLargest(
            lines,
            [...Map.groupBy(labelled, ({ label }) => label).values()].map((of) =>
              measure(
                one,
                of.map(({ event }) => event),
              ),
            ),
          );
          if (one.measure === 'count') {
            const total = lines.reduce((sum, line) => sum + line.total, 0);
            expect(total).toBe(within.length);
          }
          expectPrevious({ question, timeZone }, all, { index, result });
        });
      },
    ),
    { seed, numRuns, interruptAfterTimeLimit: 90_000 },
  );
}, 120_000);

type Facts = ReturnType<typeof known>;

/** What an event is called in a breakdown; null: nothing is broken down. */
function labelOf(
  { breakdown: by }: TrendsQuestion,
  facts: Facts,
  event: Facts['events'][number],
): string | null {
  if (by === undefined) return null;
  const text = by.on === 'person' ? planOf(facts, event.person) : textOf(event, by.key);
  return text || notSet;
}

/** The lines with a name are the largest there are, and all others are in one line. */
function expectTheLargest(lines: TrendsResult['series'], totals: readonly number[]): void {
  const shown = lines.filter(({ breakdown: label }) => label !== theRest);
  const largest = totals.toSorted((a, b) => b - a).slice(0, topValues);
  if (totals.length > 0) expect(shown.map(({ total }) => total)).toEqual(largest);
  expect(lines.length - shown.length).toBe(totals.length > topValues ? 1 : 0);
}

function expectPrevious(
  { question, timeZone }: Bucketing,
  facts: Facts,
  { index, result }: { index: number; result: ReturnType<typeof trendsResult> },
): void {
  const one = question.series[index];
  if (question.compare !== true || question.breakdown !== undefined || one === undefined) return;
  const { start, end } = periodOf(daysBefore(question), timeZone);
  const within = seriesEvents(facts, one, question.segment).filter(
    ({ time }) => time >= start.getTime() && time < end.getTime(),
  );
  const line = result.series.find((each) => each.series === index && each.period === 'previous');
  expect(line?.total).toBe(measure(one, within));
}
