/** The SQL of typical questions, as text to read and review. `UPDATE_GOLDEN=true` rewrites it. */
import type { FunnelQuestion, MetricDefinition, TrendsQuestion } from '@tandem/contract';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { activePeople, peopleInRings } from './exposed.ts';
import { funnel, funnelTimes, type FunnelRow } from './funnel.ts';
import { funnelPeople, funnelPeopleCount, personsOf } from './funnel-people.ts';
import { funnelTraitKeys, funnelTraits } from './funnel-traits.ts';
import { armsSoFar } from './metric-arms.ts';
import { armStatistics } from './metric.ts';
import { metricByDay, metricSoFar, metricStatistics } from './metric-period.ts';
import { personSegment } from './segments.ts';
import { source } from './source.ts';
import { render, sql, type Sql } from './sql.ts';
import { openStore } from './testing/store.ts';
import { trends, trendsPeople } from './trends.ts';

const context = { timeZone: 'Europe/Berlin', now: new Date('2026-05-01T12:00:00Z') };
const range = { from: '2026-03-01', to: '2026-03-31' };
const asked: TrendsQuestion = {
  kind: 'trends',
  series: [{ event: 'signup', measure: 'people' }],
  ...range,
  interval: 'day',
};
const walked: FunnelQuestion = {
  kind: 'funnel',
  steps: [{ event: 'visit' }, { event: 'signup' }, { event: 'purchase' }],
  ...range,
  windowSeconds: 604_800,
};
const set = { question: walked, step: 1, outcome: 'lost' } as const;
const pro = { kind: 'property', on: 'person', key: 'plan', op: 'is', value: 'pro' } as const;
const dear = { kind: 'property', on: 'event', key: 'price', op: 'gte', value: 10 } as const;
const did = { kind: 'did', event: 'invite', atLeast: 2, days: 30 } as const;
const onBrowser = { on: 'event', key: '$browser' } as const;
const onPlan = { on: 'person', key: 'plan' } as const;
const count = [{ event: 'signup', measure: 'count' as const }];

const order = { event: "order 'placed' \\" };
const exposures = {
  event: '$exposure',
  flagProperty: 'flag',
  flag: 'checkout',
  variantProperty: 'v',
};
const month = { start: new Date('2026-03-01T00:00:00Z'), end: new Date('2026-04-01T00:00:00Z') };
const arms = (metric: MetricDefinition) => armStatistics(exposures, [metric], month);
const bought: MetricDefinition = {
  kind: 'conversion',
  from: { event: 'visit' },
  to: order,
  windowSeconds: 3600,
};
const returned: MetricDefinition = {
  kind: 'retention',
  start: { event: 'visit' },
  back: order,
  day: 7,
};
const measured = (metric: MetricDefinition) => ({ metric, period: month });

