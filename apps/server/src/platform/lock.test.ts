import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { holderOf, lockFolder, takeSocket } from './lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'tandem-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the second is refused with the pid and the address of the first', async () => {
  const lock = await lockFolder(folder);
  lock.announce('http://127.0.0.1:4100');
  await expect(lockFolder(folder)).rejects.toMatchObject({
    code: 'conflict',
    message: `Process ${process.pid} (http://127.0.0.1:4100) already works on the data folder ${folder}.`,
    hint: expect.stringContaining('TANDEM_DATA'),
  });
  await lock.release();
  expect(holderOf(folder)).toBeUndefined();
});

test('before it listens the first has no address, and is still respected', async () => {
  const lock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'conflict' });
  await lock.release();
});

test('the note of a killed process means nothing', async () => {
  const note = join(folder, 'server.json');
  writeFileSync(note, JSON.stringify({ pid: 2 ** 22 + 1, url: 'http://127.0.0.1:1' }));
  expect(holderOf(folder)).toBeUndefined();
  const lock = await lockFolder(folder);
  expect(existsSync(note)).toBe(false);
  lock.announce('http://127.0.0.1:2');
  expect(JSON.parse(readFileSync(note, 'utf8'))).toEqual({
    pid: process.pid,
    url: 'http://127.0.0.1:2',
  });
  await lock.release();
});

test('the same folder by another name is the same folder', async () => {
  const lock = await lockFolder(folder);
  await expect(lockFolder(join(folder, '..', folder.split('/').at(-1)!))).rejects.toMatchObject({
    code: 'conflict',
  });
  await lock.release();
});

test('where sockets are files: one left by a killed process is taken over, a living one is not', async () => {
  const name = join(folder, 'lock.sock');
  const child = spawn(process.execPath, [
    '-e',
    `require('net').createServer().listen(${JSON.stringify(name)}, () => console.log('on'))`,
  ]);
  await new Promise((heard) => child.stdout.once('data', heard));
  expect(await takeSocket(name)).toBeUndefined();
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await ended;
  expect(existsSync(name)).toBe(true);
  const server = await takeSocket(name);
  expect(server?.listening).toBe(true);
  server?.close();
});
