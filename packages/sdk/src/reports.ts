/** What a page says of a message: kept on the device until the server has heard it, in order. */
import type { Core } from './core.ts';

export interface Reports {
  /** Keeps it, and sends all that waits; resolves when they were heard or one was not. */
  say(path: string, body: Readonly<Record<string, unknown>>): Promise<void>;
  send(): Promise<void>;
}

type Waiting = { readonly path: string; readonly body: Readonly<Record<string, unknown>> };

export function createReports(core: Core): Reports {
  const name = `${core.prefix}told`;
  let memory: readonly Waiting[] = [];
  let running: Promise<void> | undefined;

  const waiting = (): readonly Waiting[] => {
    try {
      return JSON.parse(core.store?.get(name) ?? 'null') ?? memory;
    } catch {
      return memory;
    }
  };
  const keep = (all: readonly Waiting[]) => {
    memory = all;
    try {
      core.store?.set(name, JSON.stringify(all));
    } catch {
      // No room on the device: the memory holds it for this page.
    }
  };

  async function run(): Promise<void> {
    for (let tries = 0; tries < 5;) {
      const [first] = waiting();
      if (first === undefined) return;
      const { status } = await core.post(`/api/v1/messages/${first.path}`, first.body);
      if (status === 0 || status === 429 || status >= 500) {
        tries += 1;
        await new Promise((done) => setTimeout(done, 1000 * 2 ** tries));
        continue;
      }
      // Another tab may have heard the same answer and added more meanwhile.
      const heard = JSON.stringify(first);
      keep(waiting().filter((one) => JSON.stringify(one) !== heard));
    }
  }
  const send = () => (running ??= run().finally(() => (running = undefined)));

  return {
    say(path, body) {
      keep([...waiting(), { path, body }]);
      return send();
    },
    send,
  };
}
