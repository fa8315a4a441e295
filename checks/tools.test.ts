/** The tools that `npm run check` calls are set up so that they can fail. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from './sources.ts';

const folder = mkdtempSync(join(root, 'node_modules/.tandem-tools-'));

function run(command: string, words: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(join(root, 'node_modules/.bin', command), words, { cwd: root }, (error, out, err) =>
      resolve(error === null ? '' : out + err),
    );
  });
}
function write(name: string, text: string): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const lines = (count: number, text: string) => `${text}\n`.repeat(count);
const config = write('oxlint.json', '{}');

beforeAll(async () => {
  // The real rules without the paths they ignore, since the bad files stand below node_modules.
  const { default: rules } = await import('../.oxlintrc.json', { with: { type: 'json' } });
  const { $schema: _schema, ignorePatterns: _ignored, options: _options, ...rest } = rules;
  writeFileSync(config, JSON.stringify(rest));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  [
    'max-lines-per-function',
    `export function f(): void {\n${lines(61, '  g();')}}\nfunction g(): void {}\n`,
  ],
  ['max-lines', lines(401, 'export {};')],
  ['max-params', `export const f = (a: 1, b: 1, c: 1, d: 1, e: 1) => [a, b, c, d, e];\n`],
  ['no-explicit-any', `export const f = (a: any): unknown => a;\n`],
  ['no-default-export', `export default 1;\n`],
  ['consistent-type-imports', `import { T } from './t.ts';\nexport const f = (t: T): T => t;\n`],
])('oxlint refuses: %s', async (rule, text) => {
  const file = write(`${rule}.ts`, text);
  expect(await run('oxlint', ['-c', config, '--no-ignore', file])).toContain(rule);
});

test('oxfmt refuses a file that is not formatted', async () => {
  const file = write('format.ts', 'export const   a = {b:1}\n');
  expect(await run('oxfmt', ['--check', '--with-node-modules', file])).toContain('format.ts');
});

test.each([
  ['exactOptionalPropertyTypes', 'export const a: { b?: number } = { b: undefined };\n'],
  ['noUncheckedIndexedAccess', 'export const a = (b: number[]): number => b[0];\n'],
  ['erasableSyntaxOnly', 'export enum A {\n  B,\n}\n'],
])('the compiler refuses: %s', async (name, text) => {
  const file = write(`${name}.ts`, text);
  const project = write(
    `${name}.json`,
    JSON.stringify({
      extends: join(root, 'tsconfig.base.json'),
      compilerOptions: { outDir: join(folder, 'out') },
      files: [file],
    }),
  );
  expect(await run('tsc', ['--project', project])).toContain('error TS');
});
