import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // chDB crashes in worker threads, and holds one data folder per process.
    pool: 'forks',
    include: [
      '{packages,apps}/**/*.test.ts',
      'checks/**/*.test.ts',
      'bench/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
