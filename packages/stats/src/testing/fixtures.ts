/** Real data and expected values beside the project; where absent, one visible line and skipped tests. */
import { existsSync, readFileSync } from 'node:fs';

const folder = new URL('../../../../../shared/fixtures/', import.meta.url);
export const hasFixtures = existsSync(folder);
if (!hasFixtures) {
  if (process.env['CI'] === 'true') throw new Error('shared/fixtures is absent');
  console.warn('skipped: shared/fixtures is absent');
}

export const fixtureText = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

/** The file as `T`, which the test states and nothing checks. */
export const fixture = <T>(path: string): T => JSON.parse(fixtureText(path)) as T;
