/**
 * An endpoint is data: method, path, who may call it, what goes in and what comes out. The server
 * routes from it, the OpenAPI document is written from it and the typed client is inferred from it.
 */
import type { z } from 'zod';

/** What a caller must hold. One list, enforced in one place (`access/permissions.ts`). */
export const permissions = [
  'project:read',
  'project:write',
  'data:send',
  'person:erase',
  'project:admin',
  'workspace:admin',
] as const;
export type Permission = (typeof permissions)[number];

/**
 * - `public`: anyone.
 * - `ingest`: a public, write-only project key (Bearer, Basic user name, or `key` in the body).
 * - `session`: any signed-in user.
 * - `workspace`: a signed-in member of the workspace in the path, holding the permission.
 * - `project`: a member of the project's workspace, or a private API key of that very project.
 */
export type Access =
  | { readonly kind: 'public' | 'ingest' | 'session' }
  | { readonly kind: 'workspace' | 'project'; readonly needs: Permission };

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export type Endpoint = {
  readonly method: Method;
  /** Path with `{name}` parameters, for example `/api/v1/projects/{project}/live`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly access: Access;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly response: z.ZodType;
};

/** Declares an endpoint; only there to keep its exact type. */
export function endpoint<const E extends Endpoint>(declared: E): E {
  return declared;
}

type Output<S> = S extends z.ZodType ? z.output<S> : undefined;
type Input<S> = S extends z.ZodType ? z.input<S> : undefined;
type Part<E, K extends 'params' | 'query' | 'body'> =
  E extends Readonly<Record<K, infer S>> ? S : undefined;

/** What the server's handler gets: parsed and with defaults. */
export type Request<E extends Endpoint> = {
  readonly params: Output<Part<E, 'params'>>;
  readonly query: Output<Part<E, 'query'>>;
  readonly body: Output<Part<E, 'body'>>;
};
/** What a caller gives: only the parts that the endpoint declares. */
export type Call<E extends Endpoint> = (Part<E, 'params'> extends z.ZodType
  ? { readonly params: Input<Part<E, 'params'>> }
  : unknown) &
  (Part<E, 'query'> extends z.ZodType ? { readonly query?: Input<Part<E, 'query'>> } : unknown) &
  (Part<E, 'body'> extends z.ZodType ? { readonly body: Input<Part<E, 'body'>> } : unknown);
export type Answer<E extends Endpoint> = z.output<E['response']>;
