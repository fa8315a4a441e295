/** The typed client of our own web app and command line, inferred from the endpoints. */
import type { Answer, Call, Endpoint } from './endpoint.ts';

/** What the server says when it refuses or fails (`application/problem+json`, RFC 9457). */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly hint: string | undefined;
  readonly requestId: string | undefined;
  /** The name of the rule that refused, where a rule of the product did. */
  readonly rule: string | undefined;
  /** Everything the answer held, for example both texts where a version was old. */
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(textOf(body['detail']) ?? `The server answered ${status}`);
    this.status = status;
    this.code = textOf(body['code']) ?? 'internal';
    this.hint = textOf(body['hint']);
    this.requestId = textOf(body['requestId']);
    this.rule = textOf(body['rule']);
    this.body = body;
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** The part of `fetch` that is needed, so that this file compiles without the DOM or Node. */
type Fetch<Signal> = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string; signal?: Signal },
) => Promise<{ readonly ok: boolean; readonly status: number; text(): Promise<string> }>;

export type ClientOptions<Signal> = {
  /** Origin of the server, '' for the page's own. */
  readonly baseUrl: string;
  readonly fetch: Fetch<Signal>;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Makes `call(endpoint, { params, query, body })`; throws `ProblemError` for every refusal. */
export function createClient<Signal>(options: ClientOptions<Signal>) {
  return async function call<const E extends Endpoint>(
    endpoint: E,
    input: Call<E>,
    signal?: Signal,
  ): Promise<Answer<E>> {
    const parts = input as {
      params?: Record<string, unknown>;
      query?: Record<string, unknown>;
      body?: unknown;
    };
    const response = await options.fetch(options.baseUrl + urlOf(endpoint.path, parts), {
      method: endpoint.method.toUpperCase(),
      headers: {
        ...options.headers,
        ...(parts.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(parts.body === undefined ? {} : { body: JSON.stringify(parts.body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    const answer = parse(await response.text());
    if (!response.ok) throw new ProblemError(response.status, answer as Record<string, unknown>);
    return answer as Answer<E>;
  };
}
export type Client = ReturnType<typeof createClient>;

function urlOf(
  path: string,
  parts: { params?: Record<string, unknown>; query?: Record<string, unknown> },
): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(parts.params?.[name])),
  );
  const pairs = Object.entries(parts.query ?? {}).filter(([, value]) => value !== undefined);
  const query = pairs
    .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`)
    .join('&');
  return query === '' ? filled : `${filled}?${query}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
