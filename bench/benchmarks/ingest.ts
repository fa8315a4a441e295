/** Ingest over HTTP against a bare handler, in turns: batches of 200 Segment events, then single events. */
import { load, type LoadResult } from '../load.ts';
import { machine, median } from '../machine.ts';
import { publicKey, startNode, startServer, type Running } from '../processes.ts';

const seconds = Number(process.argv[2] ?? 10);
const rounds = Number(process.argv[3] ?? 3);
const authorization = `Basic ${Buffer.from(`${publicKey}:`).toString('base64')}`;

console.log(machine());
await compare('batches of 200', { batch: 200, connections: 8, path: '/v1/batch' }, 0.6);
await compare('single events', { batch: 1, connections: 64, path: '/v1/track' }, 0.5);

async function compare(
  title: string,
  plan: { batch: number; connections: number; path: string },
  least: number,
): Promise<void> {
  const bare: LoadResult[] = [];
  const ours: LoadResult[] = [];
  for (let round = 0; round < rounds; round++) {
    bare.push(await measure(await startNode('bench/peers/bare-handler.ts', [], {}), plan));
    ours.push(await measure(await startServer(), plan));
  }
  const rate = median(ours.map((one) => one.perSecond)) / median(bare.map((one) => one.perSecond));
  const tail = median(ours.map((one) => one.p99)) / median(bare.map((one) => one.p99));
  console.log(
    `\n${title}, ${plan.connections} connections, ${rounds} rounds of ${seconds} s each, in turns`,
  );
  print('bare handler', bare);
  print('Tandem', ours);
  console.log(
    `  rate: ${rate.toFixed(2)} of the bare handler (at least ${least}); p99: ${tail.toFixed(2)} times (under 5)`,
  );
  if (rate < least || tail >= 5) process.exitCode = 1;
}

async function measure(
  running: Running,
  plan: { batch: number; connections: number; path: string },
): Promise<LoadResult> {
  const options = { ...plan, url: running.url + plan.path, headers: { authorization }, seconds };
  try {
    await load({ ...options, seconds: 2 });
    return await load(options);
  } finally {
    await running.stop();
  }
}

function print(name: string, results: readonly LoadResult[]): void {
  const perSecond = Math.round(median(results.map((one) => one.perSecond)));
  const [p50, p99] = [median(results.map((one) => one.p50)), median(results.map((one) => one.p99))];
  const failed = results.reduce((sum, one) => sum + one.failed, 0);
  console.log(
    `  ${name.padEnd(13)} ${perSecond} events/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, failed ${failed}`,
  );
}
