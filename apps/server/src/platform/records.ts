/**
 * The door to Postgres: PGlite in this process, or a server. A callback gets a handle that lives in
 * one transaction; row-level security in the engine keeps every statement of it inside its project,
 * and a reader's transaction is read-only by the engine's own word. The outer handle is out of
 * reach: asking the door again inside a transaction is an error, not a hang (PGlite has one
 * connection).
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import {
  Kysely,
  PGliteDialect,
  PostgresDialect,
  sql,
  type Dialect,
  type LogEvent,
  type Transaction,
} from 'kysely';
import { Pool, types, type CustomTypesConfig } from 'pg';
import type { ProjectId } from '@tandem/contract';
import { askingEndpoint, type SlowQuestion } from './asking.ts';
import { exclusive } from './exclusive-driver.ts';
import { listsAsArrays } from './records-lists.ts';
import { prepared } from './records-prepared.ts';
import { Problem } from './problem.ts';
import { ensureRecordsFolder } from './records-init.ts';

/**
 * Row types of all tables. Each domain adds its own in its `tables.ts`:
 * `declare module '../platform/records.ts' { interface Tables { things: ThingsTable } }`.
 */
// oxlint-disable-next-line typescript/no-empty-object-type
export interface Tables {}

/** A handle that can only read. */
export type Reader = Pick<Transaction<Tables>, 'selectFrom' | 'with' | 'fn' | 'selectNoFrom'>;
/** A handle inside one transaction; it also reads. */
export type Writer = Transaction<Tables>;

export interface RecordsDoor {
  read<T>(project: ProjectId, work: (reader: Reader) => Promise<T>): Promise<T>;
  write<T>(project: ProjectId, work: (writer: Writer) => Promise<T>): Promise<T>;
  /** Everything, across projects: for access, migrations, jobs and backups only (see checks/). */
  readonly installation: {
    read<T>(work: (reader: Reader) => Promise<T>): Promise<T>;
    write<T>(work: (writer: Writer) => Promise<T>): Promise<T>;
    /** For libraries that bring their own queries (sign-in, jobs, migrations). */
    readonly kysely: Kysely<Tables>;
    /** Set when the engine runs in this process. */
    readonly pglite: PGlite | undefined;
    readonly url: string | undefined;
    /** Called after each commit that wrote a fact. */
    onNews(listener: () => void): void;
  };
  /** Resolves if the store answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export type RecordsOptions = {
  /** Folder of PGlite; undefined: in memory. */
  readonly folder: string | undefined;
  /** A server; undefined: PGlite in this process. */
  readonly url: string | undefined;
  /** A dump of a data folder to start from: quicker than initdb. */
  readonly startFrom?: Blob | undefined;
  /** Told of statements that took longer than `slowMs`. */
  readonly onSlow?: ((question: SlowQuestion) => void) | undefined;
  readonly slowMs?: number;
};

/**
 * Whoever else changes this record waits until the caller's transaction ends: read it after this, and
 * what was read is what is written over. A row that is not there locks nothing.
 */
export async function lockRow(
  writer: Writer,
  table: { [T in keyof Tables]: Tables[T] extends { id: string } ? T : never }[keyof Tables],
  id: string,
): Promise<void> {
  await sql`SELECT id FROM ${sql.table(table)} WHERE id = ${id} FOR UPDATE`.execute(writer);
}

/** Role under which project-scoped statements run; it owns nothing and is bound by the policies. */
export const projectRole = 'tandem_project';
/** The transaction of the running callback, so that asking the door again is noticed. */
const current = new AsyncLocalStorage<{ open: boolean; news: boolean }>();

/** Says that the running transaction wrote a fact: once it is committed, `onNews` is told. */
export function markNews(): void {
  const mine = current.getStore();
  if (mine !== undefined) mine.news = true;
}

function refuseNested(): void {
  if (current.getStore()?.open !== true) return;
  throw new Problem('internal', 'A transaction was opened inside another one.', {
    hint: 'Use the handle that the callback was given.',
  });
}

