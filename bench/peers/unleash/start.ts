/** Started as a process of its own: Unleash as its documentation says, with sign-in switched off. */
import { createRequire } from 'node:module';

type Start = (options: object) => Promise<{ stop: () => Promise<void> }>;
const { start } = createRequire(import.meta.url)('unleash-server') as { start: Start };

process.env['NODE_ENV'] = 'production';
const server = await start({
  databaseUrl: process.env['UNLEASH_DATABASE'],
  db: { ssl: false },
  server: { port: Number(process.env['PORT']), host: '127.0.0.1' },
  logLevel: 'error',
  versionCheck: { enable: false },
  telemetry: false,
  authentication: {
    type: 'none',
    initApiTokens: [
      {
        environment: 'development',
        project: '*',
        secret: process.env['UNLEASH_TOKEN'],
        type: 'client',
        tokenName: 'benchmark',
      },
    ],
  },
});
process.on('SIGTERM', () => void server.stop().finally(() => process.exit(0)));
