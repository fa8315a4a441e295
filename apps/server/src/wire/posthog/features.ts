/**
 * Everything beside events that PostHog's clients ask for at start: configuration, flags, surveys.
 * What this wire does not carry is answered as empty or disabled, in their own forms, and counted; flags
 * are among it, though Tandem has them: its own SDK evaluates them.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Context } from 'hono';
import { corsHeaders, answerProblem, asProblem } from '../../platform/http.ts';
import { rooms } from '../../platform/body-room.ts';
import { Problem } from '../../platform/problem.ts';
import { object, text } from '../fields.ts';
import { answer, keyOfRequest, projectOf, type Needs } from './capture.ts';
import { decode } from './decode.ts';

/** The configuration under which their browser library captures and asks for nothing that is missing. */
const remoteConfig = {
  supportedCompression: ['gzip', 'gzip-js'],
  hasFeatureFlags: false,
  surveys: false,
  sessionRecording: false,
  heatmaps: false,
  autocapture_opt_out: false,
  capturePerformance: false,
  captureDeadClicks: false,
  autocaptureExceptions: false,
  siteApps: [],
  toolbarParams: {},
  isAuthenticated: false,
  defaultIdentifiedOnly: true,
};

export async function config(context: Context, needs: Needs): Promise<Response> {
  return guarded(context, needs, async () => {
    const token = context.req.param('token') ?? '';
    await projectOf(token, needs);
    if (!context.req.path.endsWith('.js')) return answer(context, { token, ...remoteConfig });
    const value = JSON.stringify({ config: { token, ...remoteConfig }, siteApps: [] });
    const name = JSON.stringify(token).replaceAll('<', String.raw`\u003c`);
    const script = `(window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{})[${name}]=${value.replaceAll('<', String.raw`\u003c`)};`;
    return context.body(script, 200, {
      ...corsHeaders(context.req.raw),
      'content-type': 'text/javascript; charset=utf-8',
    });
  });
}

/** `/flags/?v=2` and the older `/decide`: an answer without flags. */
export async function flags(context: Context, needs: Needs): Promise<Response> {
  return guarded(context, needs, async () => {
    const body =
      context.req.method === 'POST'
        ? await rooms.strangers.hold(async (place) => object(await decode(context.req.raw, place)))
        : {};
    await projectOf(text(body['token']) ?? text(body['api_key']) ?? keyOfRequest(context), needs);
    const { newId, clock } = needs.platform;
    const common = {
      errorsWhileComputingFlags: false,
      requestId: newId(),
      evaluatedAt: clock.now().getTime(),
    };
    const asked = context.req.query('config') === 'true' || context.req.path.startsWith('/decide');
    const version = Number(context.req.query('v') ?? '1');
    const answered =
      version >= 2 && context.req.path.startsWith('/flags')
        ? { ...common, flags: {} }
        : { ...common, featureFlags: version === 1 ? [] : {}, featureFlagPayloads: {} };
    return answer(context, asked ? { ...remoteConfig, ...answered } : answered);
  });
}

/** Definitions for evaluation on a server: needs a private key, as with them. */
export async function definitions(context: Context, needs: Needs): Promise<Response> {
  return guarded(context, needs, async () => {
    const given = /^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
    const key = given === undefined ? undefined : await needs.access.keyOf(given);
    if (key === undefined) {
      throw new Problem('unauthenticated', 'Flag definitions need a private key.', {
        hint: 'Make one under Settings, Keys with the scope "read".',
      });
    }
    if (key.kind !== 'private' || !key.scopes.includes('read')) {
      throw new Problem('forbidden', 'This key may not read flag definitions.', {
        hint: 'Use a private key with the scope "read".',
      });
    }
    const etag = '"no-flags"';
    if (context.req.header('if-none-match') === etag) return context.body(null, 304, { etag });
    return answer(context, { flags: [], group_type_mapping: {}, cohorts: {} }, { etag });
  });
}

/** A list of things that do not exist yet, in their form. */
export const emptyList = (body: object) => (context: Context, needs: Needs) =>
  guarded(context, needs, async () => {
    await projectOf(keyOfRequest(context), needs);
    return answer(context, body);
  });

/** Parts that are switched off: taken, counted, dropped; no client tries again. */
export const disabled =
  (part: string) =>
  async (context: Context, { platform, access, capture }: Needs) => {
    platform.meters.disabled.inc({ wire: 'posthog', part });
    // Only a token beside the body is looked at: what is dropped is not worth unpacking.
    const token = keyOfRequest(context);
    const key = token === undefined ? undefined : await access.keyOf(token);
    if (key !== undefined) await capture.refuse(key.project, 'posthog', { part });
    await context.req.raw.body?.cancel();
    return answer(context, { status: 1, quota_limited: [part] });
  };

/** Their own scripts, where posthog-js is installed beside the server. */
export async function script(context: Context): Promise<Response> {
  const name =
    context.req.path
      .split('/')
      .at(-1)
      ?.replace(/[^\w.-]/g, '') ?? '';
  const file = join(posthogFolder() ?? '', name);
  if (posthogFolder() === undefined || !name.endsWith('.js') || !existsSync(file)) {
    return context.json(
      { error: 'Not served here; bundle posthog-js with the page.' },
      404,
      corsHeaders(context.req.raw),
    );
  }
  return context.body(await readFile(file, 'utf8'), 200, {
    ...corsHeaders(context.req.raw),
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=3600',
  });
}

function posthogFolder(): string | undefined {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('posthog-js/package.json')), 'dist');
  } catch {
    return undefined;
  }
}

async function guarded(
  context: Context,
  { platform }: Needs,
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    return answerProblem(context, asProblem(error), platform.log, true);
  }
}
