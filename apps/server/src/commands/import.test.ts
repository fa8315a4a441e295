/** The command line imports files, goes on after a break, and adds nothing twice. */
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askFunnel, createClient, listSignals, type FunnelQuestion } from '@tandem/contract';
import {
  privateKey,
  publicKey,
  startServer,
  type ServerProcess,
} from '../testing/server-process.ts';

const ecom = join(
  import.meta.dirname,
  '../../../../../shared/fixtures/ecom-clickstream/ecom.csv.gz',
);
const folder = mkdtempSync(join(tmpdir(), 'tandem-import-'));
let server: ServerProcess;
beforeAll(async () => {
  server = await startServer(join(folder, 'data'));
});
afterAll(async () => {
  server.signal('SIGTERM');
  await server.ended;
  rmSync(folder, { recursive: true, force: true });
});

function tandemImport(
  file: string,
  ...options: readonly string[]
): Promise<{ output: string; code: number }> {
  const args = [
    join(import.meta.dirname, 'tandem.ts'),
    'import',
    file,
    '--url',
    server.url,
    '--key',
    publicKey,
    ...options,
  ];
  return new Promise((done) => {
    execFile(process.execPath, args, (error, stdout, stderr) =>
      done({ output: stdout + (error === null ? '' : stderr), code: Number(error?.code ?? 0) }),
    );
  });
}
const call = () =>
  createClient<AbortSignal>({
    baseUrl: server.url,
    fetch,
    headers: { authorization: `Bearer ${privateKey}` },
  });
const params = { project: 1 };

const shop = [
  'product_view',
  'add_to_cart',
  'cart',
  'shipping_details',
  'payment_details',
  'purchase',
];
const question = (windowSeconds: number | null): FunnelQuestion => ({
  kind: 'funnel',
  steps: shop.map((event) => ({ event })),
  from: '2024-01-01',
  to: '2024-07-01',
  windowSeconds,
});
async function shopFunnel(windowSeconds: number | null): Promise<number[]> {
  const { steps } = await call()(askFunnel, { params, body: question(windowSeconds) });
  return steps.map(({ people }) => people);
}

if (!existsSync(ecom)) console.warn('SKIPPED: ../shared/fixtures/ecom-clickstream is not here');

test.skipIf(!existsSync(ecom) && process.env['CI'] !== 'true')(
  'a published click stream gives exactly the published funnel, imported once or twice',
  { timeout: 120_000 },
  async () => {
    const file = join(folder, 'ecom.csv.gz');
    copyFileSync(ecom, file);
    for (let round = 0; round < 2; round++) {
      const { output, code } = await tandemImport(file);
      expect(output).toContain('31106 accepted, 0 refused');
      expect(code).toBe(0);
      expect(await shopFunnel(null)).toEqual([598, 517, 429, 329, 222, 114]);
      expect(await shopFunnel(7 * 86_400)).toEqual([598, 487, 353, 210, 109, 40]);
    }
  },
);

test('reviews become signals; the same file again adds nothing', async () => {
  const file = join(folder, 'reviews.jsonl.gz');
  const reviews = Array.from({ length: 1500 }, (_, i) => ({
    review_id: `r-${i}`,
    review: `Review ${i}: the zip is stuck again`,
    stars: (i % 5) + 1,
    lang: 'en',
    date: '2026-03-01',
    version: '3.2',
  }));
  writeFileSync(file, gzipSync(reviews.map((one) => JSON.stringify(one)).join('\n')));
  const first = await tandemImport(file, '--kind', 'signals', '--source', 'app store');
  expect(first.output).toContain('1500 accepted, 0 refused');
  const again = await tandemImport(file, '--kind', 'signals', '--source', 'app store');
  expect(again.output).toContain('0 accepted, 1500 known already, 0 refused');
  const { total, sources } = await call()(listSignals, { params, query: { search: 'zip stuck' } });
  expect([total, sources]).toEqual([1500, [{ source: 'app store', count: 1500 }]]);
});

