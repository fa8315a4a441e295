/**
 * HTTP: endpoints of the contract become routes here, in one place that parses, asks the gate who
 * calls, runs the handler and turns every error into `application/problem+json`.
 */
import { randomUUID } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context as HonoContext } from 'hono';
import type {
  Access,
  Answer,
  Endpoint,
  ProjectId,
  Request as Parsed,
  Role,
} from '@tandem/contract';
import { z } from 'zod';
import { asking } from './asking.ts';
import { ingestBody, readJson, smallBody } from './body.ts';
import { rooms } from './body-room.ts';
import type { Log } from './log.ts';
import { noSuch, Problem, problemBody, problemStatus, wordsOfIssue } from './problem.ts';

/** Who calls, as the gate found out. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'user';
      readonly id: string;
      readonly name: string;
      readonly email: string;
      readonly workspace: number;
      readonly role: Role;
    }
  | {
      readonly kind: 'key';
      readonly id: string;
      readonly name: string;
      readonly isPrivate: boolean;
    };

export type Admission = { readonly caller: Caller; readonly project: ProjectId | undefined };

/** Lets a call in, or throws: `unauthenticated`, `forbidden` or `not_found`. */
export type Gate = (
  access: Access,
  call: {
    readonly request: Request;
    readonly params: Readonly<Record<string, unknown>>;
    readonly body: unknown;
  },
) => Promise<Admission>;

export type Call<E extends Endpoint> = Parsed<E> & {
  readonly caller: Caller;
  /** The project of a `project` or `ingest` endpoint. */
  readonly project: ProjectId;
  readonly request: Request;
  readonly ip: string;
  /** Response headers to set. */
  readonly headers: Headers;
};
export type Route = {
  readonly endpoint: Endpoint;
  readonly handle: (call: Call<Endpoint>) => Promise<unknown>;
};

/** Binds an endpoint to what answers it. */
export function route<const E extends Endpoint>(
  endpoint: E,
  handle: (call: Call<E>) => Promise<Answer<E>>,
): Route {
  return { endpoint, handle: handle as unknown as Route['handle'] };
}

/** A part of the server that speaks another protocol: it mounts its own paths. */
export type Wire = (app: OpenAPIHono) => void;

export type HttpOptions = {
  readonly routes: readonly Route[];
  readonly wires: readonly Wire[];
  readonly gate: Gate;
  readonly log: Log;
  readonly trustProxy: boolean;
  /** Called after each answer; `path` is the pattern, not the URL. */
  readonly onAnswer?: (answer: { path: string; status: number; seconds: number }) => void;
};

export function createHttp(options: HttpOptions): OpenAPIHono {
  const app = new OpenAPIHono();
  app.onError((error, context) => answerProblem(context, asProblem(error), options.log));
  app.notFound((context) =>
    answerProblem(
      context,
      new Problem('not_found', `There is nothing at ${context.req.path}.`, {
        hint: 'The reference at /api/docs lists what there is.',
      }),
      options.log,
    ),
  );
  for (const one of options.routes) mount(app, one, options);
  for (const wire of options.wires) wire(app);
  return app;
}

function mount(app: OpenAPIHono, one: Route, options: HttpOptions): void {
  const { endpoint } = one;
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1');
  const method = endpoint.method.toUpperCase();
  const isIngest = endpoint.access.kind === 'ingest';
  if (isIngest) app.options(path, answerPreflight);
  app.on(method, path, async (context) => {
    const began = performance.now();
    const response = await asking(`${method} ${endpoint.path}`, () =>
      answer(context, one, options),
    ).catch((error: unknown) => answerProblem(context, asProblem(error), options.log, isIngest));
    options.onAnswer?.({
      path: endpoint.path,
      status: response.status,
      seconds: (performance.now() - began) / 1000,
    });
    return response;
  });
  app.openAPIRegistry.registerPath(documented(endpoint));
}

/** Who calls is asked before the body is read, unless only the body can tell. */
async function answer(context: HonoContext, one: Route, { gate, trustProxy }: HttpOptions) {
  const { endpoint, handle } = one;
  const request = context.req.raw;
  const ingest = endpoint.access.kind === 'ingest';
  const params = check(endpoint.params, context.req.param(), 'path');
  const admit = (body: unknown) => gate(endpoint.access, { request, params: params ?? {}, body });
  const isTold = !ingest || /^(?:bearer|basic) ./i.test(request.headers.get('authorization') ?? '');
  const early = isTold ? await admit(undefined) : undefined;
  const isKnown = early !== undefined && early.caller.kind !== 'anonymous';
  return (isKnown ? rooms.senders : rooms.strangers).hold(async (place) => {
    const body =
      endpoint.body === undefined
        ? undefined
        : await readJson(request, ingest ? ingestBody : smallBody, place);
    const admission = early ?? (await admit(body));
    const headers = new Headers(ingest ? corsHeaders(request) : {});
    const result = await handle({
      ...admission,
      project: admission.project as ProjectId,
      params,
      query: check(endpoint.query, context.req.query(), 'query'),
      body: check(endpoint.body, body, 'body'),
      request,
      ip: ipOf(context, trustProxy),
      headers,
    } as Call<Endpoint>);
    headers.set('cache-control', headers.get('cache-control') ?? 'no-store');
    return context.json(result as object, 200, Object.fromEntries(headers));
  });
}

