/**
 * The audit log as a hash chain. An entry's hash covers the one before it and a salted reference to
 * its content, never the content itself: a name can be erased and the chain still holds.
 */
import { createHash } from 'node:crypto';
import type { Actor } from '@tandem/contract';
import type { Caller } from '../../platform/http.ts';
import { Problem } from '../../platform/problem.ts';

export type Content = {
  readonly actor: string;
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
};
export type Link = {
  readonly workspace: number;
  readonly sequence: number;
  readonly at: Date;
  readonly action: string;
  readonly content_ref: string;
  readonly previous: string;
};

/** Who did it, for the log: names are chosen freely, so a user's address stands beside it. */
export function nameOf(caller: Caller): string {
  if (caller.kind === 'user') return `${caller.name} (${caller.email})`;
  return caller.kind === 'key' ? `key ${caller.name}` : 'nobody';
}

/** Who did it, for what happens to records. */
export function actorOf(caller: Caller): Actor {
  if (caller.kind === 'user') {
    return { id: caller.id, name: caller.name, kind: 'user', role: caller.role };
  }
  if (caller.kind === 'key') return { id: caller.id, name: caller.name, kind: 'key', role: null };
  throw new Problem('unauthenticated', 'This is done by a member or a private key.', {
    hint: 'Sign in, or send a private key as "Authorization: Bearer ...".',
  });
}

export const firstPrevious = '0'.repeat(64);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Without the salt the reference tells nothing of the content, not even by guessing it. */
export const referenceTo = (content: Content, salt: string): string =>
  sha256(JSON.stringify([salt, content.actor, content.subject, sorted(content.detail)]));

export const hashOf = (link: Link): string =>
  sha256(
    JSON.stringify([
      link.previous,
      link.workspace,
      link.sequence,
      link.at.toISOString(),
      link.action,
      link.content_ref,
    ]),
  );

/** Where the chain breaks: the sequence of the first entry that is missing, moved or changed. */
export function brokenAt(links: readonly (Link & { readonly hash: string })[]): number | undefined {
  let previous = firstPrevious;
  for (const [i, link] of links.entries()) {
    const sound =
      link.sequence === i + 1 && link.previous === previous && hashOf(link) === link.hash;
    if (!sound) return i + 1;
    previous = link.hash;
  }
  return undefined;
}

/** The same text whatever order the store gives the keys back in. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}
