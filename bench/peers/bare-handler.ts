/**
 * The physical limit of ingest on this machine: an HTTP handler that only parses, groups and inserts
 * the same rows into the same table, and answers once they are in. No key, no limits, no identity.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import { temporaryFolder } from '../processes.ts';

type SegmentEvent = {
  messageId: string;
  timestamp: string;
  userId: string;
  event: string;
  properties: Record<string, unknown>;
};
type Waiting = { readonly rows: readonly object[]; readonly done: () => void };

const connection = createChdbConnection({ path: join(temporaryFolder(), 'events') });
const client = createClient({ connection } as unknown as Parameters<typeof createClient>[0]);
const schema = join(import.meta.dirname, '../../apps/server/src/migrations/events/0001-facts.sql');
for (const statement of readFileSync(schema, 'utf8')
  .replaceAll(/^\s*--.*$/gm, '')
  .split(/;\s*$/m)) {
  if (statement.trim() !== '') await client.command({ query: statement });
}

let queue: Waiting[] = [];
let inserting = false;

async function insertAll(): Promise<void> {
  inserting = true;
  while (queue.length > 0) {
    const group = queue;
    queue = [];
    const values = group.flatMap(({ rows }) => rows);
    await client.insert({ table: 'events', values, format: 'JSONEachRow' });
    for (const { done } of group) done();
  }
  inserting = false;
}

function personOf(id: string): string {
  const hex = createHash('sha1').update(id).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function row(event: SegmentEvent, receivedAt: string, precedence: number) {
  return {
    project: 1,
    name: event.event,
    day: event.timestamp.slice(0, 10),
    id: event.messageId,
    time: event.timestamp,
    received_at: receivedAt,
    person: personOf(event.userId),
    distinct_id: event.userId,
    session_id: '',
    accounts: {},
    properties: event.properties,
    source: 'segment',
    precedence,
  };
}

function read(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString()));
  });
}

const server = createServer((request, response) => {
  void (async () => {
    if (request.method !== 'POST') return response.end('ok');
    const body = JSON.parse(await read(request)) as { batch?: SegmentEvent[] } & SegmentEvent;
    const now = new Date();
    const rows = (body.batch ?? [body]).map((event) =>
      row(event, now.toISOString(), now.getTime()),
    );
    await new Promise<void>((done) => {
      queue.push({ rows, done });
      if (!inserting) void insertAll();
    });
    return response.setHeader('content-type', 'application/json').end('{"success":true}');
  })();
});
server.listen(Number(process.env['PORT']), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
