/** A store of facts on the real engine, for tests. One per process. */
import { createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FactTable } from '../source.ts';
import { render, type Sql } from '../sql.ts';

export type Store = {
  readonly rows: <T>(project: number, statement: Sql) => Promise<T[]>;
  readonly insert: (table: FactTable, rows: readonly object[]) => Promise<void>;
  readonly command: (text: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

const settings: Readonly<Record<string, string | number>> = {
  session_timezone: 'UTC',
  date_time_output_format: 'iso',
  date_time_input_format: 'best_effort',
  output_format_json_quote_64bit_integers: 0,
  do_not_merge_across_partitions_select_final: 1,
  json_type_escape_dots_in_keys: 1,
  max_partitions_per_insert_block: 1000,
  max_execution_time: 60,
};

const schema = new URL(
  '../../../../apps/server/src/migrations/events/0001-facts.sql',
  import.meta.url,
);

export async function openStore(): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'tandem-query-'));
  const connection = createChdbConnection({ path: folder });
  const client = createClient({ connection } as unknown as Parameters<typeof createClient>[0]);
  const command = async (query: string) => {
    await client.command({ query });
  };
  for (const [name, value] of Object.entries(settings))
    await command(`SET ${name} = ${typeof value === 'number' ? value : `'${value}'`}`);
  const ddl = (await readFile(schema, 'utf8')).replaceAll(/^\s*--.*$/gm, '');
  for (const statement of ddl.split(';').filter((one) => one.trim() !== ''))
    await command(statement);
  // Parts stay as they were written, so that reading exactly is what makes them exact.
  for (const table of ['events', 'traits', 'person_overrides'])
    await command(`SYSTEM STOP MERGES ${table}`);
  return {
    async rows<T>(project: number, statement: Sql) {
      const { text, params } = render(statement);
      const result = await client.query({
        query: text,
        query_params: { ...params, project },
        format: 'JSONEachRow',
      });
      return result.json<T>();
    },
    async insert(table, rows) {
      await client.insert({ table, values: [...rows], format: 'JSONEachRow' });
    },
    command,
    async close() {
      await client.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
