import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepared } from './records-prepared.ts';

let pglite: PGlite;
let engine: ReturnType<typeof prepared>;
beforeAll(async () => {
  pglite = await PGlite.create();
  engine = prepared(pglite);
  await engine.query(
    'CREATE TABLE notes (id integer PRIMARY KEY, owner text, at timestamptz, tags text[])',
  );
  await engine.query('CREATE ROLE reader NOLOGIN');
  await engine.query('GRANT SELECT ON notes TO reader');
  await engine.query('ALTER TABLE notes ENABLE ROW LEVEL SECURITY');
  await engine.query(
    "CREATE POLICY own ON notes TO reader USING (owner = current_setting('tandem.owner', true))",
  );
});
afterAll(() => pglite.close());

const rowsOf = async (text: string, values: unknown[] = []) =>
  (await engine.query<object>(text, values)).rows;
const insert = 'INSERT INTO notes (id, owner, at, tags) VALUES ($1, $2, $3, $4)';
const byId = 'SELECT * FROM notes WHERE id = $1';
const at = new Date('2026-06-01T08:00:00.123Z');

test('values go in and come out as PGlite itself writes and reads them, each time', async () => {
  for (const id of [1, 2])
    await engine.query(insert, [id, id === 1 ? 'a' : null, at, ['x', 'y "z"']]);
  for (const id of [1, 2, 1]) {
    const row = { id, owner: id === 1 ? 'a' : null, at, tags: ['x', 'y "z"'] };
    expect(await rowsOf(byId, [id])).toEqual([row]);
    expect(await rowsOf(byId, [id])).toEqual((await pglite.query(byId, [id])).rows);
  }
});

test('the number of rows that were changed is told, with or without any that come back', async () => {
  const change = 'UPDATE notes SET at = $1 WHERE id <= $2';
  expect((await engine.query(change, [at, 2])).affectedRows).toBe(2);
  expect((await engine.query(`${change} RETURNING id`, [at, 1])).rows).toEqual([{ id: 1 }]);
});

test('a policy holds for whoever asks, with the text that somebody else asked before', async () => {
  const all = 'SELECT id FROM notes WHERE id < $1 ORDER BY id';
  const asReader = (owner: string) =>
    engine.transaction(async (tx) => {
      await tx.query(
        "SELECT set_config('tandem.owner', $1, true), set_config('role', 'reader', true)",
        [owner],
      );
      return (await tx.query(all, [100])).rows;
    });
  for (let i = 0; i < 7; i++) {
    expect(await rowsOf(all, [100])).toEqual([{ id: 1 }, { id: 2 }]);
    expect(await asReader('a')).toEqual([{ id: 1 }]);
    expect(await asReader('b')).toEqual([]);
  }
});

test('after a table has changed, what was prepared gives its new rows', async () => {
  await rowsOf(byId, [1]);
  await engine.query('ALTER TABLE notes ADD COLUMN kind text');
  expect(await rowsOf(byId, [1])).toEqual([
    { id: 1, owner: 'a', at, tags: ['x', 'y "z"'], kind: null },
  ]);
});

test('what failed is said, and whatever comes next is answered', async () => {
  const broken = 'SELECT nobody FROM notes WHERE id = $1';
  for (let i = 0; i < 2; i++) {
    await expect(rowsOf(broken, [1])).rejects.toThrow('"nobody" does not exist');
    await expect(rowsOf(insert, [1, null, at, []])).rejects.toMatchObject({ code: '23505' });
    await expect(rowsOf(byId, ['one'])).rejects.toThrow();
    expect(await rowsOf(byId, [1])).toHaveLength(1);
  }
});

test('a transaction that failed changes nothing', async () => {
  const failing = engine.transaction(async (tx) => {
    await tx.query(insert, [3, 'c', at, []]);
    await tx.query(insert, [3, 'c', at, []]);
  });
  await expect(failing).rejects.toMatchObject({ code: '23505' });
  expect(await rowsOf(byId, [3])).toEqual([]);
});

test('of a thousand texts few plans are kept', async () => {
  for (let i = 0; i < 1000; i++) {
    expect(await rowsOf(`SELECT ${i} + $1::integer AS sum`, [1])).toEqual([{ sum: i + 1 }]);
  }
  const { rows } = await pglite.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM pg_prepared_statements',
  );
  expect(rows[0]!.n).toBeLessThanOrEqual(301);
});

test('statements asked at once do not meet, each on its own or all in one transaction', async () => {
  const ask = (query: typeof engine.query) =>
    Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        const { rows } = await query<object>(`SELECT $1::integer * ${i % 5} AS n`, [i]);
        return rows;
      }),
    );
  const answers = Array.from({ length: 50 }, (_, i) => [{ n: i * (i % 5) }]);
  expect(await ask((...given) => engine.query(...given))).toEqual(answers);
  expect(await engine.transaction((tx) => ask((...given) => tx.query(...given)))).toEqual(answers);
});
