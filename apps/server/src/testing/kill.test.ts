/** `kill -9` under load: what was acknowledged is there, once, and the next start needs no hand. */
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ProjectId } from '@tandem/contract';
import { source, sql } from '@tandem/query';
import { openEvents } from '../platform/events.ts';
import { publicKey, startServer, type ServerProcess } from './server-process.ts';

const rounds = 10;

test(
  `${rounds} rounds of kill -9 during load lose and double nothing`,
  { timeout: 240_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tandem-kill-'));
    const acknowledged = new Set<string>();
    let unanswered: string[][] = [];
    for (let round = 0; round < rounds; round++) {
      const server = await startServer(folder);
      // What got no answer before the kill is sent again, as every client does.
      for (const ids of unanswered) await send(server, ids, acknowledged);
      unanswered = await loadUntilKilled(server, acknowledged);
    }
    const last = await startServer(folder);
    for (const ids of unanswered) await send(last, ids, acknowledged);
    last.signal('SIGTERM');
    expect(await last.ended).toBe(0);

    const stored = await storedIds(folder);
    expect(acknowledged.size).toBeGreaterThan(rounds * 50);
    expect(stored.length).toBe(new Set(stored).size);
    const found = new Set(stored);
    expect([...acknowledged].filter((id) => !found.has(id))).toEqual([]);
    expect(stored.filter((id) => !acknowledged.has(id))).toEqual([]);
    console.log(
      `kill -9: ${rounds} rounds, ${acknowledged.size} events acknowledged, none lost, none double`,
    );
    rmSync(folder, { recursive: true, force: true });
  },
);

/** Sends from eight connections, kills the server at a random moment; gives what got no answer. */
async function loadUntilKilled(
  server: ServerProcess,
  acknowledged: Set<string>,
): Promise<string[][]> {
  const unanswered: string[][] = [];
  let killed = false;
  const worker = async (): Promise<void> => {
    while (!killed) {
      const ids = Array.from({ length: randomInt(1, 40) }, () => randomUUID());
      await send(server, ids, acknowledged).catch(() => unanswered.push(ids));
    }
  };
  const workers = Array.from({ length: 8 }, worker);
  await new Promise((wait) => setTimeout(wait, randomInt(300, 1200)));
  server.signal('SIGKILL');
  killed = true;
  await Promise.all(workers);
  await server.ended;
  return unanswered;
}

async function send(
  server: ServerProcess,
  ids: readonly string[],
  acknowledged: Set<string>,
): Promise<void> {
  const answer = await fetch(`${server.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${publicKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      sentAt: new Date().toISOString(),
      events: ids.map((id) => ({
        id,
        event: 'pressed',
        distinctId: `u-${id.slice(0, 2)}`,
        timestamp: '2026-01-31T23:59:59.500Z',
        properties: { n: ids.length },
      })),
    }),
  });
  const { accepted } = (await answer.json()) as { accepted: number };
  expect(answer.status).toBe(200);
  expect(accepted).toBe(ids.length);
  for (const id of ids) acknowledged.add(id);
}

async function storedIds(folder: string): Promise<readonly string[]> {
  const events = await openEvents({ dataFolder: folder, url: undefined, querySeconds: 30 });
  const rows = await events.rows<{ id: string }>(
    1 as ProjectId,
    sql`SELECT id FROM ${source('events', sql`id`)}`,
  );
  await events.close();
  return rows.map(({ id }) => id);
}
