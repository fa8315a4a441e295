/** Child processes of a benchmark: started, waited for, and always ended. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Running = {
  readonly url: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
};

const root = join(import.meta.dirname, '..');
export const publicKey = 'tdm_pub_benchmark0000000000';
export const privateKey = 'tdm_sk_benchmark000000000000000000';

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tandem-bench-'));
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((ready) => probe.listen(0, '127.0.0.1', ready));
  const address = probe.address();
  await new Promise<void>((done) => probe.close(() => done()));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Starts the real server on a fresh data folder with an admin, a project and both keys. */
export async function startServer(
  env: Readonly<Record<string, string>> = {},
): Promise<Running & { folder: string }> {
  const folder = env['TANDEM_DATA'] ?? temporaryFolder();
  const running = await startNode('apps/server/src/main.ts', [], {
    TANDEM_DATA: folder,
    TANDEM_LOG_LEVEL: 'warn',
    TANDEM_ADMIN_EMAIL: 'bench@example.com',
    TANDEM_ADMIN_PASSWORD: 'a-password-for-benchmarks',
    TANDEM_PROJECT_KEY: publicKey,
    TANDEM_API_KEY: privateKey,
    ...env,
  });
  return {
    ...running,
    folder,
    stop: async () => {
      await running.stop();
      if (env['TANDEM_DATA'] === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts a script with PORT set and waits until it answers HTTP at all. */
export async function startNode(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Running> {
  const port = await freePort();
  const child = spawn(process.execPath, [join(root, script), ...args], {
    env: { ...process.env, PORT: String(port), ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  await answering(url, child);
  return { url, pid: child.pid ?? 0, stop: () => end(child) };
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the process ended with ${child.exitCode}`);
    try {
      await fetch(`${url}/healthz`);
      return;
    } catch {
      await new Promise((wait) => setTimeout(wait, 25));
    }
  }
  throw new Error(`${url} did not answer within a minute`);
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 20_000).unref();
  });
}
