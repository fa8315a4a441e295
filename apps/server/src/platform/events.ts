/**
 * The door to ClickHouse: chDB in this process, or a server. What makes the twins alike:
 * - Settings belong to a connection, are the same for every query and are never built from a
 *   caller's text (in chDB a setting sticks to its connection; on a server it would not).
 * - A connection runs one query at a time, so there is one for writing, a few for reading and one
 *   for maintenance, and a reader waits its turn.
 * - Every query is a value that names its project; the door binds the project and nothing else can.
 */
import type { ProjectId } from '@tandem/contract';
import { render, type FactTable, type Sql } from '@tandem/query';
import { askingEndpoint, callerName, type SlowQuestion } from './asking.ts';
import { clusterSettings, localTable } from './events-cluster.ts';
import { connect, type Connection, type Settings } from './events-connection.ts';
import { unscopedTable } from './events-scope.ts';
import { createGroupCommit, type GroupCommit, type Rejected } from './group-commit.ts';
import { createPool, createTurn } from './connection-pool.ts';
import { Problem } from './problem.ts';
import { isBadRow, storeProblem } from './store-errors.ts';

export type { Rejected } from './group-commit.ts';

/** A value per column; the door adds the project. */
export type FactRow = Readonly<Record<string, unknown>>;

export interface EventsDoor {
  /** Answers a question inside one project. */
  rows<T>(project: ProjectId, statement: Sql): Promise<readonly T[]>;
  /** Resolves once the rows are durable, with those that the store cannot hold. */
  append(
    project: ProjectId,
    table: FactTable,
    rows: readonly FactRow[],
  ): Promise<readonly Rejected[]>;
  /** The same for rows already serialised by `factLine`: the hot path of capture. */
  appendLines(table: FactTable, lines: readonly string[]): Promise<readonly Rejected[]>;
  /**
   * The same for a batch that touches so many closed months. Each costs the one writer some
   * milliseconds, so such batches wait for each other, a bounded number at once: what happens now is
   * written between them.
   */
  appendOld(lines: readonly string[], months: number): Promise<readonly Rejected[]>;
  /** Deletes the facts of these people, in every table that holds a person. */
  erase(project: ProjectId, people: readonly string[]): Promise<void>;
  /** Runs the work between two groups: nothing is written meanwhile, and writers wait. */
  hold<T>(work: () => Promise<T>): Promise<T>;
  /** For migrations, maintenance and backups only; never with a caller's text. */
  readonly maintenance: Maintenance;
  readonly queuedBytes: number;
  /** Resolves if the store answers the writing connection. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface Maintenance {
  command(statement: string): Promise<void>;
  rows<T>(statement: string): Promise<readonly T[]>;
}

export type EventsOptions = {
  readonly dataFolder: string;
  /** A server; undefined: chDB in this process, in `dataFolder`. */
  readonly url: string | undefined;
  readonly querySeconds: number;
  /** Name of the ClickHouse cluster that holds the tables; undefined: a single node. */
  readonly cluster?: string | undefined;
  readonly readers?: number;
  readonly lingerMs?: number;
  /** Told of questions that took longer than `slowMs`. */
  readonly onSlow?: ((question: SlowQuestion) => void) | undefined;
  readonly slowMs?: number;
};

const MIB = 1024 * 1024;
/** Columns that every fact row of a table with people may carry. */
const tablesWithPeople: readonly FactTable[] = ['events', 'signals', 'traits', 'person_overrides'];

/** Serialises a row; the project comes first and cannot be overridden by the row. */
export function factLine(project: ProjectId, row: FactRow): string {
  const { project: _ignored, ...rest } = row;
  return JSON.stringify({ project, ...rest });
}

