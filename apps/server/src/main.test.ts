/** The process: one per folder, a start after any end, a stop that loses nothing and has an end. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { ProjectId } from '@tandem/contract';
import { source, sql } from '@tandem/query';
import { openEvents } from './platform/events.ts';
import { copyRecordsTemplate } from './testing/records-template.ts';
import { publicKey, startServer, type ServerProcess } from './testing/server-process.ts';

const folders: string[] = [];
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-main-'));
  folders.push(folder);
  copyRecordsTemplate(join(folder, 'records'));
});
afterAll(() => folders.forEach((one) => rmSync(one, { recursive: true, force: true })));

const send = (server: ServerProcess, ids: readonly string[]) =>
  fetch(`${server.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${publicKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ events: ids.map((id) => ({ id, event: 'sent', distinctId: 'u' })) }),
  });

test(
  'SIGTERM under load: every answer that said so is true, and the exit is clean',
  { timeout: 60_000 },
  async () => {
    const server = await startServer(folder);
    const acknowledged = new Set<string>();
    let ended = false;
    const worker = async () => {
      while (!ended) {
        const ids = Array.from({ length: 20 }, () => randomUUID());
        const answer = await send(server, ids).catch(() => undefined);
        if (answer?.status === 200) ids.forEach((id) => acknowledged.add(id));
        if (answer === undefined) await new Promise((wait) => setTimeout(wait, 20));
      }
    };
    const workers = Array.from({ length: 6 }, worker);
    await new Promise((wait) => setTimeout(wait, 700));
    const began = performance.now();
    server.signal('SIGTERM');
    expect(await server.ended).toBe(0);
    expect(performance.now() - began).toBeLessThan(10_000);
    ended = true;
    await Promise.all(workers);

    const events = await openEvents({ dataFolder: folder, url: undefined, querySeconds: 30 });
    const ids = source('events', sql`id`);
    const rows = await events.rows<{ id: string }>(
      1 as ProjectId,
      sql`SELECT toString(id) AS id FROM ${ids}`,
    );
    await events.close();
    const stored = new Set(rows.map(({ id }) => id));
    expect(acknowledged.size).toBeGreaterThan(100);
    expect([...acknowledged].filter((id) => !stored.has(id))).toEqual([]);
  },
);

test(
  'a second process is refused in clear words; after kill -9 the next needs no hand',
  { timeout: 60_000 },
  async () => {
    const first = await startServer(folder);
    const refused = await startServer(folder).catch((error: Error) => error.message);
    expect(refused).toContain(
      `Process ${first.pid} (${first.url}) already works on the data folder`,
    );
    expect(refused).toContain('TANDEM_DATA');
    expect(refused).not.toContain('    at ');
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
    first.signal('SIGKILL');
    await first.ended;
    const next = await startServer(folder);
    next.signal('SIGTERM');
    expect(await next.ended).toBe(0);
  },
);

test(
  'a port that is taken and wrong settings are said in one message each',
  { timeout: 60_000 },
  async () => {
    const wrong = await startServer(folder, {
      TANDEM_SECRET: 'short',
      HOST: '',
      TANDEM_QUERY_SECONDS: '0',
    }).catch((error: Error) => error.message);
    expect(wrong).toMatch(/TANDEM_SECRET[\s\S]*TANDEM_QUERY_SECONDS/);
    const first = await startServer(folder);
    const other = mkdtempSync(join(tmpdir(), 'tandem-main-'));
    folders.push(other);
    copyRecordsTemplate(join(other, 'records'));
    const port = new URL(first.url).port;
    const taken = await startServer(other, { PORT: port }).catch((error: Error) => error.message);
    expect(taken).toContain(`Port ${port} is taken`);
    first.signal('SIGTERM');
    expect(await first.ended).toBe(0);
  },
);

test(
  'a second signal ends at once what a stuck request would hold up',
  { timeout: 60_000 },
  async () => {
    const server = await startServer(folder);
    const { port } = new URL(server.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => {});
    // A body that never ends: the request stays in flight.
    socket.write(
      `POST /api/v1/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${publicKey}\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{`,
    );
    await new Promise((wait) => setTimeout(wait, 200));
    server.signal('SIGTERM');
    await new Promise((wait) => setTimeout(wait, 1300));
    const began = performance.now();
    server.signal('SIGTERM');
    expect(await server.ended).toBe(1);
    expect(performance.now() - began).toBeLessThan(1000);
    socket.destroy();
  },
);
