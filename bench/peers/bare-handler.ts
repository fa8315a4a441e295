/**
 * The physical limit of ingest on this machine: an HTTP handler that only parses, groups and inserts
 * the same rows into the same table, with the same group commit on the same connection, and answers
 * once they are in. No key, no limits, no identity.
 */
import '../../apps/server/src/platform/threads.ts';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { writing } from '../../apps/server/src/platform/events.ts';
import { connect } from '../../apps/server/src/platform/events-connection.ts';
import { createGroupCommit } from '../../apps/server/src/platform/group-commit.ts';
import { temporaryFolder } from '../processes.ts';

type SegmentEvent = {
  messageId: string;
  timestamp: string;
  userId: string;
  event: string;
  properties: Record<string, unknown>;
};

const folder = temporaryFolder();
const connection = await connect({ dataFolder: folder, url: undefined }, writing);
const schema = join(import.meta.dirname, '../../apps/server/src/migrations/events/0001-facts.sql');
for (const statement of readFileSync(schema, 'utf8')
  .replaceAll(/^\s*--.*$/gm, '')
  .split(/;\s*$/m)) {
  if (statement.trim() !== '') await connection.command(statement);
}

const groups = createGroupCommit({
  write: (lines) => connection.insert('events', lines),
  isBadRow: () => false,
  maxGroupBytes: 16 * 2 ** 20,
  maxQueuedBytes: 256 * 2 ** 20,
  lingerMs: 4,
});

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
    const lines = (body.batch ?? [body]).map((event) =>
      JSON.stringify(row(event, now.toISOString(), now.getTime())),
    );
    await groups.append(lines);
    return response.setHeader('content-type', 'application/json').end('{"success":true}');
  })();
});
server.listen(Number(process.env['PORT']), '127.0.0.1');
process.on('SIGTERM', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
