/** The events door on chDB in this process, and over HTTP. */
import { spawn } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProjectId } from '@tandem/contract';
import { int, join as joined, source, sql, str, strings, uuids } from '@tandem/query';
import { startClickHouse, type TestClickHouse } from '../testing/clickhouse-http.ts';
import type { SlowQuestion } from './asking.ts';
import { migrateEvents, readEventsMigrations } from './events-schema.ts';
import { openEvents, type EventsDoor } from './events.ts';

const newProject = () => randomInt(1_000, 2 ** 31) as ProjectId;
const at = '2026-03-01T12:00:00.000Z';

function event(over: Readonly<Record<string, unknown>> = {}) {
  return {
    id: randomUUID(),
    name: 'Opened',
    day: '2026-03-01',
    time: at,
    received_at: at,
    person: randomUUID(),
    distinct_id: 'd',
    session_id: '',
    accounts: {},
    properties: {},
    source: 'native',
    precedence: 1,
    ...over,
  };
}
const names = source('events', sql`name, id, properties`);
const countOf = sql`SELECT count() AS n FROM ${names}`;

describe.each(['chDB', 'HTTP'] as const)('%s', (engine) => {
  let door: EventsDoor;
  let server: TestClickHouse | undefined;
  const slow: SlowQuestion[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'tandem-events-'));
  const options = { dataFolder: folder, querySeconds: 1, slowMs: 300 };

  beforeAll(async () => {
    if (engine === 'HTTP') server = await startClickHouse();
    door = await openEvents({ ...options, url: server?.url, onSlow: (one) => slow.push(one) });
    await migrateEvents(door.maintenance);
  });
  afterAll(async () => {
    await door.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const count = async (project: ProjectId) =>
    (await door.rows<{ n: number }>(project, countOf))[0]?.n;

  test('what was acknowledged is there, in its project only, and once', async () => {
    const [mine, theirs] = [newProject(), newProject()];
    const row = event();
    expect(await door.append(mine, 'events', [row, event()])).toEqual([]);
    expect(await door.append(mine, 'events', [row])).toEqual([]);
    expect(await count(mine)).toBe(2);
    expect(await count(theirs)).toBe(0);
  });

  test('a row cannot name another project', async () => {
    const [mine, theirs] = [newProject(), newProject()];
    await door.append(mine, 'events', [event({ project: theirs })]);
    expect(await count(theirs)).toBe(0);
    expect(await count(mine)).toBe(1);
  });

  test('the first arrival wins, whatever time a resend claims', async () => {
    const project = newProject();
    const row = event({ time: '2026-03-01T23:59:59.900Z', precedence: 9 });
    await door.append(project, 'events', [row]);
    await door.append(project, 'events', [
      { ...row, time: '2026-03-02T00:00:00.100Z', precedence: 8 },
    ]);
    const found = source('events', sql`time`);
    const rows = await door.rows(project, sql`SELECT toString(time) AS time FROM ${found}`);
    expect(rows).toEqual([{ time: '2026-03-01 23:59:59.900' }]);
  });

  test('bad rows are named by their place, the others are kept', async () => {
    const project = newProject();
    const rows = [event(), event({ id: 'no uuid' }), event(), event({ surprise: 1 }), event()];
    const rejected = await door.append(project, 'events', rows);
    expect(rejected.map(({ index }) => index)).toEqual([1, 3]);
    expect(rejected[0]?.reason).toMatch(/UUID/i);
    expect(await count(project)).toBe(3);
  });

  test("a stranger's bad row does not harm those who share its group", async () => {
    const [good, bad] = [newProject(), newProject()];
    const all = await Promise.all([
      door.append(good, 'events', [event()]),
      door.append(bad, 'events', [event({ day: 'yesterday' })]),
      door.append(good, 'events', [event()]),
    ]);
    expect(all.map((rejected) => rejected.length)).toEqual([0, 1, 0]);
    expect([await count(good), await count(bad)]).toEqual([2, 0]);
  });

  test('hostile values come back as they went in', async () => {
    const project = newProject();
    const hostile = [
      `'; DROP TABLE events; --`,
      `\\'; SELECT 1 -- `,
      '{project:UInt32}',
      '\u0000\u0001\n\t\r\\N\\',
      '`"\'\\\\',
      '%s %d {{}} ${x}',
      '\u202e\u{1f600}é',
      '',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary' })),
        async (text) => {
          const echo = sql`SELECT ${str(text)} AS a, ${strings([text, text])} AS b, length(${str(text)}) AS n`;
          const [row] = await door.rows<{ a: string; b: string[]; n: number }>(project, echo);
          expect(row).toEqual({ a: text, b: [text, text], n: Buffer.byteLength(text) });
        },
      ),
      { numRuns: 60 },
    );
    const stored = await door.append(
      project,
      'events',
      hostile.map((name) => event({ name, properties: { 'a.b': { [`k'\\`]: name } } })),
    );
    expect(stored).toEqual([]);
    const rows = await door.rows<{ name: string }>(
      project,
      sql`SELECT name FROM ${names} WHERE has(${strings(hostile)}, name) ORDER BY name`,
    );
    expect(rows.map(({ name }) => name)).toEqual(hostile.toSorted(byBytes));
  });

  test('numbers beyond what JavaScript can hold are refused as parameters by their type', async () => {
    const ask = door.rows(newProject(), sql`SELECT ${int(1.5)} AS x`);
    await expect(ask).rejects.toMatchObject({ code: expect.stringMatching(/invalid|internal/) });
  });

  test.each([
    sql`SELECT count() AS n FROM events`,
    sql`SELECT count() AS n FROM events FINAL WHERE true`,
    sql`SELECT 1 AS n FROM ${names} AS a JOIN traits USING person`,
    sql`SELECT 1 AS n WHERE 1 IN events`,
  ])('a fact table outside the project is not read: %#', async (statement) => {
    await expect(door.rows(newProject(), statement)).rejects.toMatchObject({ code: 'internal' });
  });

  test('settings do not stick to a connection and cannot be set by a value', async () => {
    const project = newProject();
    const read = sql`SELECT name, value FROM system.settings
      WHERE name IN ('max_execution_time', 'readonly', 'do_not_merge_across_partitions_select_final') ORDER BY name`;
    const before = await door.rows(project, read);
    await door.rows(project, sql`SELECT ${str("x' SETTINGS readonly = 1 --")} AS x`);
    await door
      .rows(project, sql`SELECT 1 AS x SETTINGS max_execution_time = 99`)
      .catch(() => undefined);
    for (let i = 0; i < 8; i += 1) expect(await door.rows(project, read)).toEqual(before);
    expect(before).toContainEqual({ name: 'max_execution_time', value: '1' });
  });

  test('a runaway question ends at its limit and harms no other', async () => {
    const project = newProject();
    const runaway = sql`SELECT sum(sipHash64(number)) AS s FROM numbers(1000000000000)`;
    const began = performance.now();
    const slowOnes = [1, 2, 3].map(() => door.rows(project, runaway));
    for (const one of slowOnes) one.catch(() => {});
    await new Promise((wait) => setTimeout(wait, 100));
    const asked = performance.now();
    expect(await door.rows(project, sql`SELECT 1 AS x`)).toEqual([{ x: 1 }]);
    await door.append(project, 'events', [event()]);
    expect(performance.now() - asked).toBeLessThan(900);
    for (const one of slowOnes) {
      await expect(one).rejects.toMatchObject({
        code: 'limit',
        hint: expect.stringContaining('TANDEM_QUERY_SECONDS'),
      });
    }
    expect(performance.now() - began).toBeLessThan(4000);
    expect(await count(project)).toBe(1);
  });

  test('a question with more conditions than a statement holds is refused as such', async () => {
    const conditions = joined(
      Array.from({ length: 30_000 }, () => sql`1 = 1`),
      ' AND ',
    );
    await expect(
      door.rows(newProject(), sql`SELECT 1 AS x WHERE ${conditions}`),
    ).rejects.toMatchObject({ code: 'limit', message: expect.stringMatching(/more conditions/) });
  });

  test('a slow question is told with the function that asked', async () => {
    slow.length = 0;
    async function slowReport() {
      return door.rows(newProject(), sql`SELECT sleep(0.4) AS s`);
    }
    await slowReport();
    expect(slow).toEqual([
      expect.objectContaining({
        ask: expect.stringContaining('slowReport'),
        ms: expect.any(Number),
      }),
    ]);
    expect(slow[0]?.ask).toContain('events.test.ts');
  });

  test('a question the store refuses is our fault, and says no more', async () => {
    const ask = door.rows(newProject(), sql`SELECT nothing FROM nowhere`);
    await expect(ask).rejects.toMatchObject({ code: 'internal' });
  });

  test('more questions than connections wait their turn', async () => {
    const project = newProject();
    const asked = Array.from({ length: 60 }, (_, i) =>
      door.rows<{ i: number }>(project, sql`SELECT ${int(i)} AS i`),
    );
    const rows = await Promise.all(asked);
    expect(rows.map(([row]) => row?.i)).toEqual(asked.map((_, i) => i));
  });

  test('erasing people takes their facts and nobody else’s', async () => {
    const [mine, theirs] = [newProject(), newProject()];
    const person = randomUUID();
    await door.append(mine, 'events', [event({ person }), event()]);
    await door.append(theirs, 'events', [event({ person })]);
    await door.erase(mine, [person]);
    expect([await count(mine), await count(theirs)]).toEqual([1, 1]);
    const left = source('events', sql`person`);
    const gone = sql`SELECT count() AS n FROM ${left} WHERE has(${uuids([person])}, person)`;
    expect(await door.rows(mine, gone)).toEqual([{ n: 0 }]);
  });

  test('migrations: applied once, an edited one and an unknown one are refused', async () => {
    expect(await migrateEvents(door.maintenance)).toEqual([]);
    const known = readEventsMigrations();
    const edited = known.map((one) => ({ ...one, checksum: 'other' }));
    await expect(migrateEvents(door.maintenance, edited)).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(migrateEvents(door.maintenance, [])).rejects.toMatchObject({ code: 'conflict' });
  });
});

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

