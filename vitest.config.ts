import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './scripts/longest-first.ts';
import { seedOf } from './scripts/seed.ts';

// Inherited by the forks; see apps/server/src/platform/threads.ts.
process.env['UV_THREADPOOL_SIZE'] ??= '16';

// Inherited too: one seed for all tests that draw their cases.
process.env['TANDEM_TEST_SEED'] = String(seedOf(process.env['TANDEM_TEST_SEED']));

export default defineConfig({
  test: {
    // chDB crashes in worker threads, and holds one data folder per process.
    pool: 'forks',
    // One more than cores, since a test often waits for an engine's thread or a browser; a test world
    // takes about half a gigabyte, so not many more.
    maxWorkers: Math.min(4, availableParallelism() + 1),
    sequence: { sequencer: LongestFirst },
    globalSetup: ['apps/server/src/testing/records-template.ts'],
    include: [
      '{packages,apps}/**/*.test.ts',
      'checks/**/*.test.ts',
      'bench/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
