/**
 * One process per data folder. The lock is a listening socket named after the folder: the kernel
 * frees it when the process ends, however it ends, so no start ever needs a hand.
 */
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureFolder } from './folder.ts';
import { Problem } from './problem.ts';

export type Lock = {
  /** Leaves word in the folder of where this process listens, for the command line to find. */
  readonly announce: (url: string) => void;
  readonly release: () => Promise<void>;
};

/** Takes the folder for this process; refuses while another holds it. */
export async function lockFolder(folder: string): Promise<Lock> {
  ensureFolder(folder);
  const server = await takeSocket(socketName(folder));
  if (server === undefined) throw alreadyHeld(folder);
  server.unref();
  const note = join(folder, 'server.json');
  // What a killed predecessor left says nothing any more.
  rmSync(note, { force: true });
  return {
    announce: (url) =>
      writeFileSync(note, JSON.stringify({ pid: process.pid, url }), { mode: 0o600 }),
    release: async () => {
      rmSync(note, { force: true });
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

/** Where the process that holds the folder listens; undefined if none has said so. */
export function holderOf(folder: string): { pid: number; url: string } | undefined {
  try {
    const holder = JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')) as {
      pid: number;
      url: string;
    };
    // Throws if there is no such process any more.
    process.kill(holder.pid, 0);
    return holder;
  } catch {
    return undefined;
  }
}

function socketName(folder: string): string {
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
  // Linux: an abstract socket, which leaves no file behind.
  return process.platform === 'linux' ? `\0tandem-${name}` : join(tmpdir(), `tandem-${name}.sock`);
}

/** Listens under this name; undefined while another process does. */
export async function takeSocket(name: string): Promise<Server | undefined> {
  const taken = await listen(name);
  if (taken !== undefined) return taken;
  if (name.startsWith('\0') || (await isAnswered(name))) return undefined;
  // A socket with a file outlives its process; nobody answers at this one.
  rmSync(name, { force: true });
  return listen(name);
}

function listen(name: string): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(name, () => resolve(server));
  });
}

function isAnswered(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(name);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
  });
}

function alreadyHeld(folder: string): Problem {
  const holder = holderOf(folder);
  const who = holder === undefined ? 'Another process' : `Process ${holder.pid} (${holder.url})`;
  return new Problem('conflict', `${who} already works on the data folder ${folder}.`, {
    hint: 'Stop it first, or give this one its own folder with TANDEM_DATA.',
  });
}
