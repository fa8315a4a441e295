/**
 * Reading exactly (`FINAL`) costs nothing in a partition that is one part, and two to three times as
 * much while it has many. So partitions that no longer fill are merged, and only the open one pays.
 */
import type { Maintenance } from './events.ts';

/** Months before this one, in UTC, as ClickHouse names the partitions. */
const openPartition = (now: Date): string => now.toISOString().slice(0, 7).replace('-', '');

/** Merges every closed partition that has several parts; gives their names. */
export async function mergeClosedPartitions(
  store: Maintenance,
  now: Date,
): Promise<readonly string[]> {
  const partitions = await store.rows<{ id: string }>(
    `SELECT partition_id AS id FROM system.parts
     WHERE database = currentDatabase() AND table = 'events' AND active AND partition_id < '${openPartition(now)}'
     GROUP BY partition_id HAVING count() > 1 ORDER BY partition_id`,
  );
  for (const { id } of partitions)
    await store.command(`OPTIMIZE TABLE events PARTITION ID '${id}' FINAL`);
  return partitions.map(({ id }) => id);
}