test('twenty years in no order are taken in whole', async () => {
  const file = join(folder, 'years.csv');
  const lines = Array.from({ length: 480 }, (_, i) => {
    const at = new Date(Date.UTC(2005, (i * 7) % 240, 3)).toISOString();
    return `years-${i},pressed,somebody,${at}`;
  });
  writeFileSync(file, ['id,event,distinctId,timestamp', ...lines].join('\n'));
  const { output, code } = await tandemImport(file);
  expect([code, output]).toEqual([0, expect.stringContaining('0 refused')]);
});

test('a broken line stops the import with its number; corrected, it goes on and counts once', async () => {
  const file = join(folder, 'late.csv');
  const line = (i: number, at = '2026-03-01 10:00:00') => `late-${i},pressed_late,${at}`;
  const lines = Array.from({ length: 2500 }, (_, i) => line(i));
  const write = (broken: string) =>
    writeFileSync(file, ['who,what,when', ...lines.with(2200, broken)].join('\n'));
  const map = ['--map', 'distinctId=who,event=what,timestamp=when'];
  write(line(2200, 'tomorrow-ish'));
  const stopped = await tandemImport(file, ...map);
  expect(stopped.output).toContain('Line 2202: "tomorrow-ish" is not a time');
  write(line(2200));
  expect((await tandemImport(file, ...map)).output).toContain('0 refused');
  const steps = [{ event: 'pressed_late' }, { event: 'pressed_late' }];
  const funnel: FunnelQuestion = {
    kind: 'funnel',
    steps,
    from: '2026-02-28',
    to: '2026-03-02',
    windowSeconds: null,
  };
  const answer = await call()(askFunnel, { params, body: funnel });
  expect(answer.steps.map(({ people }) => people)).toEqual([2500, 0]);
});

test.each([
  [
    'a quote inside of a value',
    'id,text\n1,fine\n2,=LINK("x")\n',
    'Line 3 is not CSV: a quote stands',
  ],
  ['text after a quote', 'id,text\n1,"fine" or not\n', 'Line 2 is not CSV: text follows'],
  ['a quote left open', 'id,text\n1,"fine\n2,lost\n', 'is not CSV: a quote is opened'],
])('CSV with %s is refused with the line of the file', async (_, content, message) => {
  const file = join(folder, 'broken.csv');
  writeFileSync(file, content);
  const { output, code } = await tandemImport(file, '--kind', 'signals');
  expect(code).not.toBe(0);
  expect(output).toContain(message);
  expect(output).not.toContain('    at ');
});

test('a file that only calls itself gzip is refused in words', async () => {
  const file = join(folder, 'plain.csv.gz');
  writeFileSync(file, 'id,text\n1,fine\n');
  const { output, code } = await tandemImport(file, '--kind', 'signals');
  expect(code).not.toBe(0);
  expect(output).toContain('is not gzip');
  expect(output).not.toContain('    at ');
});

test.each([
  ['a file that is not there', ['/nowhere/x.csv'], 'There is no file /nowhere/x.csv'],
  ['a folder', [folder, '--format', 'csv'], 'is not a file'],
  ['a server without http://', ['FILE', '--url', 'localhost:1'], 'Begin it with http://'],
  ['reviews sent as events', ['FILE', '--map', 'event=what'], '--kind signals'],
  [
    'an unknown column',
    ['FILE', '--map', 'event=nope,distinctId=who,timestamp=when'],
    'the file has no column "nope"',
  ],
  ['an unknown field', ['FILE', '--map', 'evnt=what'], 'there is no field "evnt"'],
  ['an unknown kind of file', ['FILE', '--format', 'xml'], 'csv|format'],
])('%s is refused in words', async (_, args, message) => {
  const file = join(folder, 'small.csv');
  writeFileSync(file, 'who,what,when\nann,pressed,2026-03-01');
  const [first, ...rest] = args.map((arg) => (arg === 'FILE' ? file : arg));
  const { output, code } = await tandemImport(first!, ...rest);
  expect(code).not.toBe(0);
  expect(output).toMatch(new RegExp(message));
  expect(output).not.toContain('    at ');
});
