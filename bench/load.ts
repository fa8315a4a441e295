/**
 * Load generator in a process of its own: `node load.ts OPTIONS-AS-JSON`, prints one line of JSON.
 * Closed loop: each connection sends its next request when the answer to the last one is in.
 */
import { spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { randomUUID } from 'node:crypto';
import { quantile } from './machine.ts';

export type LoadOptions = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
  /** 200: a Segment batch of that size; 1: a single event in the native or Segment form; 0: a GET. */
  readonly batch: number;
  /** The status of an answer that counts, 200 unless told. */
  readonly expects?: number;
};
export type LoadResult = {
  readonly requests: number;
  readonly events: number;
  readonly failed: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
};

/** Runs the generator as a child process, so that it never shares a thread with what it loads. */
export function load(options: LoadOptions): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [import.meta.filename, JSON.stringify(options)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('exit', (code) => {
      if (code === 0) resolve(JSON.parse(output) as LoadResult);
      else reject(new Error(`the load generator ended with ${code}`));
    });
  });
}

const pages = ['/', '/jackets', '/jackets/rain', '/boots', '/basket', '/checkout'];
const browsers = ['Chrome', 'Safari', 'Firefox', 'Edge'];

function segmentEvent(n: number) {
  return {
    type: 'track',
    messageId: randomUUID(),
    timestamp: new Date().toISOString(),
    userId: `user-${n % 20_000}`,
    event: ['page viewed', 'product viewed', 'product added', 'order placed'][n % 4],
    properties: {
      path: pages[n % pages.length],
      price: (n % 900) / 10,
      quantity: n % 5,
      browser: browsers[n % browsers.length],
      plan: n % 3 === 0 ? 'pro' : 'free',
      returning: n % 2 === 0,
    },
  };
}

function body(batch: number, n: number): string {
  if (batch === 1) return JSON.stringify(segmentEvent(n));
  const events = Array.from({ length: batch }, (_, i) => segmentEvent(n * batch + i));
  return JSON.stringify({ batch: events, sentAt: new Date().toISOString() });
}

function post(agent: Agent, options: LoadOptions, text: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(
      options.url,
      {
        method: options.batch === 0 ? 'GET' : 'POST',
        agent,
        headers: {
          ...(options.batch > 0 && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(text),
          }),
          ...options.headers,
        },
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    call.on('error', reject);
    call.end(text);
  });
}

async function generate(options: LoadOptions): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections });
  const times: number[] = [];
  let failed = 0;
  let n = 0;
  const began = performance.now();
  const until = began + options.seconds * 1000;
  const worker = async () => {
    while (performance.now() < until) {
      const text = options.batch === 0 ? '' : body(options.batch, n++);
      const start = performance.now();
      const status = await post(agent, options, text);
      times.push(performance.now() - start);
      if (status !== (options.expects ?? 200)) failed++;
    }
  };
  await Promise.all(Array.from({ length: options.connections }, worker));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  const events = (times.length - failed) * Math.max(1, options.batch);
  return {
    requests: times.length,
    events,
    failed,
    perSecond: events / seconds,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  };
}

if (process.argv[1] === import.meta.filename) {
  console.log(JSON.stringify(await generate(JSON.parse(process.argv[2] ?? '{}') as LoadOptions)));
}
