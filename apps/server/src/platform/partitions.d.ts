/**
 * Reading exactly (`FINAL`) costs nothing in a partition that is one part, and two to three times as
 * much while it has many. So partitions that no longer fill are merged, and only the open one pays.
 */
import type { Maintenance } from './events.ts';
/** Merges every closed partition that has several parts; gives their names. */
export declare function mergeClosedPartitions(store: Maintenance, now: Date): Promise<readonly string[]>;
