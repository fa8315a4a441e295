/**
 * A small server that speaks the HTTP interface of ClickHouse on top of chDB, so that the remote path
 * of the events door is exercised without a ClickHouse server: query in the URL or the body, `param_*`,
 * settings in the URL, gzip both ways, error codes in a header. It proves our transport and nothing
 * about a real server. chDB holds one folder per process, so it runs in a process of its own:
 * `node clickhouse-http.ts FOLDER` prints its port.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Session } from 'chdb';

export type TestClickHouse = { readonly url: string; readonly stop: () => Promise<void> };

/** The server that `TANDEM_TEST_CLICKHOUSE_URL` names, or one of our own in a child process. */
export async function startClickHouse(): Promise<TestClickHouse> {
  const real = process.env['TANDEM_TEST_CLICKHOUSE_URL'];
  if (real !== undefined) return { url: real, stop: async () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'tandem-clickhouse-'));
  const child = spawn(process.execPath, [import.meta.filename, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    child.once('exit', (code) => reject(new Error(`the test server ended with ${code}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** URL parameters that are neither settings nor query parameters. */
const ours = new Set(['query', 'query_id', 'database', 'session_id', 'enable_http_compression']);

async function answer(request: IncomingMessage, response: ServerResponse, folder: string) {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/ping') return void response.end('Ok.\n');
  const body = await readBody(request);
  const text = [url.searchParams.get('query') ?? '', body].filter((part) => part !== '').join('\n');
  // A connection per request: on a server, settings end with their query.
  const session = new Session(folder);
  try {
    for (const [name, value] of url.searchParams) {
      if (!ours.has(name)) await session.queryAsync(`SET ${name} = ${quoted(value)}`);
    }
    const result = await session.queryAsync(text, { format: 'TabSeparated' });
    send(response, url, result.bytes());
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const code = /Code: (\d+)/.exec(message)?.[1] ?? '1000';
    response.writeHead(500, { 'x-clickhouse-exception-code': code });
    response.end(`Code: ${code}. ${message.replace(/^.*?(?=DB::)/s, '')}`);
  } finally {
    session.cleanup();
  }
}

function send(response: ServerResponse, url: URL, bytes: Uint8Array): void {
  const packed = url.searchParams.get('enable_http_compression') === '1';
  response.writeHead(200, {
    'x-clickhouse-summary': '{}',
    ...(packed ? { 'content-encoding': 'gzip' } : {}),
  });
  response.end(packed ? gzipSync(bytes) : Buffer.from(bytes));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  return (request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
}

const quoted = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function listen(folder: string): void {
  const server = createServer((request, response) => {
    answer(request, response, folder).catch((error: unknown) => response.destroy(error as Error));
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    console.log(typeof address === 'object' && address !== null ? address.port : '');
  });
  // An open connection keeps the store alive between requests.
  const kept = new Session(folder);
  server.once('close', () => kept.cleanup());
}

if (import.meta.main) listen(process.argv[2] ?? '');
