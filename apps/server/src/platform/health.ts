/** What operators ask: is the process alive, can it serve, what do its meters say. */
import { timingSafeEqual } from 'node:crypto';
import { answerProblem, type Wire } from './http.ts';
import type { Platform } from './platform.ts';
import { Problem } from './problem.ts';

const patienceMs = 3000;

/** `/healthz`, `/readyz` and `/metrics`. */
export function healthWire(platform: Platform, isStopping: () => boolean): Wire {
  return (app) => {
    app.get('/healthz', (context) => context.json({ status: 'ok' }));
    app.get('/readyz', async (context) => {
      if (isStopping()) return context.json({ status: 'stopping' }, 503);
      const [events, records] = await Promise.all([
        answers(platform.events.ping()),
        answers(platform.records.ping()),
      ]);
      const ready = events === 'ok' && records === 'ok';
      return context.json({ status: ready ? 'ok' : 'waiting', events, records }, ready ? 200 : 503);
    });
    app.get('/metrics', async (context) => {
      if (!mayRead(context.req.header('authorization'), platform.config.metricsToken)) {
        return answerProblem(context, refused(), platform.log);
      }
      platform.meters.queuedBytes.set(platform.events.queuedBytes);
      const text = await platform.meters.registry.metrics();
      return context.text(text, 200, { 'content-type': platform.meters.registry.contentType });
    });
  };
}

/** 'ok', or why not; a store that stays silent counts as not ready. */
async function answers(ping: Promise<void>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('no answer'), patienceMs);
  });
  const asked = ping.then(
    () => 'ok',
    (error: unknown) => (error instanceof Problem ? error.code : 'failed'),
  );
  return Promise.race([asked, tooLate]).finally(() => clearTimeout(timer));
}

function mayRead(authorization: string | undefined, token: string | undefined): boolean {
  if (token === undefined) return true;
  const given = Buffer.from(authorization ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const refused = () =>
  new Problem('unauthenticated', 'The meters are for whoever knows TANDEM_METRICS_TOKEN.', {
    hint: 'Send it as "Authorization: Bearer TOKEN".',
  });