const golden: Readonly<Record<string, Sql>> = {
  'metric-count': arms({ kind: 'count', of: { ...order, filters: [dear] } }),
  'metric-unique': arms({ kind: 'unique', of: order }),
  'metric-sum': arms({ kind: 'sum', of: { ...order, property: 'total' } }),
  'metric-mean': arms({ kind: 'mean', of: { ...order, property: 'total' } }),
  'metric-ratio': arms({
    kind: 'ratio',
    numerator: { ...order, property: 'total' },
    denominator: order,
  }),
  'metric-conversion': arms(bought),
  'metric-retention': arms(returned),
  'metric-arms-so-far': armsSoFar(exposures, bought, {
    period: month,
    timeZone: context.timeZone,
  }),
  'people-in-rings': peopleInRings({ flag: 'checkout', experiment: 'e1' }, month),
  'people-active': activePeople(month),
  'metric-in-all': metricStatistics(
    { ...measured({ kind: 'mean', of: { ...order, property: 'total' } }), segment: pro },
    context,
  ),
  'metric-by-day': metricByDay(measured({ kind: 'count', of: order }), context),
  'metric-by-day-conversion': metricByDay(measured(bought), context),
  'metric-by-day-retention': metricByDay(measured(returned), context),
  'metric-so-far': metricSoFar(measured({ kind: 'unique', of: order }), context),
  'metric-so-far-conversion': metricSoFar(measured(bought), context),
  'metric-so-far-retention': metricSoFar(measured(returned), context),
  'trends-people': trends(asked, context),
  'trends-count-by-hour': trends({ ...asked, series: count, interval: 'hour' }, context),
  'trends-any-event-by-month': trends(
    { ...asked, series: [{ event: null, measure: 'count' }], interval: 'month' },
    context,
  ),
  'trends-sum-filtered': trends(
    {
      ...asked,
      series: [{ event: 'purchase', measure: 'sum', property: 'price', filters: [dear] }],
    },
    context,
  ),
  'trends-count-by-value': trends({ ...asked, series: count, breakdown: onBrowser }, context),
  'trends-people-by-value': trends({ ...asked, breakdown: onBrowser }, context),
  'trends-people-by-trait': trends({ ...asked, breakdown: onPlan }, context),
  'trends-two-series-compared': trends(
    { ...asked, series: [...asked.series, ...count], interval: 'week', compare: true },
    context,
  ),
  'trends-segment': trends(
    { ...asked, segment: { kind: 'or', of: [pro, { kind: 'not', of: did }, dear] } },
    context,
  ),
  'trends-all-people': trendsPeople(asked, context),
  funnel: funnel(walked, context),
  'funnel-compared-no-window': funnel({ ...walked, windowSeconds: null, compare: true }, context),
  'funnel-by-value': funnel({ ...walked, breakdown: onBrowser }, context),
  'funnel-by-value-heard': funnel(
    { ...walked, breakdown: onBrowser, compare: true },
    context,
    sql`SELECT person FROM ${source('signals', sql`person`)}`,
  ),
  'funnel-by-trait': funnel({ ...walked, breakdown: onPlan }, context),
  'funnel-filtered-segment': funnel(
    {
      ...walked,
      steps: [{ event: 'visit', filters: [dear, pro] }, { event: 'buy' }],
      segment: did,
    },
    context,
  ),
  'funnel-exclusion': funnel(
    { ...walked, exclusions: [{ event: 'logout', fromStep: 0, toStep: 2 }] },
    context,
  ),
  'funnel-same-event-twice': funnel(
    { ...walked, steps: [{ event: 'visit' }, { event: 'visit' }] },
    context,
  ),
  'funnel-times': funnelTimes(walked, context),
  'funnel-people': funnelPeople(set, context, { limit: 50 }),
  'funnel-people-count-by-value': funnelPeopleCount(
    { ...set, question: { ...walked, breakdown: onBrowser }, breakdownValue: 'Safari' },
    context,
  ),
  'funnel-people-as-set': sql`SELECT count() FROM ${personsOf({ ...set, outcome: 'reached' }, context)}`,
  'funnel-trait-keys': funnelTraitKeys(set, context),
  'funnel-traits': funnelTraits(set, context, ['$browser', 'plan.name']),
  'segment-of-people': sql`SELECT person FROM ${personsOf(set, context)} WHERE ${personSegment(
    { kind: 'and', of: [pro, { ...did, not: true }] },
    context,
  )}`,
};

const store = await openStore();
afterAll(() => store.close());

const shown = (statement: Sql) => {
  const { text, params } = render(statement);
  const values = Object.entries(params).map(
    ([name, value]) => `-- ${name} = ${JSON.stringify(value)}`,
  );
  return `${[...values, text].join('\n')}\n`;
};

/** What project 1, which is empty, is told before and after project 2 is filled. */
test('no question hears anything of another project', async () => {
  const ask = () =>
    Promise.all(
      Object.values(golden).map(async (one) =>
        (await store.rows<object>(1, one)).map((row) => JSON.stringify(row)).toSorted(),
      ),
    );
  const before = await ask();
  const rows = ['visit', 'signup', 'purchase', 'buy', 'invite', 'invite'].map((name, i) => ({
    project: 2,
    name,
    day: '2026-03-05',
    id: `e0000000-0000-4000-8000-00000000000${i}`,
    time: `2026-03-05T10:0${i}:00Z`,
    received_at: '2026-03-05T10:00:00Z',
    person: 'a0000000-0000-4000-8000-000000000000',
    distinct_id: 'one',
    properties: { price: 20, $browser: 'Safari' },
    precedence: 1,
  }));
  await store.insert('events', rows);
  expect(await ask()).toEqual(before);
  const heard = await store.rows<FunnelRow>(2, golden['funnel'] ?? sql``);
  expect(heard[0]?.people).toEqual([1, 1, 1]);
});

test.each(Object.entries(golden))('%s', async (name, statement) => {
  const file = new URL(`../golden/${name}.sql`, import.meta.url);
  const text = shown(statement);
  if (process.env['UPDATE_GOLDEN'] === 'true') writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
  // The engine takes it, and every table in it is fenced to the project.
  await store.rows(1, statement);
  const tables = text.match(/\b(?:events|signals|traits|person_overrides) FINAL\b/g)?.length;
  const fences = text.match(/ FINAL WHERE project = \{project:UInt32\}/g)?.length;
  expect(tables).toBeGreaterThan(0);
  expect(fences).toBe(tables);
});