export async function openRecords(options: RecordsOptions): Promise<RecordsDoor> {
  const { dialect, pglite } = await openEngine(options);
  const kysely = new Kysely<Tables>({ dialect: listsAsArrays(dialect), log: slowLog(options) });
  const listeners: (() => void)[] = [];

  async function transact<T>(
    mode: Mode,
    scope: ProjectId | undefined,
    work: (t: Writer) => Promise<T>,
  ): Promise<T> {
    refuseNested();
    const mine = { open: true, news: false };
    const result = await kysely.transaction().execute(async (transaction) => {
      await enter(transaction, mode, scope);
      return current.run(mine, () => work(transaction)).finally(() => (mine.open = false));
    });
    if (mine.news) for (const listener of listeners) listener();
    return result;
  }

  return {
    read: (project, work) => transact('read only', project, work),
    write: (project, work) => transact('read write', project, work),
    installation: {
      read: (work) => transact('read only', undefined, work),
      write: (work) => transact('read write', undefined, work),
      kysely,
      pglite,
      url: options.url,
      onNews: (listener) => void listeners.push(listener),
    },
    ping: () => sql`SELECT 1`.execute(kysely).then(() => {}),
    async close() {
      await kysely.destroy();
      if (pglite !== undefined && !pglite.closed) await pglite.close();
    },
  };
}

function slowLog({ onSlow, slowMs = 1000 }: RecordsOptions): (event: LogEvent) => void {
  return ({ queryDurationMillis, query }) => {
    const ms = Math.round(queryDurationMillis);
    if (ms >= slowMs) onSlow?.({ ms, ask: undefined, from: askingEndpoint(), sql: query.sql });
  };
}

/** The twins give the same JavaScript for the same value: `bigint` is a number while it is exact. */
const likePglite: CustomTypesConfig = {
  getTypeParser: ((id: number, format?: 'text') =>
    id === types.builtins.INT8
      ? exactNumber
      : types.getTypeParser(id, format)) as CustomTypesConfig['getTypeParser'],
};
function exactNumber(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

async function openEngine(
  options: RecordsOptions,
): Promise<{ dialect: Dialect; pglite: PGlite | undefined }> {
  if (options.url !== undefined) {
    const pool = new Pool({ connectionString: options.url, max: 10, types: likePglite });
    // A connection lost while idle is replaced by the next query; without a listener it would end the process.
    pool.on('error', () => {});
    return { dialect: new PostgresDialect({ pool }), pglite: undefined };
  }
  if (options.folder !== undefined && options.startFrom === undefined) {
    await ensureRecordsFolder(options.folder);
  }
  // V8's optimising compiler takes half a gigabyte over PGlite's largest functions and gains nothing
  // measurable on our statements (bench/start.ts): the baseline compiler's code stays.
  setFlagsFromString('--no-wasm-dynamic-tiering');
  setFlagsFromString('--no-wasm-tier-up');
  const pglite = await PGlite.create({
    startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'],
    ...(options.folder === undefined ? {} : { dataDir: options.folder }),
    ...(options.startFrom === undefined ? {} : { loadDataDir: options.startFrom }),
  });
  return {
    dialect: exclusive(new PGliteDialect({ pglite: prepared(pglite) }), refuseNested),
    pglite,
  };
}

type Mode = 'read only' | 'read write';

/**
 * Puts the rest of the transaction under the project's policies, and takes its pen away where it only
 * reads. Said in SQL, since Kysely's access mode does not reach PGlite.
 */
async function enter(transaction: Writer, mode: Mode, scope: ProjectId | undefined): Promise<void> {
  const settings = [
    ...(mode === 'read only' ? [sql`set_config('transaction_read_only', 'on', true)`] : []),
    ...(scope === undefined
      ? []
      : [
          sql`set_config('tandem.project', ${String(scope)}, true)`,
          sql`set_config('role', ${projectRole}, true)`,
        ]),
  ];
  if (settings.length > 0) await sql`SELECT ${sql.join(settings)}`.execute(transaction);
}
