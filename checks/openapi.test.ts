/**
 * The public API changes only on purpose: its document is compared with `openapi.json` beside this
 * test. `UPDATE_GOLDEN=1 npx vitest run checks/openapi` writes it anew.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '../apps/server/src/testing/world.ts';

const golden = join(import.meta.dirname, 'openapi.json');
let world: World;
let text: string;

beforeAll(async () => {
  world = await openWorld();
  const answer = await world.request('/api/openapi.json');
  text = `${JSON.stringify(await answer.json(), undefined, 2)}\n`;
  if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(golden, text);
});
afterAll(() => world.close());

test('the OpenAPI document is the one that was agreed', () => {
  const agreed = existsSync(golden) ? readFileSync(golden, 'utf8') : '{}';
  expect(operations(text)).toEqual(operations(agreed));
  expect(JSON.parse(text)).toEqual(JSON.parse(agreed));
});

test('every operation says what it is for and who may call it', () => {
  const document = JSON.parse(text) as Document;
  const silent = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { summary, tags, security }]) => !summary || !tags?.length || !security)
      .map(([method]) => `${method} ${path}`),
  );
  expect(silent).toEqual([]);
});

type Operation = { summary?: string; tags?: string[]; security?: object[] };
type Document = { paths: Record<string, Record<string, Operation>> };

/** The short list first: a difference in it says most. */
function operations(document: string): readonly string[] {
  const { paths = {} } = JSON.parse(document) as Partial<Document>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
}