function check(schema: z.ZodType | undefined, value: unknown, place: string) {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data as Record<string, unknown>;
  const fields = parsed.error.issues.slice(0, 20).map((issue) => ({
    field: [place, ...issue.path.map(String)].join('.'),
    message: wordsOfIssue(issue),
  }));
  const first = fields[0];
  throw new Problem('invalid', `${first?.field}: ${first?.message}`, {
    hint: 'The reference at /api/docs shows what this endpoint takes.',
    detail: { fields },
  });
}

/** PostgreSQL's words for NUL and broken surrogates, in `text` and in `jsonb`. */
const unstorableText = new Set(['22021', '22P05']);
/** Half of a letter of two halves is, inside of `jsonb`, not even JSON. */
const isHalfLetter = (error: unknown, code: string): boolean =>
  code === '22P02' && error instanceof Error && error.message.endsWith('type json');
/** And for two who did the same at once: a unique index, a serialisation, a deadlock, a lock. */
const sameMoment = new Set(['23505', '40001', '40P01', '55P03']);
/** A record that is named is not there: the constraint says of what kind it would be. */
const namesNothing = '23503';

/** Any thrown thing as a Problem; what is not ours is internal and keeps its secret. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const code = String((error as { code?: unknown } | null)?.code);
  if (sameMoment.has(code)) {
    return new Problem('conflict', 'Somebody changed the same thing at the same moment.', {
      hint: 'Look at what stands now, and do it again if it is still wanted.',
      cause: error,
    });
  }
  if (unstorableText.has(code) || isHalfLetter(error, code)) {
    return new Problem('invalid', 'A text holds a character that cannot be stored, such as NUL.', {
      hint: 'Send it without that character.',
      cause: error,
    });
  }
  if (code === namesNothing) {
    const constraint = String((error as { constraint?: unknown }).constraint);
    const [, what = 'record'] = /^names_(\w+)$/.exec(constraint) ?? [];
    return noSuch(what.replaceAll('_', ' '));
  }
  return new Problem('internal', 'Something went wrong on our side.', {
    hint: 'Nothing was changed. Try again; the request id leads to the log.',
    cause: error,
  });
}

export function answerProblem(
  context: HonoContext,
  problem: Problem,
  log: Log,
  cors = false,
): Response {
  const requestId = randomUUID();
  const status = problemStatus[problem.code];
  if (status >= 500) {
    const level = problem.code === 'internal' || problem.code === 'storage' ? 'error' : 'warn';
    log[level](
      { err: problem.cause ?? problem, requestId, path: context.req.path },
      problem.message,
    );
  }
  return context.json(problemBody(problem, requestId), status, {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-request-id': requestId,
    ...(problem.retryAfterSeconds === undefined
      ? {}
      : { 'retry-after': String(problem.retryAfterSeconds) }),
    ...(cors ? corsHeaders(context.req.raw) : {}),
  });
}

/** Senders run on other people's pages: the origin is mirrored, and a key is all that admits. */
export function corsHeaders(request: Request): Record<string, string> {
  const origin = request.headers.get('origin');
  if (origin === null) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'retry-after',
    vary: 'origin',
  };
}

export function answerPreflight(context: HonoContext): Response {
  const asked = context.req.header('access-control-request-headers');
  return context.body(null, 204, {
    ...corsHeaders(context.req.raw),
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-max-age': '86400',
    ...(asked === undefined ? {} : { 'access-control-allow-headers': asked }),
  });
}

/** The peer's address; forwarded headers count only where a proxy is trusted by setting. */
export function ipOf(context: HonoContext, trustProxy: boolean): string {
  const forwarded = trustProxy
    ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    : undefined;
  const bindings = context.env as
    | { incoming?: { socket?: { remoteAddress?: string } } }
    | undefined;
  return forwarded ?? bindings?.incoming?.socket?.remoteAddress ?? '';
}

const problemSchema = z
  .object({
    code: z.string(),
    detail: z.string(),
    hint: z.string(),
    status: z.number().int(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });

type Documented = Parameters<OpenAPIHono['openAPIRegistry']['registerPath']>[0];

function documented(endpoint: Endpoint): Documented {
  const json = (schema: z.ZodType) => ({ 'application/json': { schema } });
  return {
    method: endpoint.method,
    path: endpoint.path,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    security: securityOf(endpoint.access),
    request: {
      ...(endpoint.params === undefined ? {} : { params: endpoint.params }),
      ...(endpoint.query === undefined ? {} : { query: endpoint.query }),
      ...(endpoint.body === undefined
        ? {}
        : { body: { required: true, content: json(endpoint.body) } }),
    },
    responses: {
      200: { description: 'Done', content: json(endpoint.response) },
      default: {
        description: 'Refused or failed; says which rule and the way out',
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    },
  };
}

function securityOf(access: Access): Record<string, string[]>[] {
  if (access.kind === 'public') return [];
  if (access.kind === 'ingest') return [{ projectKey: [] }];
  return access.kind === 'project' ? [{ session: [] }, { apiKey: [] }] : [{ session: [] }];
}
