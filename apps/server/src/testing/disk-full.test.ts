/** A full disk: writing answers 503 and names the folder, reading goes on, and writing resumes by itself. */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { privateKey, publicKey, startServer, type ServerProcess } from './server-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'tandem-full-'));
const mounted =
  process.platform === 'linux' &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder]).status === 0;
if (!mounted)
  console.warn('SKIPPED: the disk-full test may not mount a 64 MB tmpfs here (it needs root).');

afterAll(() => {
  if (mounted) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf(!mounted)(
  'a full disk refuses writes, keeps reading, and recovers',
  { timeout: 120_000 },
  async () => {
    const server = await startServer(folder);
    expect((await send(server)).status).toBe(200);
    const ballast = join(folder, 'ballast');
    fill(ballast);

    const refused = await untilRefused(server);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).not.toBeNull();
    const { detail, hint } = (await refused.json()) as { detail: string; hint: string };
    expect(detail).toContain(folder);
    expect(hint).toContain('Free space');
    const before = await count(server);
    expect(before).toBeGreaterThan(0);

    rmSync(ballast);
    const resumed = await untilAccepted(server);
    expect(resumed.status).toBe(200);
    expect(await count(server)).toBeGreaterThan(before);
    server.signal('SIGTERM');
    expect(await server.ended).toBe(0);
  },
);

/** Writes until nothing fits any more. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  for (let size = 1024 * 1024; size >= 512;) {
    try {
      writeSync(file, Buffer.alloc(size));
    } catch {
      size /= 2;
    }
  }
  closeSync(file);
}

async function untilRefused(server: ServerProcess): Promise<Response> {
  for (let i = 0; i < 200; i++) {
    const answer = await send(server);
    if (answer.status !== 200) return answer;
    await answer.body?.cancel();
  }
  throw new Error('the server went on accepting');
}

async function untilAccepted(server: ServerProcess): Promise<Response> {
  for (let i = 0; i < 100; i++) {
    const answer = await send(server);
    if (answer.status === 200) return answer;
    await answer.body?.cancel();
    await new Promise((wait) => setTimeout(wait, 200));
  }
  throw new Error('the server did not resume');
}

function send(server: ServerProcess): Promise<Response> {
  return fetch(`${server.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${publicKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      events: Array.from({ length: 50 }, () => ({
        id: randomUUID(),
        event: 'pressed',
        distinctId: 'somebody',
        timestamp: new Date().toISOString(),
        properties: { filler: randomUUID().repeat(50) },
      })),
    }),
  });
}

async function count(server: ServerProcess): Promise<number> {
  const day = (offset: number) =>
    new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const answer = await fetch(`${server.url}/api/v1/projects/1/insights/trends`, {
    method: 'POST',
    headers: { authorization: `Bearer ${privateKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      kind: 'trends',
      series: [{ event: 'pressed', measure: 'count' }],
      from: day(-1),
      to: day(1),
      interval: 'day',
    }),
  });
  expect(answer.status).toBe(200);
  const { series } = (await answer.json()) as { series: { total: number }[] };
  return series[0]?.total ?? 0;
}
