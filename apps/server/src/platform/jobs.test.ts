/** Jobs on both twins. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres, type TestPostgres } from '../testing/postgres.ts';
import { copyRecordsTemplate } from '../testing/records-template.ts';
import { createJobs, type Jobs } from './jobs.ts';
import { createLog } from './log.ts';
import { openRecords, type RecordsDoor } from './records.ts';

const patience = { timeout: 25_000, interval: 50 };

describe.each(['PGlite', 'PostgreSQL'] as const)('%s', (engine) => {
  let records: RecordsDoor;
  let server: TestPostgres | undefined;
  let jobs: Jobs;
  const folder = mkdtempSync(join(tmpdir(), 'tandem-jobs-'));
  const heard: unknown[] = [];

  beforeAll(async () => {
    if (engine === 'PostgreSQL') server = await startPostgres();
    else copyRecordsTemplate(join(folder, 'records'));
    const url = await server?.database('jobs');
    records = await openRecords({ folder: join(folder, 'records'), url });
    jobs = open();
    jobs.schedule('never', '0 0 1 1 *', async () => void heard.push('never'));
    await jobs.start();
  });
  afterAll(async () => {
    await jobs.stop();
    await records.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  function open(): Jobs {
    const made = createJobs(records, createLog('silent'));
    made.handle('note', async (data) => void heard.push(data['text']));
    return made;
  }

  test('a queued job runs with its data, once; a key keeps doubles out', async () => {
    await Promise.all([
      jobs.send('note', { text: 'one' }),
      jobs.send('note', { text: 'two' }),
      jobs.send('note', { text: 'keyed' }, 'k'),
      jobs.send('note', { text: 'keyed' }, 'k'),
    ]);
    await expect.poll(() => heard.length, patience).toBeGreaterThanOrEqual(3);
    await new Promise((wait) => setTimeout(wait, 300));
    expect(heard.toSorted()).toEqual(['keyed', 'one', 'two']);
  });

  test('a job sent before a stop runs after the restart', async () => {
    await jobs.stop();
    heard.length = 0;
    jobs = open();
    await jobs.start();
    await jobs.send('note', { text: 'later' });
    await jobs.stop();
    jobs = open();
    await jobs.start();
    await expect.poll(() => heard, patience).toEqual(['later']);
  });
});
