import { expect, test } from 'vitest';
import { createPool, createTurn } from './connection-pool.ts';

const soon = () => new Promise((wait) => setTimeout(wait, 5));

test('a connection serves one at a time, in the order of asking', async () => {
  const pool = createPool(['a', 'b']);
  const log: string[] = [];
  let most = 0;
  let now = 0;
  await Promise.all(
    Array.from({ length: 6 }, (_, i) =>
      pool.run(async (connection) => {
        most = Math.max(most, (now += 1));
        log.push(`${i}${connection}`);
        await soon();
        now -= 1;
      }),
    ),
  );
  expect(most).toBe(2);
  expect(log.map((one) => one[0])).toEqual(['0', '1', '2', '3', '4', '5']);
});

test('what throws gives its connection back', async () => {
  const pool = createPool(['a']);
  await expect(pool.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await pool.run(async (connection) => connection)).toBe('a');
  await pool.drained();
});

test('more than may wait are told to come again', async () => {
  const pool = createPool(['a'], 1);
  const first = pool.run(soon);
  const second = pool.run(soon);
  await expect(pool.run(soon)).rejects.toMatchObject({ code: 'busy', retryAfterSeconds: 2 });
  await Promise.all([first, second]);
});

test('turns follow each other, also after a failure', async () => {
  const turn = createTurn();
  const log: number[] = [];
  const all = [1, 2, 3].map((n) =>
    turn(async () => {
      await soon();
      log.push(n);
      if (n === 2) throw new Error('two');
    }),
  );
  await Promise.allSettled(all);
  expect(log).toEqual([1, 2, 3]);
});
