/** Sends batches through the typed client, packed, and again while the server asks to wait. */
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { createClient, ProblemError, sendEvents, sendSignals, type Client } from '@tandem/contract';
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
  const answer = await call(sendEvents, { body: { events: [...items], historical: true } });
  const reasons = answer.results.flatMap(({ reason, detail }) =>
    reason === undefined ? [] : [detail ?? reason],
  );
  return { added: answer.accepted, known: 0, refused: answer.refused, reasons };
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