export async function openEvents(options: EventsOptions): Promise<EventsDoor> {
  const spread = options.cluster === undefined ? {} : clusterSettings;
  const writer = await connect(options, { ...writing, ...spread });
  const maintenance = await connect(options, { ...common, ...spread, max_execution_time: 3600 });
  const readers = await Promise.all(
    Array.from({ length: options.readers ?? 8 }, () =>
      connect(options, { ...common, ...spread, max_execution_time: options.querySeconds }),
    ),
  );
  const pool = createPool(readers);
  const asProblem = (error: unknown) => storeProblem(error, options);
  const turn = createTurn();
  const queues = createQueues(
    (table, lines) => turn(() => writer.insert(table, lines)),
    options.lingerMs ?? 4,
  );
  const append = (queue: QueueName, lines: readonly string[], partitions?: number) =>
    queues
      .of(queue)
      .append(lines, partitions)
      .catch((error: unknown) => Promise.reject(asProblem(error)));
  const quiet = createTurn();

  return {
    async rows<T>(project: ProjectId, statement: Sql) {
      const { text, params } = render(statement);
      refuseUnscoped(text);
      const told = watch(options, text);
      return pool
        .run((reader) => reader.rows<T>(text, { ...params, project }))
        .catch((error: unknown) => {
          throw asProblem(error);
        })
        .finally(told);
    },
    append: (project, table, rows) =>
      append(
        table,
        rows.map((row) => factLine(project, row)),
      ),
    appendLines: (table, lines) => append(table, lines),
    appendOld: (lines, months) => append(oldEvents, lines, months),
    hold: turn,
    erase: (project, people) =>
      quiet(() => eraseFacts(maintenance, { project, people, cluster: options.cluster })),
    maintenance: {
      command: (statement) => quiet(() => maintenance.command(statement)),
      rows: <T>(statement: string) => quiet(() => maintenance.rows<T>(statement)),
    },
    get queuedBytes() {
      return queues.all().reduce((sum, queue) => sum + queue.queuedBytes, 0);
    },
    ping: () => turn(() => writer.command('SELECT 1')),
    async close() {
      await Promise.all(queues.all().map((queue) => queue.drain()));
      await pool.drained();
      await quiet(async () => {});
      for (const connection of [writer, maintenance, ...readers]) await connection.close();
    },
  };
}

/** A fact table is read as `source` writes it, inside the project, or not at all. */
function refuseUnscoped(text: string): void {
  const found = unscopedTable(text);
  if (found === undefined) return;
  throw new Problem('internal', `A question names a fact table outside its project: ${found}`, {
    hint: 'Read it through source() of packages/query.',
  });
}

const oldEvents = 'events of closed months';
type QueueName = FactTable | typeof oldEvents;
/** Five milliseconds each: a group holds the writer for half a second, the queue for five. */
export const oldMonths = { inGroup: 120, inQueue: 1200 } as const;

/** A group commit per table: a bad row holds back nobody but its own group. */
function createQueues(
  write: (table: FactTable, lines: readonly string[]) => Promise<void>,
  lingerMs: number,
): { of(queue: QueueName): GroupCommit; all(): readonly GroupCommit[] } {
  const queues = new Map<QueueName, GroupCommit>();
  return {
    of(queue) {
      const known = queues.get(queue);
      if (known !== undefined) return known;
      const isOld = queue === oldEvents;
      const made = createGroupCommit({
        write: (lines) => write(isOld ? 'events' : queue, lines),
        isBadRow,
        maxGroupBytes: 16 * MIB,
        maxQueuedBytes: 64 * MIB,
        ...(isOld && {
          maxGroupPartitions: oldMonths.inGroup,
          maxQueuedPartitions: oldMonths.inQueue,
        }),
        lingerMs,
      });
      queues.set(queue, made);
      return made;
    },
    all: () => [...queues.values()],
  };
}

/** Starts the watch; the function that stops it tells of a question that took long. */
function watch(options: EventsOptions, sql: string): () => void {
  const { onSlow } = options;
  if (onSlow === undefined) return () => {};
  const began = performance.now();
  const ask = callerName();
  return () => {
    const ms = Math.round(performance.now() - began);
    if (ms >= (options.slowMs ?? 1000)) onSlow({ ms, ask, from: askingEndpoint(), sql });
  };
}

const common: Settings = {
  session_timezone: 'UTC',
  date_time_output_format: 'iso',
  output_format_json_quote_64bit_integers: 0,
  output_format_json_quote_denormals: 0,
  do_not_merge_across_partitions_select_final: 1,
  json_type_escape_dots_in_keys: 1,
  max_memory_usage: 6_000_000_000,
  max_bytes_before_external_group_by: 2_000_000_000,
  log_queries: 0,
};
export const writing: Settings = {
  session_timezone: 'UTC',
  date_time_input_format: 'best_effort',
  json_type_escape_dots_in_keys: 1,
  type_json_skip_duplicated_paths: 1,
  input_format_skip_unknown_fields: 0,
  // The clocks of clients may be off by decades: a group that spans many months must land too.
  max_partitions_per_insert_block: 0,
  max_execution_time: 120,
  async_insert: 0,
};

async function eraseFacts(
  connection: Connection,
  whom: {
    readonly project: ProjectId;
    readonly people: readonly string[];
    readonly cluster: string | undefined;
  },
): Promise<void> {
  const { project, people, cluster } = whom;
  for (const table of tablesWithPeople) {
    const where = cluster === undefined ? table : `${localTable(table)} ON CLUSTER ${cluster}`;
    await connection.command(
      `DELETE FROM ${where} WHERE project = {project:UInt32} AND has({people:Array(UUID)}, person)`,
      { project, people },
    );
  }
}
