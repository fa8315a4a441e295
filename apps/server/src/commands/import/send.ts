/** Sends batches through the typed client, packed, and again while the server asks to wait. */
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import {
  createClient,
  monthsOfBatch,
  ProblemError,
  sendEvents,
  sendSignals,
  type Client,
} from '@tandem/contract';
import { Problem } from '../../platform/problem.ts';
import type { Kind } from './mapping.ts';

export type Target = { readonly url: string; readonly key: string };
export type Counts = {
  readonly added: number;
  readonly known: number;
  readonly refused: number;
  readonly reasons: readonly string[];
};

const attempts = 8;

/** Resolves once the server has the batch; throws what it refuses as a whole. */
export async function sendBatch(
  target: Target,
  kind: Kind,
  items: readonly unknown[],
): Promise<Counts> {
  const call = clientOf(target);
  try {
    return kind === 'events' ? await asEvents(call, items) : await asSignals(call, items);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    throw new Problem('invalid', error.message, {
      hint: error.hint ?? 'The log of the server says why.',
      cause: error,
    });
  }
}

async function asEvents(call: Client, items: readonly unknown[]): Promise<Counts> {
  const counts = { added: 0, known: 0, refused: 0, reasons: [] as string[] };
  for (const events of batchesByMonths(items)) {
    const answer = await call(sendEvents, { body: { events, historical: true } });
    counts.added += answer.accepted;
    counts.refused += answer.refused;
    for (const { reason, detail } of answer.results) {
      if (reason !== undefined) counts.reasons.push(detail ?? reason);
    }
  }
  return counts;
}

/** A file in no order may spread further than the server takes in one batch. */
function batchesByMonths(items: readonly unknown[]): unknown[][] {
  const byMonth = [...Map.groupBy(items, monthOf).values()];
  const batches = Math.ceil(byMonth.length / monthsOfBatch);
  if (batches <= 1) return [[...items]];
  return Array.from({ length: batches }, (_, i) =>
    byMonth.slice(i * monthsOfBatch, (i + 1) * monthsOfBatch).flat(),
  );
}

function monthOf(item: unknown): string {
  const time = Date.parse(String((item as { timestamp?: unknown }).timestamp));
  return Number.isNaN(time) ? '' : new Date(time).toISOString().slice(0, 7);
}

async function asSignals(call: Client, items: readonly unknown[]): Promise<Counts> {
  const { results, ...counts } = await call(sendSignals, { body: { signals: [...items] } });
  return { ...counts, reasons: results.flatMap(({ reason }) => reason ?? []) };
}

const clientOf = ({ url, key }: Target): Client =>
  createClient({
    baseUrl: url,
    headers: { authorization: `Bearer ${key}`, 'content-encoding': 'gzip' },
    fetch: (address, { method, headers, body = '' }) =>
      patiently(() => fetch(address, { method, headers, body: gzipSync(body) }), url),
  });

async function patiently(send: () => Promise<Response>, url: string): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const answer = await send().catch((error: unknown) => unreachable(url, error));
    if (answer.status !== 503 || attempt === attempts) return answer;
    await sleep(1000 * Number(answer.headers.get('retry-after') ?? attempt));
  }
}

function unreachable(url: string, cause: unknown): never {
  throw new Problem('busy', `No server answers at ${url}.`, {
    hint: 'Start it with "npm start", or name another one with --url. Run the same import again: it goes on where it was.',
    cause,
  });
}
