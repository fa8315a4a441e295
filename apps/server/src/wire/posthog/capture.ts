/** The endpoints that take events: `/e`, `/batch`, `/capture` and their kin, and the v1 form. */
import type { Context } from 'hono';
import type { EventAnswer, ProjectId } from '@tandem/contract';
import { keyIn, type Access, type KnownKey } from '../../access/index.ts';
import { browserOf, type Batch, type Capture } from '../../capture/index.ts';
import { rooms, type Place } from '../../platform/body-room.ts';
import { answerProblem, asProblem, corsHeaders, ipOf } from '../../platform/http.ts';
import type { Platform } from '../../platform/platform.ts';
import { Problem } from '../../platform/problem.ts';
import { instantOf, object, text } from '../fields.ts';
import { decode } from './decode.ts';
import { deliveryIn, fromPosthog, tokenOf } from './translate.ts';

export type Needs = {
  readonly platform: Platform;
  readonly access: Pick<Access, 'keyOf'>;
  readonly capture: Capture;
};

/** Answers as their server does: `{"status":1}`, or nothing where a beacon would not read it. */
export async function receive(context: Context, needs: Needs): Promise<Response> {
  return rooms.strangers
    .hold((place) => receiveIn(place, context, needs))
    .catch((error: unknown) => answerProblem(context, asProblem(error), needs.platform.log, true));
}

async function receiveIn(place: Place, context: Context, needs: Needs): Promise<Response> {
  const { searchParams } = new URL(context.req.url);
  const body = await decode(context.req.raw, place);
  const delivery = deliveryIn(body, searchParams);
  const { key, token } = await ownerOf(delivery.tokens, context, needs);
  const receivedAt = needs.platform.clock.now();
  await needs.capture.take(key.project, {
    ...shared(context, needs, receivedAt),
    isTrusted: key.kind === 'private',
    sentAt: delivery.sentAt,
    historical: delivery.historical,
    events: delivery.events.map((event) =>
      isAnothers(event, token)
        ? { malformed: 'token: is of another project than the rest', id: null }
        : fromPosthog(event),
    ),
  });
  if (searchParams.get('beacon') === '1')
    return context.body(null, 204, corsHeaders(context.req.raw));
  return answer(context, { status: 1 });
}

/** The first token that is known here: one odd event in a list does not speak for the others. */
async function ownerOf(
  tokens: readonly string[],
  context: Context,
  needs: Needs,
): Promise<{ key: KnownKey; token: string | undefined }> {
  for (const token of tokens) {
    const key = await senderOf(token, needs);
    if (key !== undefined) return { key, token: tokens.length > 1 ? token : undefined };
  }
  const key = await keyOf(tokens.length === 0 ? keyOfRequest(context) : undefined, needs);
  return { key, token: undefined };
}

/** In a list whose events name several projects, only those of the one that was found are its own. */
function isAnothers(event: unknown, token: string | undefined): boolean {
  if (token === undefined) return false;
  const own = tokenOf(object(event));
  return own !== undefined && own !== token;
}

/** `POST /i/v1/analytics/events`: each event gets its own result, under its uuid. */
export async function receiveV1(context: Context, needs: Needs): Promise<Response> {
  const requestId = context.req.header('posthog-request-id');
  const named = requestId === undefined ? {} : { 'posthog-request-id': requestId };
  try {
    const key = await keyOf(keyOfRequest(context), needs);
    const results = await rooms.senders.hold(async (place) =>
      takeV1(object(await decode(context.req.raw, place)), key, { context, needs }),
    );
    return answer(context, { results }, named);
  } catch (error) {
    const refused = answerProblem(context, asProblem(error), needs.platform.log, true);
    for (const [name, value] of Object.entries(named)) refused.headers.set(name, value);
    return refused;
  }
}

async function takeV1(
  body: Readonly<Record<string, unknown>>,
  key: KnownKey,
  { context, needs }: { readonly context: Context; readonly needs: Needs },
): Promise<Record<string, ReturnType<typeof resultOf>>> {
  const events = Array.isArray(body['batch']) ? (body['batch'] as unknown[]) : undefined;
  if (events === undefined) {
    throw new Problem('invalid', 'batch: must be a list of events.', {
      hint: 'Send { "batch": [...] }.',
    });
  }
  const sent = context.req.header('posthog-request-timestamp');
  const answers = await needs.capture.take(key.project, {
    ...shared(context, needs, needs.platform.clock.now()),
    isTrusted: key.kind === 'private',
    sentAt: instantOf(sent) ?? instantOf(body['created_at']),
    historical: body['historical_migration'] === true,
    events: events.map((event) => fromPosthog(withOptions(event))),
  });
  return Object.fromEntries(answers.map((one, i) => [one.id ?? `#${i}`, resultOf(one)]));
}

/** The v1 form says beside the properties what the older one says inside them. */
function withOptions(event: unknown): unknown {
  const outer = object(event);
  const options = object(outer['options']);
  const extra = {
    ...(outer['session_id'] === undefined ? {} : { $session_id: outer['session_id'] }),
    ...(outer['window_id'] === undefined ? {} : { $window_id: outer['window_id'] }),
    ...(options['cookieless_mode'] === true ? { $cookieless_mode: true } : {}),
  };
  return { ...outer, properties: { ...object(outer['properties']), ...extra } };
}

function resultOf({ status, reason, detail }: EventAnswer): { result: string; details?: string } {
  return status === 'accepted'
    ? { result: 'ok' }
    : { result: 'drop', details: detail ?? reason ?? 'refused' };
}

const shared = (
  context: Context,
  { platform }: Needs,
  receivedAt: Date,
): Omit<Batch, 'events'> => ({
  ...browserOf(context.req.raw),
  source: 'posthog',
  receivedAt,
  ip: ipOf(context, platform.config.trustProxy),
});

/** Bearer token, or `token` / `api_key` in the query. */
export function keyOfRequest(context: Context): string | undefined {
  return (
    keyIn(context.req.raw) ?? text(context.req.query('token')) ?? text(context.req.query('api_key'))
  );
}

async function senderOf(token: string, { access }: Needs): Promise<KnownKey | undefined> {
  const key = await access.keyOf(token);
  const maySend = key !== undefined && (key.kind === 'public' || key.scopes.includes('send'));
  return maySend ? key : undefined;
}

export async function projectOf(token: string | undefined, needs: Needs): Promise<ProjectId> {
  return (await keyOf(token, needs)).project;
}

async function keyOf(token: string | undefined, needs: Needs): Promise<KnownKey> {
  const key = token === undefined ? undefined : await senderOf(token, needs);
  if (key !== undefined) return key;
  throw new Problem(
    'unauthenticated',
    'The project token is missing, not known here, or may not send.',
    {
      hint: 'Use the public key of the project as the token.',
    },
  );
}

export function answer(
  context: Context,
  body: object,
  headers: Record<string, string> = {},
): Response {
  return context.json(body, 200, {
    ...corsHeaders(context.req.raw),
    'cache-control': 'no-store',
    ...headers,
  });
}
