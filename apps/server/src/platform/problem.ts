/** The one error type of the product: it says which rule refused and the way out. */

/** Code and the HTTP status it becomes. */
export const problemStatus = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  limit: 422,
  busy: 503,
  storage: 503,
  internal: 500,
} as const;
export type ProblemCode = keyof typeof problemStatus;

export type ProblemOptions = {
  /** The way out: what the caller can do about it. */
  readonly hint: string;
  /** Seconds after which trying again makes sense; becomes the Retry-After header. */
  readonly retryAfterSeconds?: number | undefined;
  /** Further members of the answer, for example the fields that were wrong. */
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
  readonly cause?: unknown;
};

export class Problem extends Error {
  readonly code: ProblemCode;
  readonly hint: string;
  readonly retryAfterSeconds: number | undefined;
  readonly detail: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ProblemCode, message: string, options: ProblemOptions) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.detail = options.detail;
  }
}

/** Nothing in the project has the id that was given. */
export const noSuch = (what: string): Problem =>
  new Problem('not_found', `There is no such ${what} in this project.`, {
    hint: 'It may belong to another project; the list of this one names those that are there.',
  });

/** The value of one field of the body does not fit the rest; a page shows it beside that field. */
export const wrongField = (field: string, why: string, hint: string): Problem =>
  new Problem('invalid', `body.${field}: ${why}.`, {
    hint,
    detail: { fields: [{ field: `body.${field}`, message: why }] },
  });

/** `application/problem+json` (RFC 9457). */
export function problemBody(problem: Problem, requestId: string): Record<string, unknown> {
  return {
    type: `about:blank#${problem.code}`,
    title: problem.code,
    status: problemStatus[problem.code],
    code: problem.code,
    detail: problem.message,
    hint: problem.hint,
    ...problem.detail,
    requestId,
  };
}

/** What a schema found wrong with a value, in words: "is missing", "expected string, received number". */
export function wordsOfIssue({ message }: { readonly message: string }): string {
  if (message.endsWith('received undefined')) return 'is missing';
  return message.replace(/^Invalid (?:input|option): /, '');
}
