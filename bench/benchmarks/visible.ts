/**
 * From sent to seen: how long after a client sends an event it is in the answer of a query, while
 * other events keep coming in.
 *
 *   npm run bench -- visible [samples]
 */
import { randomUUID } from 'node:crypto';
import { load } from '../load.ts';
import { machine, quantile } from '../machine.ts';
import { privateKey, publicKey, startServer } from '../processes.ts';

const samples = Number(process.argv[2] ?? 60);
const limitMs = 2000;
const server = await startServer();
try {
  const background = load({
    url: `${server.url}/v1/batch`,
    headers: { authorization: `Basic ${Buffer.from(`${publicKey}:`).toString('base64')}` },
    connections: 2,
    seconds: samples / 4,
    batch: 200,
  });
  const times: number[] = [];
  for (let i = 0; i < samples; i++) {
    times.push(await untilSeen(`seen ${randomUUID()}`));
    await new Promise((wait) => setTimeout(wait, 100));
  }
  const { perSecond } = await background;
  const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
  console.log(machine());
  console.log(
    `${samples} events sent and asked for, while ${Math.round(perSecond)} others came in a second`,
  );
  console.log(
    `  seen after p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms (p95 under ${limitMs})`,
  );
  if (p95 >= limitMs) process.exitCode = 1;
} finally {
  await server.stop();
}

/** Milliseconds from sending to the first answer that holds the event. */
async function untilSeen(event: string): Promise<number> {
  const began = performance.now();
  const sent = post('/api/v1/events', publicKey, {
    events: [{ id: randomUUID(), event, distinctId: 'ann', timestamp: new Date().toISOString() }],
  });
  const day = (offset: number) =>
    new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const question = {
    kind: 'trends',
    series: [{ event, measure: 'count' }],
    from: day(-1),
    to: day(1),
    interval: 'day',
  };
  for (;;) {
    const answer = (await post('/api/v1/projects/1/insights/trends', privateKey, question)) as {
      series: { total: number }[];
    };
    if (answer.series[0]?.total === 1) break;
  }
  const seen = performance.now() - began;
  await sent;
  return seen;
}

async function post(path: string, key: string, body: object): Promise<unknown> {
  const answer = await fetch(server.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
