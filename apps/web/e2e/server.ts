/** The real server in a process of its own, on a fresh data folder, with an admin and both keys. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type RunningServer = {
  readonly url: string;
  readonly publicKey: string;
  readonly privateKey: string;
  readonly email: string;
  readonly password: string;
  readonly stop: () => Promise<void>;
};

const main = join(import.meta.dirname, '../../server/src/main.ts');
const keys = {
  publicKey: 'tdm_pub_browser0000000000000',
  privateKey: 'tdm_sk_browser000000000000000000000',
};
const admin = { email: 'maya@northfell.example', password: 'a-password-for-browsers' };

/** `claimed: false` leaves the installation to its first visitor. */
export async function startServer(options: { claimed?: boolean } = {}): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-e2e-'));
  const port = await freePort();
  const unattended = {
    TANDEM_ADMIN_EMAIL: admin.email,
    TANDEM_ADMIN_PASSWORD: admin.password,
    TANDEM_PROJECT_KEY: keys.publicKey,
    TANDEM_API_KEY: keys.privateKey,
  };
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      PORT: String(port),
      TANDEM_DATA: folder,
      TANDEM_LOG_LEVEL: 'warn',
      ...(options.claimed === false ? {} : unattended),
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url, () => child.exitCode);
  return {
    url,
    ...keys,
    ...admin,
    stop: async () => {
      const ended = new Promise<void>((done) => child.once('exit', () => done()));
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilReady(url: string, exitCode: () => number | null): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    if (exitCode() !== null) throw new Error('the server ended before it was ready');
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok === true) return;
    await new Promise((wait) => setTimeout(wait, 50));
  }
  throw new Error('the server was not ready within a minute');
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const address = probe.address();
  await new Promise<void>((done) => probe.close(() => done()));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
