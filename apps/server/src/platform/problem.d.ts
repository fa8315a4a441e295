/** The one error type of the product: it says which rule refused and the way out. */
/** Code and the HTTP status it becomes. */
export declare const problemStatus: {
    readonly invalid: 400;
    readonly unauthenticated: 401;
    readonly forbidden: 403;
    readonly not_found: 404;
    readonly conflict: 409;
    readonly too_large: 413;
    readonly limit: 422;
    readonly busy: 503;
    readonly storage: 503;
    readonly internal: 500;
};
export type ProblemCode = keyof typeof problemStatus;
export type ProblemOptions = {
    /** The way out: what the caller can do about it. */
    readonly hint?: string | undefined;
    /** Seconds after which trying again makes sense; becomes the Retry-After header. */
    readonly retryAfterSeconds?: number | undefined;
    /** Further members of the answer, for example the fields that were wrong. */
    readonly detail?: Readonly<Record<string, unknown>> | undefined;
    readonly cause?: unknown;
};
export declare class Problem extends Error {
    readonly code: ProblemCode;
    readonly hint: string | undefined;
    readonly retryAfterSeconds: number | undefined;
    readonly detail: Readonly<Record<string, unknown>> | undefined;
    constructor(code: ProblemCode, message: string, options?: ProblemOptions);
}
/** `application/problem+json` (RFC 9457). */
export declare function problemBody(problem: Problem, requestId: string): Record<string, unknown>;