test('a group whose clocks are off by decades lands', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-events-'));
  const door = await openEvents({ dataFolder: folder, querySeconds: 10, url: undefined });
  await migrateEvents(door.maintenance);
  const months = Array.from({ length: 1100 }, (_, i) => new Date(Date.UTC(1980, i)));
  const rows = months.map((month) => event({ day: month.toISOString().slice(0, 10) }));
  const project = newProject();
  expect(await door.append(project, 'events', rows)).toEqual([]);
  expect(await door.rows(project, countOf)).toEqual([{ n: rows.length }]);
  await door.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a folder that another process holds is said to be so, lock or no lock', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-events-'));
  const code = `
    const { openEvents } = await import('./events.ts');
    const options = { dataFolder: ${JSON.stringify(folder)}, url: undefined, querySeconds: 1 };
    await openEvents(options).then(() => console.log('open'), (error) => console.log(error.code, error.message));
    process.stdin.once('data', () => process.exit());`;
  const open = () =>
    spawn(process.execPath, ['--input-type=module', '-e', code], {
      cwd: import.meta.dirname,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  const said = (child: ReturnType<typeof open>) =>
    new Promise<string>((heard) =>
      child.stdout.once('data', (text: Buffer) => heard(text.toString())),
    );
  const first = open();
  expect(await said(first)).toBe('open\n');
  const second = open();
  expect(await said(second)).toMatch(/^storage The fact store in .* could not be opened/);
  for (const child of [first, second]) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

test('a server that is not there is said to be so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-events-'));
  const door = await openEvents({ dataFolder: folder, url: 'http://127.0.0.1:9', querySeconds: 1 });
  await expect(door.rows(newProject(), sql`SELECT 1 AS x`)).rejects.toMatchObject({ code: 'busy' });
  await expect(door.append(newProject(), 'events', [event()])).rejects.toMatchObject({
    code: 'busy',
    retryAfterSeconds: 5,
  });
  rmSync(folder, { recursive: true, force: true });
});
