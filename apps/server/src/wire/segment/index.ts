/**
 * Segment's HTTP API and the endpoints of its browser library, as its clients expect them. Answers
 * have no room for single events: what policy refuses is counted in the live view.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Context } from 'hono';
import { keyIn, type Access, type KnownKey } from '../../access/index.ts';
import { browserOf, type Batch, type Capture } from '../../capture/index.ts';
import { ingestBody, readJson } from '../../platform/body.ts';
import { rooms } from '../../platform/body-room.ts';
import {
  answerPreflight,
  answerProblem,
  asProblem,
  corsHeaders,
  ipOf,
  type Wire,
} from '../../platform/http.ts';
import type { Platform } from '../../platform/platform.ts';
import { Problem } from '../../platform/problem.ts';
import { instantOf, isObject, object, text } from '../fields.ts';
import { fromSegment, messageTypes, type MessageType } from './translate.ts';

type Needs = {
  readonly platform: Platform;
  readonly access: Pick<Access, 'keyOf'>;
  readonly capture: Capture;
};
type Sent = { readonly type?: MessageType; readonly historical?: boolean };

const letters: Readonly<Record<string, MessageType>> = {
  t: 'track',
  p: 'page',
  s: 'screen',
  i: 'identify',
  g: 'group',
  a: 'alias',
};

export function segmentWire(needs: Needs): Wire {
  return (app) => {
    const post = (path: string, sent: Sent) => {
      app.options(path, answerPreflight);
      app.post(path, (context) => receive(context, needs, sent));
    };
    for (const type of messageTypes) post(`/v1/${type}`, { type });
    for (const [letter, type] of Object.entries(letters)) post(`/v1/${letter}`, { type });
    post('/v1/batch', {});
    post('/v1/b', {});
    post('/v1/import', { historical: true });
    app.options('/v1/m', answerPreflight);
    app.post('/v1/m', (context) => {
      needs.platform.meters.disabled.inc({ wire: 'segment', part: 'metrics' });
      return answer(context, { success: true });
    });
    app.get('/v1/projects/:key/settings', (context) => settings(context, needs));
    app.get('/analytics.js/v1/:key/analytics.min.js', (context) => library(context));
  };
}

async function receive(context: Context, needs: Needs, sent: Sent): Promise<Response> {
  const { log } = needs.platform;
  try {
    const request = context.req.raw;
    const early = keyIn(request) === undefined ? undefined : await senderOf(request, {}, needs);
    return await (early === undefined ? rooms.strangers : rooms.senders).hold(async (place) => {
      const body = await readJson(request, ingestBody, place);
      const messages = messagesIn(body, sent);
      const key = early ?? (await senderOf(request, body, needs));
      const batch = batchOf(context, needs, object(body), { ...sent, messages });
      await needs.capture.take(key.project, { ...batch, isTrusted: key.kind === 'private' });
      return answer(context, { success: true });
    });
  } catch (error) {
    return answerProblem(context, asProblem(error), log, true);
  }
}

/**
 * The messages of a call. Segment's own limits (32 KB an event, 500 KB a batch) are not ours: its
 * clients drop what they are refused, so the limits of capture and of the body hold here as well.
 */
function messagesIn(body: unknown, sent: Sent): readonly unknown[] {
  if (!isObject(body)) {
    throw new Problem('invalid', 'The body is not a JSON object.', {
      hint: 'Send one message, or { "batch": [...] } to /v1/batch.',
    });
  }
  if (sent.type !== undefined) return [body];
  const { batch } = body as { batch?: unknown };
  if (!Array.isArray(batch)) {
    throw new Problem('invalid', 'batch: must be a list of messages.', {
      hint: 'Send { "batch": [...] }.',
    });
  }
  return batch;
}

function batchOf(
  context: Context,
  { platform }: Needs,
  body: Readonly<Record<string, unknown>>,
  sent: Sent & { readonly messages: readonly unknown[] },
): Batch {
  return {
    ...browserOf(context.req.raw),
    source: 'segment',
    receivedAt: platform.clock.now(),
    sentAt: instantOf(body['sentAt']),
    historical: sent.historical,
    ip: ipOf(context, platform.config.trustProxy),
    events: sent.messages.map((message) => fromSegment(message, sent.type)),
  };
}

async function senderOf(request: Request, body: unknown, { access }: Needs): Promise<KnownKey> {
  const given =
    keyIn(request) ?? text(object(body)['writeKey']) ?? firstWriteKey(object(body)['batch']);
  const key = given === undefined ? undefined : await access.keyOf(given);
  if (key !== undefined && (key.kind === 'public' || key.scopes.includes('send'))) return key;
  throw new Problem('unauthenticated', 'The write key is not known here, or may not send.', {
    hint: 'Use the public key of the project as the write key.',
  });
}

const firstWriteKey = (batch: unknown): string | undefined =>
  Array.isArray(batch) ? text(object(batch[0])['writeKey']) : undefined;

/** Settings of the browser library: it sends here, and its own metrics nowhere. */
async function settings(context: Context, { platform, access }: Needs): Promise<Response> {
  const given = context.req.param('key') ?? '';
  const key = await access.keyOf(given);
  if (key === undefined) {
    return answerProblem(
      context,
      new Problem('not_found', 'The write key is not known here.', {
        hint: 'Settings, Keys holds the key of each project.',
      }),
      platform.log,
      true,
    );
  }
  const { protocol, host } = new URL(context.req.url);
  const forwarded = platform.config.trustProxy
    ? context.req.header('x-forwarded-proto')
    : undefined;
  return answer(context, {
    integrations: {
      'Segment.io': {
        apiKey: given,
        apiHost: `${host}/v1`,
        protocol: forwarded ?? protocol.replace(':', ''),
        addBundledMetadata: true,
        unbundledIntegrations: [],
        bundledIntegrations: [],
      },
    },
    metrics: { sampleRate: 0 },
    plan: {},
    edgeFunction: {},
    remotePlugins: [],
  });
}

/** The library itself, where it is installed beside the server. */
function library(context: Context): Response {
  const require = createRequire(import.meta.url);
  try {
    const file = require.resolve('@segment/analytics-next/dist/umd/standalone.js');
    if (existsSync(file)) {
      return context.body(readFileSync(file, 'utf8'), 200, {
        'content-type': 'text/javascript; charset=utf-8',
      });
    }
  } catch {
    // Not installed: the page has to bring it.
  }
  return context.json(
    { error: 'The library is not served here; install @segment/analytics-next.' },
    404,
  );
}

function answer(context: Context, body: object): Response {
  return context.json(body, 200, { ...corsHeaders(context.req.raw), 'cache-control': 'no-store' });
}
