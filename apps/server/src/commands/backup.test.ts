/** Backup while data comes in, restore into an empty folder, and the server starts on it. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refuseHalfRestored, restore } from '../platform/backup.ts';
import {
  privateKey,
  publicKey,
  startServer,
  type ServerProcess,
} from '../testing/server-process.ts';

test(
  'a backup taken under load holds all that was acknowledged before it',
  { timeout: 120_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tandem-backup-'));
    const [live, copy, restored] = ['live', 'copy', 'restored'].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    const server = await startServer(live);
    const before = 300;
    for (let i = 0; i < 3; i++) await send(server, 100);
    let running = true;
    const load = (async () => {
      let sent = 0;
      while (running) sent += await send(server, 20);
      return sent;
    })();

    // One that was killed before.
    const left = 'store/abc/left/all_99_99_0';
    mkdirSync(join(live, 'events/shadow/tandem_backup', left), { recursive: true });
    const backup = await tandem(live, 'backup', copy);
    running = false;
    const during = await load;
    server.signal('SIGTERM');
    expect(await server.ended).toBe(0);
    expect(backup.stderr).toBe('');
    expect(backup.stdout).toMatch(/^Backed up/);
    expect(existsSync(join(copy, 'backup.json'))).toBe(true);
    expect(existsSync(join(live, 'events/shadow/tandem_backup'))).toBe(false);
    expect(existsSync(join(copy, 'events', left))).toBe(false);

    expect((await tandem(live, 'backup', copy)).stderr).toContain('is not empty');
    expect((await tandem(restored, 'restore', join(folder, 'nothing'))).stderr).toContain(
      'holds no complete backup',
    );
    const [facts] = filesOf(join(copy, 'events'));
    for (const file of [facts!, join(copy, 'secret'), join(copy, 'records.tar')]) {
      await without(file, async () => {
        expect((await tandem(restored, 'restore', copy)).stderr).toContain('is damaged');
      });
    }
    expect((await tandem(restored, 'restore', copy)).stdout).toMatch(/^Restored/);
    expect((await tandem(restored, 'restore', copy)).stderr).toContain('is not empty');

    const second = await startServer(restored);
    const stored = await countEvents(second);
    expect(stored).toBeGreaterThanOrEqual(before);
    expect(stored).toBeLessThanOrEqual(before + during);
    await send(second, 5);
    expect(await countEvents(second)).toBe(stored + 5);
    second.signal('SIGTERM');
    await second.ended;
    rmSync(folder, { recursive: true, force: true });
  },
);

/** The largest one first. */
const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted((a, b) => statSync(b).size - statSync(a).size);

/** While this file is missing. */
async function without(file: string, work: () => Promise<void>): Promise<void> {
  const elsewhere = mkdtempSync(join(tmpdir(), 'tandem-lost-'));
  renameSync(file, join(elsewhere, 'lost'));
  await work().finally(() => renameSync(join(elsewhere, 'lost'), file));
  rmSync(elsewhere, { recursive: true });
}

test('a folder in which a restore did not end is no installation', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-half-'));
  refuseHalfRestored(folder);
  writeFileSync(join(folder, 'restoring'), '/some/backup');
  expect(() => refuseHalfRestored(folder)).toThrow(/did not come to its end/);
  rmSync(folder, { recursive: true });
});

test.each(['null', '{"at":"x","recordsSha256":5}', '[]', '{'])(
  'a backup whose manifest is %s is refused in words',
  async (manifest) => {
    const folder = mkdtempSync(join(tmpdir(), 'tandem-manifest-'));
    writeFileSync(join(folder, 'backup.json'), manifest);
    await expect(restore(folder, join(folder, 'new'))).rejects.toThrow(/no complete backup/);
    expect(existsSync(join(folder, 'new'))).toBe(false);
    rmSync(folder, { recursive: true });
  },
);

test('a folder without an installation is not backed up as an empty one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-backup-'));
  const mistyped = join(folder, 'mistyped');
  const { stderr } = await tandem(mistyped, 'backup', join(folder, 'copy'));
  expect(stderr).toContain(`There is no installation in ${mistyped}.`);
  expect(existsSync(mistyped)).toBe(false);
  rmSync(folder, { recursive: true, force: true });
});

/** The command line in a process of its own, so that this one goes on sending. */
function tandem(
  dataFolder: string,
  ...args: readonly string[]
): Promise<{ stdout: string; stderr: string }> {
  const env = { ...process.env, TANDEM_DATA: dataFolder };
  return new Promise((done) => {
    execFile(
      process.execPath,
      [join(import.meta.dirname, 'tandem.ts'), ...args],
      { env },
      (_error, stdout, stderr) => done({ stdout, stderr }),
    );
  });
}

async function send(server: ServerProcess, count: number): Promise<number> {
  const answer = await fetch(`${server.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${publicKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      events: Array.from({ length: count }, () => ({
        id: randomUUID(),
        event: 'pressed',
        distinctId: 'somebody',
        timestamp: new Date().toISOString(),
      })),
    }),
  });
  expect(answer.status).toBe(200);
  return count;
}

async function countEvents(server: ServerProcess): Promise<number> {
  const today = new Date().toISOString().slice(0, 10);
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const answer = await fetch(`${server.url}/api/v1/projects/1/insights/trends`, {
    method: 'POST',
    headers: { authorization: `Bearer ${privateKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      kind: 'trends',
      series: [{ event: 'pressed', measure: 'count' }],
      from: yesterday,
      to: today,
      interval: 'day',
    }),
  });
  const { series } = (await answer.json()) as { series: { total: number }[] };
  return series[0]?.total ?? 0;
}
