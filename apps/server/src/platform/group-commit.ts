/**
 * Group commit: many callers, one insert at a time. While an insert runs, everything that arrives
 * waits in the next group; each caller is told only once its rows are durable. A full queue is
 * refused (`busy`), never dropped.
 */
import { Problem } from './problem.ts';

/** Rows of one caller, already serialised, one JSON object per line. */
type Entry = {
  readonly lines: readonly string[];
  readonly bytes: number;
  readonly partitions: number;
  readonly resolve: (rejected: readonly Rejected[]) => void;
  readonly reject: (error: unknown) => void;
};

/** A row the store cannot hold, by its position in the caller's list. */
export type Rejected = { readonly index: number; readonly reason: string };

export type GroupCommitOptions = {
  readonly write: (lines: readonly string[]) => Promise<void>;
  /** True for an error that the rows themselves caused, so that dividing them finds the culprits. */
  readonly isBadRow: (error: unknown) => boolean;
  readonly maxGroupBytes: number;
  readonly maxQueuedBytes: number;
  /** A partition costs the store some milliseconds, however few rows it gets. Undefined: no limit. */
  readonly maxGroupPartitions?: number;
  readonly maxQueuedPartitions?: number;
  /** How long a group that could start at once waits for company; fewer, larger parts. */
  readonly lingerMs: number;
};

export interface GroupCommit {
  /** `partitions`: over how many the lines spread. */
  append(lines: readonly string[], partitions?: number): Promise<readonly Rejected[]>;
  /** Resolves when everything queued so far is settled. */
  drain(): Promise<void>;
  readonly queuedBytes: number;
}

export function createGroupCommit(options: GroupCommitOptions): GroupCommit {
  const { maxGroupPartitions = Infinity, maxQueuedPartitions = Infinity } = options;
  let queue: Entry[] = [];
  let queuedBytes = 0;
  let queuedPartitions = 0;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    if (options.lingerMs > 0) await new Promise((done) => setTimeout(done, options.lingerMs));
    while (queue.length > 0) {
      const group = takeGroup();
      await commit(group, options);
      for (const { bytes, partitions } of group) {
        queuedBytes -= bytes;
        queuedPartitions -= partitions;
      }
    }
    running = undefined;
  }

  function takeGroup(): Entry[] {
    let bytes = 0;
    let partitions = 0;
    const size = queue.findIndex((entry, i) => {
      bytes += entry.bytes;
      partitions += entry.partitions;
      return i > 0 && (bytes > options.maxGroupBytes || partitions > maxGroupPartitions);
    });
    const group = size === -1 ? queue : queue.slice(0, size);
    queue = size === -1 ? [] : queue.slice(size);
    return group;
  }

  return {
    append(lines, partitions = 1) {
      if (lines.length === 0) return Promise.resolve([]);
      const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
      const isFull =
        queuedBytes + bytes > options.maxQueuedBytes ||
        queuedPartitions + partitions > maxQueuedPartitions;
      if (queuedBytes > 0 && isFull) return Promise.reject(queueFull());
      queuedBytes += bytes;
      queuedPartitions += partitions;
      return new Promise((resolve, reject) => {
        queue.push({ lines, bytes, partitions, resolve, reject });
        running ??= run();
      });
    },
    async drain() {
      while (running !== undefined) await running;
    },
    get queuedBytes() {
      return queuedBytes;
    },
  };
}

function queueFull(): Problem {
  return new Problem('busy', 'The server takes in data more slowly than it arrives.', {
    hint: 'Send the same batch again after the time in Retry-After; nothing is counted twice.',
    retryAfterSeconds: 2,
  });
}

/** Writes a group whole; if its rows are at fault, each caller's rows alone, then halves of them. */
async function commit(group: readonly Entry[], options: GroupCommitOptions): Promise<void> {
  try {
    await options.write(
      group.length === 1 ? group[0]!.lines : group.flatMap((entry) => entry.lines),
    );
    for (const entry of group) entry.resolve([]);
  } catch (error) {
    for (const entry of group) {
      if (!options.isBadRow(error)) entry.reject(error);
      else await commitDivided(entry, options);
    }
  }
}

async function commitDivided(entry: Entry, options: GroupCommitOptions): Promise<void> {
  try {
    entry.resolve(await divide(entry.lines, 0, options));
  } catch (error) {
    entry.reject(error);
  }
}

async function divide(
  lines: readonly string[],
  offset: number,
  options: GroupCommitOptions,
): Promise<readonly Rejected[]> {
  try {
    await options.write(lines);
    return [];
  } catch (error) {
    if (!options.isBadRow(error)) throw error;
    if (lines.length === 1) return [{ index: offset, reason: reasonOf(error) }];
    const middle = Math.ceil(lines.length / 2);
    return [
      ...(await divide(lines.slice(0, middle), offset, options)),
      ...(await divide(lines.slice(middle), offset + middle, options)),
    ];
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 300) : String(error);
}
