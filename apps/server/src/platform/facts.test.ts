/** The outbox on both twins: in order, at least once, tried again, also after a restart. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ProjectId } from '@tandem/contract';
import { startPostgres, type TestPostgres } from '../testing/postgres.ts';
import { copyRecordsTemplate } from '../testing/records-template.ts';
import { createFacts, emit, type Facts } from './facts.ts';
import { createLog } from './log.ts';
import { openRecords, type RecordsDoor } from './records.ts';
import { migrateRecords, readRecordsMigrations } from './records-schema.ts';

declare module './facts.ts' {
  interface FactKinds {
    'test.said': { readonly word: string };
  }
}
const log = createLog('silent');
const project = (id: number) => id as ProjectId;

describe.each(['PGlite', 'PostgreSQL'] as const)('%s', (engine) => {
  let records: RecordsDoor;
  let server: TestPostgres | undefined;
  let facts: Facts;
  const folder = mkdtempSync(join(tmpdir(), 'tandem-facts-'));

  beforeAll(async () => {
    if (engine === 'PostgreSQL') server = await startPostgres();
    else copyRecordsTemplate(join(folder, 'records'));
    const url = await server?.database('facts');
    records = await openRecords({ folder: join(folder, 'records'), url });
    const [platform] = await readRecordsMigrations();
    await migrateRecords(records.installation.kysely, [platform!]);
  });
  afterEach(() => facts.stop());
  afterAll(async () => {
    await records.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const say = (where: number, word: string) =>
    records.write(project(where), (w) => emit(w, 'test.said', { word }));
  const listen = (handler: (word: string, where: number) => void) => {
    facts = createFacts(records, log, 60_000);
    facts.on('test.said', async ({ payload, project: where }) => handler(payload.word, where));
  };

  test('in order, with project and payload', async () => {
    const heard: string[] = [];
    listen((word, where) => heard.push(`${where}${word}`));
    for (const word of ['a', 'b', 'c']) await say(1, word);
    await facts.deliver();
    await facts.deliver();
    expect(heard).toEqual(['1a', '1b', '1c']);
  });

  test('a fact waits until it was heard to its end, and only in its own project', async () => {
    const during: boolean[] = [];
    facts = createFacts(records, log, 60_000);
    facts.on('test.said', async () => {
      during.push(await facts.waits(project(1), 'test.said'));
    });
    await say(1, 'slow');
    expect(await facts.waits(project(2), 'test.said')).toBe(false);
    await facts.deliver();
    expect([...during, await facts.waits(project(1), 'test.said')]).toEqual([true, false]);
  });

  test('what is rolled back is never heard', async () => {
    const heard: string[] = [];
    listen((word) => heard.push(word));
    const failing = records.write(project(1), async (w) => {
      await emit(w, 'test.said', { word: 'unsaid' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await facts.deliver();
    expect(heard).toEqual([]);
  });

  test('a commit wakes the delivery: nobody waits for the poll', async () => {
    const heard: string[] = [];
    listen((word) => heard.push(word));
    facts.start();
    await say(1, 'now');
    await expect.poll(() => heard, { timeout: 2000, interval: 5 }).toEqual(['now']);
  });

  test('what fails is tried again and holds back its own project only', async () => {
    const heard: string[] = [];
    let failures = 2;
    listen((word, where) => {
      if (word === 'hard' && failures-- > 0) throw new Error('not yet');
      heard.push(`${where}${word}`);
    });
    await say(1, 'hard');
    await say(1, 'after');
    await say(2, 'other');
    await facts.deliver();
    expect(heard).toEqual(['2other']);
    await facts.deliver();
    await facts.deliver();
    expect(heard).toEqual(['2other', '1hard', '1after']);
  });

  test('a slow handler holds back its own project only, also for what comes meanwhile', async () => {
    const heard: string[] = [];
    let finish = () => {};
    const slow = new Promise<void>((done) => (finish = done));
    facts = createFacts(records, log, 60_000);
    facts.on('test.said', async ({ payload, project: where }) => {
      if (payload.word === 'slow') await slow;
      heard.push(`${where}${payload.word}`);
    });
    facts.start();
    for (const word of ['slow', 'after']) await say(1, word);
    await say(2, 'meanwhile');
    await expect.poll(() => heard, { timeout: 2000, interval: 5 }).toEqual(['2meanwhile']);
    await say(2, 'again');
    await expect.poll(() => heard, { timeout: 2000, interval: 5 }).toHaveLength(2);
    finish();
    await facts.deliver();
    expect(heard).toEqual(['2meanwhile', '2again', '1slow', '1after']);
  });

  test('what a stop left is heard after the restart, once each', async () => {
    const heard: string[] = [];
    listen((word) => {
      heard.push(word);
      if (word === 'one') void facts.stop();
    });
    for (const word of ['one', 'two', 'three']) await say(3, word);
    await facts.deliver();
    expect(heard).toEqual(['one']);
    listen((word) => heard.push(word));
    await facts.deliver();
    expect(heard).toEqual(['one', 'two', 'three']);
  });

  test('what was delivered is forgotten, what waits is not', async () => {
    listen(() => {});
    await say(20, 'old');
    await facts.deliver();
    await say(21, 'waiting');
    await facts.forget(new Date(Date.now() + 60_000));
    const left = await records.installation.read((r) =>
      r.selectFrom('facts').select('project').execute(),
    );
    expect(left).toEqual([{ project: 21 }]);
    await facts.deliver();
  });

  test('many writers at once: each project hears its own in the order of commits', async () => {
    const heard = new Map<number, string[]>();
    listen((word, where) => heard.set(where, [...(heard.get(where) ?? []), word]));
    facts.start();
    const committed = new Map<number, string[]>();
    await Promise.all(
      Array.from({ length: 30 }, async (_, i) => {
        const where = 10 + (i % 3);
        await records.write(project(where), async (w) => {
          await emit(w, 'test.said', { word: `${i}` });
          committed.set(where, [...(committed.get(where) ?? []), `${i}`]);
        });
      }),
    );
    await facts.deliver();
    expect(Object.fromEntries(heard)).toEqual(Object.fromEntries(committed));
  });
});
