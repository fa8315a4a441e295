/** Starts the server: `node apps/server/src/main.ts`. */
import { serve, type ServerType } from '@hono/node-server';
import { compose, type App } from './compose.ts';
import { readConfig } from './platform/config.ts';
import { lockFolder } from './platform/lock.ts';
import { Problem } from './platform/problem.ts';

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `Tandem needs Node 24 or later; this is ${process.version}. Start it with "npm start".`,
  );
  process.exit(1);
}

try {
  await run();
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(
    `Tandem did not start. ${error.message}${error.hint === undefined ? '' : `\n${error.hint}`}`,
  );
  process.exit(1);
}

async function run(): Promise<void> {
  const config = readConfig(process.env);
  const lock = await lockFolder(config.dataFolder);
  const app = await compose(config);
  await app.start();
  const server = await listen(app, config.host, config.port);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  lock.announce(`http://${config.host}:${port}`);
  app.platform.log.info({ port, data: config.dataFolder }, `Tandem is at http://localhost:${port}`);

  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    app.platform.log.info({ signal }, 'stopping: finishing what is in flight');
    await close(server);
    await app.stop();
    await lock.release();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
}

function listen(app: App, hostname: string, port: number): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.http.fetch, hostname, port }, () => resolve(server));
    server.once('error', reject);
  });
}

/** Takes no new connection and waits for the answers under way. */
function close(server: ServerType): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}
