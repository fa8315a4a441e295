/**
 * What browsers ask all day: the definitions, and a stream that says when they changed. Both are for
 * the public key. The text is ready, so an answer costs a look-up of the key and no more.
 */
import type { Context } from 'hono';
import { stream } from 'hono/streaming';
import { keyIn, type Access } from '../../access/index.ts';
import {
  answerPreflight,
  answerProblem,
  asProblem,
  corsHeaders,
  type Wire,
} from '../../platform/http.ts';
import type { Log } from '../../platform/log.ts';
import { Problem } from '../../platform/problem.ts';
import type { ProjectId } from '@tandem/contract';
import type { Definitions } from './reads.ts';

type Needs = {
  readonly definitions: Definitions;
  readonly access: Pick<Access, 'keyOf'>;
  readonly log: Log;
  /** Aborts when the server stops: a stream has no end of its own. */
  readonly stopping: AbortSignal;
};
/** Proxies end what says nothing for a minute. */
const heartbeatMs = 25_000;
/** Of one process: beyond it clients ask now and then instead. */
const maxStreams = 10_000;

export function definitionsWire(needs: Needs): Wire {
  let open = 0;
  return (app) => {
    app.options('/api/v1/flags', answerPreflight);
    app.options('/api/v1/flags/stream', answerPreflight);
    app.get('/api/v1/flags', (context) =>
      guarded(context, needs, (project) => serve(context, needs, project)),
    );
    app.get('/api/v1/flags/stream', (context) =>
      guarded(context, needs, async (project) => {
        if (open >= maxStreams) throw tooMany();
        open += 1;
        return tell(context, needs, project, () => (open -= 1));
      }),
    );
  };
}

async function serve(context: Context, needs: Needs, project: ProjectId): Promise<Response> {
  const { etag, body } = await needs.definitions.of(project);
  const headers = { ...corsHeaders(context.req.raw), etag, 'cache-control': 'private, no-cache' };
  if (context.req.header('if-none-match') === etag) return context.body(null, 304, headers);
  return context.body(body, 200, { ...headers, 'content-type': 'application/json' });
}

/** Server-sent events: the version now, and again at each change. */
function tell(
  context: Context,
  { definitions, stopping }: Needs,
  project: ProjectId,
  onEnd: () => void,
): Response {
  for (const [name, value] of Object.entries({
    ...corsHeaders(context.req.raw),
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })) {
    context.header(name, value);
  }
  return stream(context, async (out) => {
    const say = async () => {
      const { version } = await definitions.of(project);
      await out.write(`event: flags\ndata: {"version":${version}}\n\n`);
    };
    const unwatch = definitions.watch(project, () => void say().catch(() => out.abort()));
    const beat = setInterval(() => void out.write(':\n\n'), heartbeatMs);
    const over = Promise.withResolvers<void>();
    const end = () => over.resolve();
    out.onAbort(end);
    stopping.addEventListener('abort', end);
    if (stopping.aborted) end();
    try {
      await say();
      await over.promise;
    } finally {
      // The server outlives its streams: what listens to it is taken off again.
      stopping.removeEventListener('abort', end);
      clearInterval(beat);
      unwatch();
      onEnd();
    }
  });
}

async function guarded(
  context: Context,
  needs: Needs,
  work: (project: ProjectId) => Promise<Response>,
): Promise<Response> {
  try {
    const given = keyIn(context.req.raw) ?? context.req.query('key');
    const key = given === undefined ? undefined : await needs.access.keyOf(given);
    if (key === undefined) {
      throw new Problem('unauthenticated', 'The project key is missing or not known here.', {
        hint: 'Send the public key as ?key=... or as "Authorization: Bearer ...".',
      });
    }
    return await work(key.project);
  } catch (error) {
    return answerProblem(context, asProblem(error), needs.log, true);
  }
}

const tooMany = () =>
  new Problem('busy', 'This server holds as many streams as it may.', {
    hint: 'Ask for the definitions now and then instead.',
    retryAfterSeconds: 60,
  });
