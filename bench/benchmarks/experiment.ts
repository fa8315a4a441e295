/**
 * Five metrics of an experiment over a million exposed people: the whole analysis through its
 * endpoint, and its one exact statement against SQL written by hand that leaves repeats and merges
 * aside, on a store that has both.
 *
 *   npm run bench -- experiment [people]
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  createClient,
  createExperiment,
  createFlag,
  createMetric,
  getExperimentResult,
  moveExperiment,
  type MetricDefinition,
  type ProjectId,
} from '@tandem/contract';
import { armStatistics, type ArmRow } from '@tandem/query';
import { openEvents } from '../../apps/server/src/platform/events.ts';
import { migrateEvents } from '../../apps/server/src/platform/events-schema.ts';
import { openRecords } from '../../apps/server/src/platform/records.ts';
import '../../apps/server/src/release/tables.ts';
import { machine, median } from '../machine.ts';
import { privateKey, startServer, temporaryFolder } from '../processes.ts';

const people = Number(process.argv[2] ?? 1_000_000);
const rounds = 3;
const limitMs = 3000;
const chunk = 250_000;
const project = 1 as ProjectId;
const period = { start: new Date('2026-09-01T00:00:00Z'), end: new Date('2026-10-01T00:00:00Z') };
const order = { event: 'order placed' };
const view = { event: 'product viewed' };
const metrics: readonly MetricDefinition[] = [
  { kind: 'count', of: order },
  { kind: 'unique', of: order },
  { kind: 'sum', of: { ...order, property: 'total' } },
  { kind: 'mean', of: { ...order, property: 'total' } },
  { kind: 'conversion', from: view, to: order, windowSeconds: 7 * 86_400 },
];
const folder = temporaryFolder();
const experiment = await prepare();
const exposures = {
  event: '$exposure',
  flagProperty: 'experiment',
  flag: experiment,
  variantProperty: 'variation',
};

/** One exposure, two views and an order of every second person; repeats come from a second insert. */
const insert = (from: number, count: number, where: string) => `
  INSERT INTO events SELECT 1,
    ['$exposure', 'product viewed', 'product viewed', 'order placed'][kind + 1],
    toDate('2026-09-02') + n % 20, reinterpretAsUUID(sipHash128(n, kind)),
    toDateTime64('2026-09-02 00:00:00', 3, 'UTC') + (n % 20) * 86400 + kind * 600,
    toDateTime64('2026-09-02 00:00:00', 3, 'UTC'), reinterpretAsUUID(sipHash128(n)),
    toString(n), '', map(),
    if(kind = 0, concat('{"flag":"checkout","experiment":"${experiment}","variation":"', if(n % 2 = 0, 'off', 'on'), '"}'),
      concat('{"total":', toString(n % 97), '}')), 'bench', 1
  FROM (SELECT ${from} + number AS n, arrayJoin(range(4)) AS kind FROM numbers(${count}))
  WHERE (kind != 3 OR n % 4 < 2) AND ${where}`;

/** Sums and squares of the same five, a row per arm. */
const byHand = `
  SELECT arm, count() AS n, sum(c), sum(c * c), sum(c > 0), sum(t), sum(t * t), sum(c * t), sum(v), sum(w)
  FROM (SELECT person, any(arm) AS arm, countIf(name = 'order placed' AND at >= since) AS c,
      sumIf(total, name = 'order placed' AND at >= since) AS t,
      countIf(name = 'product viewed' AND at >= since) > 0 AS v,
      windowFunnel(604800000)(toUInt64(toUnixTimestamp64Milli(at)), name = 'product viewed' AND at >= since,
        name = 'order placed' AND at >= since) = 2 AS w
    FROM (SELECT person, min(time) AS since, any(properties.variation::String) AS arm FROM events
        WHERE project = 1 AND name = '$exposure' AND properties.flag::String = 'checkout' GROUP BY person) AS e
    LEFT JOIN (SELECT person, name, time AS at, toFloat64(properties.total::Int64) AS total FROM events
        WHERE project = 1 AND name IN ('product viewed', 'order placed')) AS d USING (person)
    GROUP BY person)
  GROUP BY arm`;

