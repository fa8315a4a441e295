/**
 * The test world: the whole app on real engines in this process, one per test file. Each test makes
 * its own project in it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose, type App, type Overrides } from '../compose.ts';
import { readConfig } from '../platform/config.ts';
import { createLog } from '../platform/log.ts';

export type World = {
  readonly app: App;
  readonly folder: string;
  /** A request to the app, without a socket; `path` begins with `/`. */
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly close: () => Promise<void>;
};

export type WorldOptions = Overrides & { readonly env?: Readonly<Record<string, string>> };

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-world-'));
  const config = readConfig({
    PORT: '0',
    TANDEM_DATA: folder,
    TANDEM_LOG_LEVEL: 'silent',
    ...options.env,
  });
  const app = await compose(config, { log: createLog('silent'), ...options });
  return {
    app,
    folder,
    request: async (path, init) => app.http.request(path, init),
    async close() {
      await app.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
