/**
 * A trend and a funnel over five million events: the SQL that Tandem writes against SQL written by
 * hand that gives the same answer to the row, on a store with 1 % duplicates, 2 % merged people and
 * an open partition in many parts. A second baseline without that exactness is printed for information.
 *
 *   npm run bench -- questions [events]
 */
import { rmSync } from 'node:fs';
import type { FunnelQuestion, ProjectId, TrendsQuestion } from '@tandem/contract';
import { funnel, trends } from '@tandem/query';
import { openEvents, type EventsDoor } from '../../apps/server/src/platform/events.ts';
import { migrateEvents } from '../../apps/server/src/platform/events-schema.ts';
import { mergeClosedPartitions } from '../../apps/server/src/platform/partitions.ts';
import { fill, from, now, to } from '../questions/store.ts';
import {
  exactFunnel,
  exactTrend,
  roughFunnel,
  roughTrend,
  type Answer,
} from '../questions/by-hand.ts';
import { machine, median } from '../machine.ts';
import { temporaryFolder } from '../processes.ts';

const events = Number(process.argv[2] ?? 5_000_000);
const rounds = 9;
const limit = 1.25;
const project = 1 as ProjectId;
const context = { timeZone: 'UTC', now };

const trendQuestion: TrendsQuestion = {
  kind: 'trends',
  series: [{ event: 'product viewed', measure: 'people' }],
  from,
  to,
  interval: 'day',
};
const funnelQuestion: FunnelQuestion = {
  kind: 'funnel',
  steps: ['page viewed', 'product viewed', 'product added', 'order placed'].map((event) => ({
    event,
  })),
  from,
  to,
  windowSeconds: 7 * 86_400,
};

const folder = temporaryFolder();
const door = await openEvents({ dataFolder: folder, url: undefined, querySeconds: 120 });
try {
  await migrateEvents(door.maintenance);
  await fill(door.maintenance, events, () => mergeClosedPartitions(door.maintenance, now));
  console.log(
    `${machine()}\n${events} events, 1 % of them sent twice, 2 % of the people merged, ${await partsOf(door)}`,
  );
  await compare('trend, people a day', {
    ours: async () => daily(await door.rows(project, trends(trendQuestion, context))),
    exact: () => ask(exactTrend),
    rough: () => ask(roughTrend),
  });
  await compare('funnel, four steps in seven days', {
    ours: async () => people(await door.rows(project, funnel(funnelQuestion, context))),
    exact: () => ask(exactFunnel),
    rough: () => ask(roughFunnel),
  });
} finally {
  await door.close();
  rmSync(folder, { recursive: true, force: true });
}

type Contenders = Readonly<Record<'ours' | 'exact' | 'rough', () => Promise<Answer>>>;

/** In turns, so that all three meet the same machine; medians are compared. */
async function compare(title: string, contenders: Contenders): Promise<void> {
  const [ours, exact] = [await contenders.ours(), await contenders.exact()];
  if (JSON.stringify(ours) !== JSON.stringify(exact)) {
    throw new Error(
      `${title}: the answers differ\n${JSON.stringify(ours)}\n${JSON.stringify(exact)}`,
    );
  }
  const times = { ours: [] as number[], exact: [] as number[], rough: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    for (const name of ['ours', 'exact', 'rough'] as const) {
      const began = performance.now();
      await contenders[name]();
      times[name].push(performance.now() - began);
    }
  }
  const [mine, hand, rough] = [median(times.ours), median(times.exact), median(times.rough)];
  const ratio = mine / hand;
  console.log(`\n${title} (the answers are equal)`);
  console.log(
    `  Tandem ${mine.toFixed(0)} ms, by hand ${hand.toFixed(0)} ms: ${ratio.toFixed(2)} (at most ${limit})`,
  );
  console.log(`  by hand without repeats and merges being right: ${rough.toFixed(0)} ms`);
  if (ratio > limit) process.exitCode = 1;
}

function ask(statement: string): Promise<Answer> {
  return door.maintenance.rows<Answer[number]>(statement);
}

/** Buckets are counted from the first day; -1 is the total. */
function daily(rows: readonly unknown[]): Answer {
  const start = Date.parse(from);
  return (rows as { bucket: number; number: number }[])
    .map(({ bucket, number }) => ({
      day: bucket === -1 ? '' : new Date(start + bucket * 86_400_000).toISOString().slice(0, 10),
      people: number,
    }))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
}
function people(rows: readonly unknown[]): Answer {
  return (rows as { people: readonly number[] }[]).flatMap((row) =>
    row.people.map((n, i) => ({ day: `step ${i + 1}`, people: n })),
  );
}

async function partsOf({ maintenance }: EventsDoor): Promise<string> {
  const parts = await maintenance.rows<{ month: string; parts: number }>(
    `SELECT partition_id AS month, toUInt32(count()) AS parts FROM system.parts
     WHERE table = 'events' AND active GROUP BY month ORDER BY month`,
  );
  return `parts a month: ${parts.map(({ month, parts: n }) => `${month} ${n}`).join(', ')}`;
}
