import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEvents } from './events.ts';
import { migrateEvents } from './events-schema.ts';
import { mergeClosedPartitions } from './partitions.ts';

test('closed months become one part each; the open month is left alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-partitions-'));
  const events = await openEvents({ dataFolder: folder, url: undefined, querySeconds: 10 });
  await migrateEvents(events.maintenance);
  await events.maintenance.command('SYSTEM STOP MERGES events');
  for (const day of ['2026-01-05', '2026-01-06', '2026-02-01', '2026-03-01', '2026-03-02']) {
    await events.maintenance.command(
      `INSERT INTO events (project, name, day, id) VALUES (1, 'a', '${day}', generateUUIDv4())`,
    );
  }
  await events.maintenance.command('SYSTEM START MERGES events');
  const merged = await mergeClosedPartitions(events.maintenance, new Date('2026-03-15T00:00:00Z'));
  const parts = await events.maintenance.rows<{ month: string; parts: number }>(
    `SELECT partition_id AS month, toUInt32(count()) AS parts FROM system.parts
     WHERE table = 'events' AND active GROUP BY month ORDER BY month`,
  );
  await events.close();
  rmSync(folder, { recursive: true, force: true });
  expect(merged).toContain('202601');
  expect(merged).not.toContain('202603');
  expect(parts.slice(0, 2)).toEqual([
    { month: '202601', parts: 1 },
    { month: '202602', parts: 1 },
  ]);
});