const door = await openEvents({ dataFolder: folder, url: undefined, querySeconds: 120 });
try {
  const store = door.maintenance;
  await migrateEvents(store);
  await store.command('SYSTEM STOP MERGES events');
  for (let at = 0; at < people; at += chunk)
    await store.command(insert(at, Math.min(chunk, people - at), 'true'));
  await store.command(insert(0, people, 'n % 100 = 0'));
  // Of both arms alike: a merge that thinned one of them would be a sample ratio mismatch.
  await store.command(`INSERT INTO person_overrides SELECT 1, reinterpretAsUUID(sipHash128(n + 2)),
    reinterpretAsUUID(sipHash128(n)), 1 FROM (SELECT number * 101 AS n FROM numbers(intDiv(${people}, 101)))`);
  const exact = armStatistics(exposures, metrics, period);
  const ours = await timed(() => door.rows<ArmRow>(project, exact));
  const other = await timed(() => store.rows<ArmRow>(byHand));
  console.log(machine());
  console.log(`exposed: ${JSON.stringify(ours.rows.filter(({ metric }) => metric === -1))}`);
  console.log(
    `${metrics.length} metrics, ${people} people: ${ours.ms.toFixed(0)} ms (at most ${limitMs})`,
  );
  console.log(
    `  by hand without repeats and merges being right ${other.ms.toFixed(0)} ms: ratio ${(ours.ms / other.ms).toFixed(2)}`,
  );
} finally {
  await door.close();
}
try {
  const whole = await askEndpoint();
  console.log(`  through the endpoint: ${whole.toFixed(0)} ms (at most ${limitMs})`);
  if (whole > limitMs) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A running experiment with the five metrics, begun when the events begin; gives its id. */
async function prepare(): Promise<string> {
  const running = await startServer({ TANDEM_DATA: folder, TANDEM_LOG_LEVEL: 'error' });
  const params = { project };
  const call = clientOf(running.url);
  const flag = await call(createFlag, {
    params,
    body: { key: 'checkout', name: 'Checkout', kind: 'boolean' },
  });
  const refs: { id: string; version: number }[] = [];
  for (const [i, definition] of metrics.entries()) {
    const { id } = await call(createMetric, { params, body: { name: `Metric ${i}`, definition } });
    refs.push({ id, version: 1 });
  }
  const [primary = null, ...secondary] = refs;
  const { id } = await call(createExperiment, {
    params,
    body: {
      name: 'A million',
      flag: flag.id,
      plan: {
        hypothesis: 'If it is measured, then it is fast',
        primary,
        secondary,
        minimumEffect: 0.01,
        people,
        days: 20,
      },
    },
  });
  const of = { params: { project, id } };
  await call(moveExperiment, { ...of, body: { version: 1, move: 'freeze' } });
  await call(moveExperiment, { ...of, body: { version: 2, move: 'start' } });
  await running.stop();
  const records = await openRecords({ folder: join(folder, 'records'), url: undefined });
  const { start, end } = period;
  await records.installation.write((writer) =>
    writer
      .updateTable('experiments')
      .set({ started_at: start, stopped_at: end, state: 'stopped' })
      .execute(),
  );
  await records.close();
  return id;
}

function clientOf(baseUrl: string) {
  return createClient({ baseUrl, fetch, headers: { authorization: `Bearer ${privateKey}` } });
}

async function askEndpoint(): Promise<number> {
  const running = await startServer({ TANDEM_DATA: folder, TANDEM_LOG_LEVEL: 'error' });
  try {
    const call = clientOf(running.url);
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const began = performance.now();
      const result = await call(getExperimentResult, { params: { project, id: experiment } });
      times.push(performance.now() - began);
      if (result.metrics.length !== metrics.length) throw new Error('not all metrics were told');
    }
    return median(times);
  } finally {
    await running.stop();
  }
}

async function timed(
  ask: () => Promise<readonly ArmRow[]>,
): Promise<{ ms: number; rows: readonly ArmRow[] }> {
  const times: number[] = [];
  let rows: readonly ArmRow[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    rows = await ask();
    times.push(performance.now() - began);
  }
  return { ms: median(times), rows };
}
