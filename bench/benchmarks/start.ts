/**
 * First start and later starts to the first served page, then idle memory and CPU of the server.
 * Linux only (it reads /proc). `npm run bench -- start [idle seconds]`.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimInstallation, createClient, createProject, getToday } from '@tandem/contract';
import { freePort } from '../processes.ts';

const limits = { firstStartMs: 8000, laterStartMs: 3000, idleMiB: 700, idleShareOfCore: 0.03 };
const main = join(import.meta.dirname, '../../apps/server/src/main.ts');
const ticksPerSecond = 100;

type Started = { readonly child: ChildProcess; readonly ms: number; readonly url: string };

async function start(folder: string): Promise<Started> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, PORT: String(port), TANDEM_DATA: folder, TANDEM_LOG_LEVEL: 'warn' },
    stdio: 'inherit',
  });
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error('the server ended before it served a page');
    const answer = await fetch(url, { headers: { accept: 'text/html' } }).catch(() => undefined);
    if (answer !== undefined) break;
    await new Promise((wait) => setTimeout(wait, 10));
  }
  return { child, ms: performance.now() - began, url };
}

async function stop({ child }: Started): Promise<number> {
  const began = performance.now();
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await ended;
  return performance.now() - began;
}

const residentMiB = ({ child }: Started, field = 'VmRSS') =>
  Number(
    new RegExp(`${field}:\\s+(\\d+)`).exec(
      readFileSync(`/proc/${child.pid}/status`, 'utf8'),
    )?.[1] ?? 0,
  ) / 1024;

function cpuSeconds({ child }: Started): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

function line(what: string, value: number, limit: number, unit: string): void {
  const verdict = value < limit ? 'ok' : 'OVER';
  console.log(
    `${what.padEnd(34)} ${value.toFixed(2).padStart(9)} ${unit}  limit ${limit}  ${verdict}`,
  );
}

const idleSeconds = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 60);
const folder = mkdtempSync(join(tmpdir(), 'tandem-bench-'));
try {
  const first = await start(folder);
  line('first start to first page', first.ms, limits.firstStartMs, 'ms ');
  await measureIdle(first, 'after the first start');
  console.log(`stopped in ${(await stop(first)).toFixed(0)} ms`);
  for (let round = 0; round < 3; round += 1) {
    const later = await start(folder);
    line('later start to first page', later.ms, limits.laterStartMs, 'ms ');
    if (round === 2) {
      await measureIdle(later, 'after a later start');
      await fillWithDemo(later);
    }
    await stop(later);
  }
  const filled = await start(folder);
  line('start with the demo company', filled.ms, limits.laterStartMs, 'ms ');
  await measureIdle(filled, 'with the demo company');
  await stop(filled);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The first visit and the demo company, until all of it is there. */
async function fillWithDemo(server: Started): Promise<void> {
  const admin = { email: 'bench@example.com', password: 'a-password-for-benchmarks' };
  const anybody = createClient({ baseUrl: server.url, fetch });
  const body = { ...admin, name: 'Bench', workspace: 'Bench' };
  const { workspace } = await anybody(claimInstallation, { body });
  const signedIn = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify(admin),
  });
  const cookies = signedIn.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  const headers = { cookie: cookies.join('; '), origin: server.url };
  const call = createClient({ baseUrl: server.url, fetch, headers });
  const began = performance.now();
  const demo = { name: 'Northfell', demo: true };
  const { id } = await call(createProject, { params: { workspace }, body: demo });
  while ((await call(getToday, { params: { project: id } })).comingIn) {
    await new Promise((wait) => setTimeout(wait, 1000));
  }
  console.log(`the demo company is whole after ${Math.round(performance.now() - began)} ms`);
}

async function measureIdle(server: Started, when: string): Promise<void> {
  await new Promise((wait) => setTimeout(wait, 5000));
  const before = cpuSeconds(server);
  await new Promise((wait) => setTimeout(wait, idleSeconds * 1000));
  const share = (cpuSeconds(server) - before) / idleSeconds;
  line(`resident ${when}`, residentMiB(server), limits.idleMiB, 'MiB');
  line(`peak ${when}`, residentMiB(server, 'VmHWM'), limits.idleMiB, 'MiB');
  line(`idle share of a core`, share, limits.idleShareOfCore, '   ');
}
