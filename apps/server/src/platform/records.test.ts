/** The records door on both twins: PGlite in this process and a real PostgreSQL. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, type Generated } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProjectId } from '@tandem/contract';
import { startPostgres, type TestPostgres } from '../testing/postgres.ts';
import { copyRecordsTemplate } from '../testing/records-template.ts';
import { openRecords, type RecordsDoor } from './records.ts';
import { fence, migrateRecords, type RecordsMigration } from './records-schema.ts';

declare module './records.ts' {
  interface Tables {
    notes: {
      id: Generated<number>;
      project: Generated<number>;
      text: string;
      at: Generated<Date>;
      amount: string | null;
      tags: unknown;
    };
  }
}

const project = (id: number) => id as ProjectId;
const [mine, theirs] = [project(1), project(2)];

const notes: RecordsMigration = {
  name: '0001-notes',
  checksum: 'a',
  async up(db) {
    await sql`CREATE TABLE notes (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, project integer NOT NULL, text text NOT NULL,
      at timestamptz NOT NULL DEFAULT now(), amount numeric, tags jsonb)`.execute(db);
    await fence(db, 'notes');
  },
};

describe.each(['PGlite', 'PostgreSQL'] as const)('%s', (engine) => {
  let door: RecordsDoor;
  let server: TestPostgres | undefined;
  const folder = mkdtempSync(join(tmpdir(), 'tandem-records-'));

  beforeAll(async () => {
    if (engine === 'PostgreSQL') server = await startPostgres();
    else copyRecordsTemplate(join(folder, 'records'));
    const url = await server?.database('door');
    door = await openRecords({ folder: join(folder, 'records'), url });
    await migrateRecords(door.installation.kysely, [notes]);
    await write(mine, 'mine');
    await write(theirs, 'theirs');
  });
  afterAll(async () => {
    await door.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (where: ProjectId, text: string) =>
    door.write(where, (w) => w.insertInto('notes').values({ text }).execute());
  const texts = (where: ProjectId) =>
    door.read(where, (r) => r.selectFrom('notes').select('text').orderBy('id').execute());

  test('the project fills itself, and a reader sees only its own', async () => {
    expect(await texts(mine)).toEqual([{ text: 'mine' }]);
    expect(await texts(theirs)).toEqual([{ text: 'theirs' }]);
  });

  test('a row of another project can neither be written nor changed nor deleted', async () => {
    await expect(
      door.write(mine, (w) => w.insertInto('notes').values({ project: 2, text: 'x' }).execute()),
    ).rejects.toThrow(/row-level security/);
    await expect(
      door.write(mine, (w) => w.updateTable('notes').set({ project: 2 }).execute()),
    ).rejects.toThrow(/row-level security/);
    await door.write(mine, (w) =>
      w.updateTable('notes').set({ text: 'taken' }).where('text', '=', 'theirs').execute(),
    );
    await door.write(mine, (w) => w.deleteFrom('notes').where('project', '=', 2).execute());
    expect(await texts(theirs)).toEqual([{ text: 'theirs' }]);
  });

  test('raw SQL inside the callback stays inside the project too', async () => {
    const { rows } = await door.write(mine, (w) =>
      sql<{ n: number }>`SELECT count(*)::int AS n FROM notes WHERE project = 2 OR true`.execute(w),
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  test('the scope ends with the transaction', async () => {
    await texts(mine);
    const { rows } = await sql<{ role: string; scope: string | null }>`
      SELECT current_user AS role, nullif(current_setting('tandem.project', true), '') AS scope`.execute(
      door.installation.kysely,
    );
    expect(rows[0]?.scope).toBeNull();
    expect(rows[0]?.role).not.toBe('tandem_project');
  });

  test('without a project the role sees nothing', async () => {
    const seen = await door.installation.write(async (w) => {
      await sql`SELECT set_config('role', 'tandem_project', true)`.execute(w);
      return w.selectFrom('notes').selectAll().execute();
    });
    expect(seen).toEqual([]);
  });

  test('a reader cannot write, by the word of the engine', async () => {
    const sneaky = door.read(mine, (r) =>
      (
        r as unknown as {
          insertInto: (t: 'notes') => { values: (v: object) => { execute(): Promise<unknown> } };
        }
      )
        .insertInto('notes')
        .values({ text: 'x' })
        .execute(),
    );
    await expect(sneaky).rejects.toThrow(/read-only transaction/);
  });

  test('what throws leaves nothing behind', async () => {
    const failing = door.write(mine, async (w) => {
      await w.insertInto('notes').values({ text: 'half' }).execute();
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await texts(mine)).toEqual([{ text: 'mine' }]);
  });

  test('asking the door inside a transaction is refused, not a hang', async () => {
    const nested = door.write(mine, () => texts(mine));
    await expect(nested).rejects.toMatchObject({ code: 'internal' });
    const later = await door.write(mine, async () => 'done');
    expect(later).toBe('done');
    expect(await texts(mine)).toHaveLength(1);
  });

  test('a plain query while a transaction is open never joins it', async () => {
    let open = () => {};
    const opened = new Promise<void>((resolve) => (open = resolve));
    let finish = () => {};
    const mayFinish = new Promise<void>((resolve) => (finish = resolve));
    const writing = door.write(mine, async (w) => {
      await w.insertInto('notes').values({ text: 'unborn' }).execute();
      open();
      await mayFinish;
      throw new Error('rolled back');
    });
    await opened;
    const counting = door.installation.kysely
      .selectFrom('notes')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('text', '!=', 'plain')
      .executeTakeFirstOrThrow();
    const plainInsert = door.installation.kysely
      .insertInto('notes')
      .values({ project: 7, text: 'plain' })
      .execute();
    await new Promise((wait) => setTimeout(wait, 50));
    finish();
    await expect(writing).rejects.toThrow('rolled back');
    expect((await counting).n).toBe(2);
    await plainInsert;
    expect(await texts(project(7))).toEqual([{ text: 'plain' }]);
  });

  test('a list is one parameter: long, awkward or empty', async () => {
    const awkward = ['a,b', '{"c"}', "d'e", '\\', 'NULL', ''];
    for (const text of awkward) await write(project(70), text);
    const textsOf = (isIn: 'in' | 'not in', list: readonly string[]) =>
      door.read(project(70), async (reader) => {
        const asked = reader.selectFrom('notes').select('text').where('text', isIn, list);
        expect(asked.compile().parameters).toHaveLength(1);
        return (await asked.orderBy('id').execute()).map(({ text }) => text);
      });
    const many = Array.from({ length: 70_000 }, (_, i) => `none ${i}`);
    expect(await textsOf('in', [...many, ...awkward])).toEqual(awkward);
    expect(await textsOf('not in', awkward.slice(1))).toEqual(['a,b']);
    expect(await textsOf('in', [])).toEqual([]);
    expect(await textsOf('not in', [])).toEqual(awkward);
    await door.read(project(70), async (reader) => {
      const ids = await reader.selectFrom('notes').select('id').where('id', 'in', [1, 2]).execute();
      expect(ids).toEqual([]);
    });
  });

  test('many at once all come through, each whole', async () => {
    const many = project(8);
    await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        door
          .write(many, async (w) => {
            await w
              .insertInto('notes')
              .values({ text: `${i}a` })
              .execute();
            if (i % 4 === 3) throw new Error('no');
            await w
              .insertInto('notes')
              .values({ text: `${i}b` })
              .execute();
          })
          .catch(() => {}),
      ),
    );
    expect(await texts(many)).toHaveLength(60);
  });

  test('both twins give the same JavaScript for the same value', async () => {
    const typed = project(9);
    const at = new Date('2026-03-01T12:00:00.123Z');
    await door.write(typed, (w) =>
      w
        .insertInto('notes')
        .values({ text: 'ä"\\\u{1f600}', at, amount: '1.50', tags: JSON.stringify({ a: [1] }) })
        .execute(),
    );
    const [row] = await door.read(typed, (r) =>
      r
        .selectFrom('notes')
        .selectAll()
        .select(({ fn }) => [
          sql<number>`9007199254740993::bigint`.as('big'),
          fn.countAll<number>().over().as('n'),
        ])
        .execute(),
    );
    expect(row).toEqual({
      id: expect.any(Number),
      project: 9,
      text: 'ä"\\\u{1f600}',
      at,
      amount: '1.50',
      tags: { a: [1] },
      big: 9007199254740993n,
      n: 1,
    });
  });

  test('migrations: applied once, an edited one and an unknown one are refused', async () => {
    const { kysely } = door.installation;
    expect(await migrateRecords(kysely, [notes])).toEqual([]);
    await expect(migrateRecords(kysely, [{ ...notes, checksum: 'b' }])).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('0001-notes'),
    });
    await expect(migrateRecords(kysely, [])).rejects.toMatchObject({ code: 'conflict' });
    const failing: RecordsMigration = {
      name: '0002-half',
      checksum: 'c',
      async up(db) {
        await sql`CREATE TABLE half (id integer)`.execute(db);
        throw new Error('out of luck');
      },
    };
    await expect(migrateRecords(kysely, [notes, failing])).rejects.toThrow('out of luck');
    await expect(sql`SELECT * FROM half`.execute(kysely)).rejects.toThrow(/half/);
  });

  test('two processes that start at once migrate once', async () => {
    const late: RecordsMigration = {
      name: '0003-late',
      checksum: 'd',
      async up(db) {
        await sql`CREATE TABLE late (id integer)`.execute(db);
      },
    };
    const { kysely } = door.installation;
    const both = await Promise.all([
      migrateRecords(kysely, [notes, late]),
      migrateRecords(kysely, [notes, late]),
    ]);
    expect(both.flat()).toEqual(['0003-late']);
  });
});
