/** Starts the server: `node apps/server/src/main.ts`. */
import './platform/threads.ts';
import { serve, type ServerType } from '@hono/node-server';
import { compose, type App } from './compose.ts';
import { readConfig } from './platform/config.ts';
import { lockFolder, type Lock } from './platform/lock.ts';
import { Problem } from './platform/problem.ts';

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `Tandem needs Node 24 or later; this is ${process.version}. Start it with "npm start".`,
  );
  process.exit(1);
}

/** A stop that takes longer than this is ended: service managers wait half a minute. */
const stopWithinMs = 20_000;
/** npm and a terminal both pass Ctrl-C on; only a later signal is a second wish. */
const secondSignalAfterMs = 1000;

try {
  await run();
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(`Tandem did not start. ${error.message}\n${error.hint}`);
  process.exit(1);
}

async function run(): Promise<void> {
  const config = readConfig(process.env);
  const lock = await lockFolder(config.dataFolder);
  const app = await compose(config);
  await app.start();
  const server = await listen(app, config.host, config.port);
  stopOnSignals({ app, server, lock });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  lock.announce(`http://${config.host}:${port}`);
  const where = `Tandem is at http://localhost:${port}`;
  app.platform.log.info({ port, data: config.dataFolder }, where);
  // Somebody at a terminal looks for the address, not for a record of it.
  if (process.stdout.isTTY) console.log(`\n  ${where}\n`);
}

type Running = { readonly app: App; readonly server: ServerType; readonly lock: Lock };

function stopOnSignals(running: Running): void {
  let stoppingSince: number | undefined;
  const onSignal = (signal: string): void => {
    if (stoppingSince === undefined) {
      stoppingSince = performance.now();
      void stop(running, signal);
    } else if (performance.now() - stoppingSince > secondSignalAfterMs) {
      running.app.platform.log.warn({ signal }, 'stopped at once, as asked twice');
      process.exit(1);
    }
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

/** Finishes what is in flight: answers under way, groups being written, jobs, both stores. */
async function stop({ app, server, lock }: Running, signal: string): Promise<void> {
  const { log } = app.platform;
  log.info({ signal }, 'stopping: finishing what is in flight');
  setTimeout(() => {
    log.error('something did not end in time: stopped without it');
    process.exit(1);
  }, stopWithinMs).unref();
  app.prepareStop();
  try {
    await close(server);
    await app.stop();
    await lock.release();
    log.info('stopped');
    process.exit(0);
  } catch (error) {
    log.error({ err: error }, 'stopping failed');
    process.exit(1);
  }
}

function listen(app: App, hostname: string, port: number): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.http.fetch, hostname, port }, () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portTaken(port) : error),
    );
  });
}

function portTaken(port: number): Problem {
  return new Problem('conflict', `Port ${port} is taken by another program.`, {
    hint: 'Stop that one, or choose another port: PORT=4101 npm start',
  });
}

/** Takes no new connection, waits for the answers under way, and ends connections that are idle. */
function close(server: ServerType): Promise<void> {
  return new Promise((done) => {
    const endIdle = () => 'closeIdleConnections' in server && server.closeIdleConnections();
    const sweep = setInterval(endIdle, 50);
    server.close(() => {
      clearInterval(sweep);
      done();
    });
    endIdle();
  });
}
