/** Sends batches and tries again what the server asks to have again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
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

export async function sendBatch(
  target: Target,
  kind: Kind,
  items: readonly unknown[],
): Promise<Counts> {
  const path = kind === 'events' ? '/api/v1/events' : '/api/v1/signals';
  const body = kind === 'events' ? { events: items, historical: true } : { signals: items };
  const answer = await post(target, path, gzipSync(JSON.stringify(body)));
  const results = answer['results'] as { status: string; reason?: string; detail?: string }[];
  const refused = results.filter(({ status }) => status === 'refused');
  const known = results.filter(({ status }) => status === 'known').length;
  return {
    added: results.length - refused.length - known,
    known,
    refused: refused.length,
    reasons: refused.map(({ reason, detail }) => detail ?? reason ?? 'refused'),
  };
}

async function post(
  target: Target,
  path: string,
  body: Uint8Array,
): Promise<Record<string, unknown>> {
  for (let attempt = 1; ; attempt++) {
    const answer = await fetch(target.url + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${target.key}`,
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      },
      body: Buffer.from(body),
    }).catch((error: unknown) => unreachable(target, error));
    if (answer.ok) return (await answer.json()) as Record<string, unknown>;
    if (answer.status !== 503 || attempt === attempts) throw await refusal(answer);
    await sleep(1000 * Number(answer.headers.get('retry-after') ?? attempt));
  }
}

function unreachable(target: Target, cause: unknown): never {
  throw new Problem('busy', `No server answers at ${target.url}.`, {
    hint: 'Start it with "npm start", or name another one with --url. Run the same import again: it goes on where it was.',
    cause,
  });
}

async function refusal(answer: Response): Promise<Problem> {
  const { detail, hint } = (await answer.json().catch(() => ({}))) as {
    detail?: string;
    hint?: string;
  };
  return new Problem('invalid', detail ?? `The server answered ${answer.status}.`, { hint });
}
