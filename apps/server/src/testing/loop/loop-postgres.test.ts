/** The same commands on a real PostgreSQL, whose transactions and rows are not quite PGlite's. */
import { startPostgres, type TestPostgres } from '../postgres.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drive } from './drive.ts';
import { seed, seedWords, sequencesOf } from './run.ts';

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

const sequences = sequencesOf(200);

test(
  `random commands keep the invariants on PostgreSQL (${seedWords})`,
  { timeout: 1_800_000 },
  async () => {
    const env = { TANDEM_DATABASE_URL: await server.database('loop') };
    const { taken, seconds } = await drive({ sequences, seed: seed + 2, env });
    console.log(
      `loop on PostgreSQL: ${sequences} sequences, ${Math.round(seconds)} s, ${seedWords}`,
    );
    expect(taken.size).toBeGreaterThan(0);
  },
);
