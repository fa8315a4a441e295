/** The real server in a process of its own, for tests that kill it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';

export const publicKey = 'tdm_pub_faults00000000000000';
export const privateKey = 'tdm_sk_faults0000000000000000000000';

export type ServerProcess = {
  readonly url: string;
  readonly pid: number;
  /** What it printed so far. */
  readonly output: () => string;
  /** Resolves with the exit code or the signal. */
  readonly ended: Promise<number | string>;
  readonly signal: (signal: NodeJS.Signals) => void;
};

/** Starts the server on the folder with an admin, a project and both keys; waits until it is ready. */
export async function startServer(
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts')], {
    env: {
      ...process.env,
      PORT: String(port),
      TANDEM_DATA: folder,
      TANDEM_LOG_LEVEL: 'warn',
      TANDEM_ADMIN_EMAIL: 'faults@example.com',
      TANDEM_ADMIN_PASSWORD: 'a-password-for-faults',
      TANDEM_PROJECT_KEY: publicKey,
      TANDEM_API_KEY: privateKey,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  const running: ServerProcess = {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    output: () => chunks.join(''),
    ended: new Promise((done) =>
      child.once('exit', (code, signal) => done(code ?? signal ?? 'unknown')),
    ),
    signal: (signal) => void child.kill(signal),
  };
  await ready(running, child);
  return running;
}

async function ready(running: ServerProcess, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server ended: ${running.output()}`);
    const answer = await fetch(`${running.url}/readyz`).catch(() => undefined);
    if (answer?.ok === true) return;
    await new Promise((wait) => setTimeout(wait, 20));
  }
  throw new Error(`the server was not ready within a minute: ${running.output()}`);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const address = probe.address();
  await new Promise<void>((done) => probe.close(() => done()));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
