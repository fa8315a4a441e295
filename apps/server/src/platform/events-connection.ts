/**
 * One connection to the fact store, alike on both twins. chDB needs care: settings stay with their
 * connection, and its own binding of parameters runs all such queries of a process one after the
 * other (a runaway would stop everybody). So parameters are given as statements of the connection,
 * escaped here; a connection runs one query at a time, so they belong to that query alone.
 */
import { ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Problem } from './problem.ts';

export type Params = Readonly<Record<string, unknown>>;
export type Settings = Readonly<Record<string, number | string>>;

export interface Connection {
  rows<T>(text: string, params?: Params): Promise<readonly T[]>;
  command(text: string, params?: Params): Promise<void>;
  /** Rows already serialised, one JSON object per line. */
  insert(table: string, lines: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** `url`: a server; without it chDB in `dataFolder`. The settings hold for every query. */
export async function connect(
  where: { readonly dataFolder: string; readonly url: string | undefined },
  settings: Settings,
): Promise<Connection> {
  return where.url === undefined
    ? embedded(join(where.dataFolder, 'events'), settings)
    : remote(where.url, settings);
}

function remote(url: string, settings: Settings): Connection {
  const client = createClient({
    url,
    max_open_connections: 1,
    keep_alive: { enabled: true },
    // What it says is in the errors already; the log is ours.
    log: { level: ClickHouseLogLevel.OFF },
    request_timeout: (Number(settings['max_execution_time']) + 5) * 1000,
    clickhouse_settings: Object.fromEntries(
      Object.entries(settings).map(([name, value]) => [name, String(value)]),
    ),
  });
  return {
    ...withClient(client),
    rows: async <T>(text: string, params: Params = {}) => {
      const query = { query: text, query_params: { ...params }, format: 'JSONEachRow' as const };
      return (await client.query(query)).json<T>();
    },
    async command(text, params = {}) {
      await client.command({ query: text, query_params: { ...params } });
    },
  };
}

async function embedded(path: string, settings: Settings): Promise<Connection> {
  const client = openEmbedded(path);
  const set = async (values: Params): Promise<void> => {
    const pairs = Object.entries(values).map(([name, value]) => `${name} = ${literal(value)}`);
    if (pairs.length > 0) await client.command({ query: `SET ${pairs.join(', ')}` });
  };
  await set(settings);
  return {
    ...withClient(client),
    rows: async <T>(text: string, params: Params = {}) => {
      await set(asSettings(params));
      return (await client.query({ query: text, format: 'JSONEachRow' })).json<T>();
    },
    async command(text, params = {}) {
      await set(asSettings(params));
      await client.command({ query: text });
    },
  };
}

function openEmbedded(path: string): ClickHouseClient {
  try {
    const connection = createChdbConnection({ path });
    return createClient({ connection } as unknown as Parameters<typeof createClient>[0]);
  } catch (cause) {
    throw new Problem('storage', `The fact store in ${path} could not be opened.`, {
      hint: 'Another process holds it (perhaps in another container), or the folder cannot be written; the engine says which above.',
      cause,
    });
  }
}

function withClient(client: ClickHouseClient): Pick<Connection, 'insert' | 'close'> {
  return {
    async insert(table, lines) {
      // Through `exec` the prepared lines go out as they are, without a second serialisation.
      const { stream } = await client.exec({
        query: `INSERT INTO ${table} FORMAT JSONEachRow`,
        values: Readable.from([lines.join('\n')], { objectMode: false }),
      });
      // Read to its end, so that the socket is kept for the next one.
      for await (const _chunk of stream);
    },
    close: () => client.close(),
  };
}

const asSettings = (params: Params): Params =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [`param_${name}`, paramText(value)]),
  );

/** A parameter in ClickHouse's escaped text format; strings inside of arrays are quoted. */
function paramText(value: unknown, inArray = false): string {
  if (Array.isArray(value)) return `[${value.map((one) => paramText(one, true)).join(',')}]`;
  if (typeof value !== 'string') return String(value);
  const escaped = value.replaceAll(/[\\'\t\n\r]/g, (char) => escapes[char] ?? char);
  return inArray ? `'${escaped}'` : escaped;
}
const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

/** A literal in a SET statement. */
function literal(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return `'${String(value).replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
