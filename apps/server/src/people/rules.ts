/** Names become UUIDs by pure functions, so that no look-up stands between an event and its row. */
import { hash } from 'node:crypto';
import type { IdentityChange, ProjectId, TraitChange } from '@tandem/contract';

/** One thing that an event says about a person. */
export type PersonChange = {
  readonly distinctId: string;
  readonly time: Date;
  readonly traits?: TraitChange | undefined;
  readonly identity?: IdentityChange | undefined;
  /** Said with a private key: an alias then joins two users as well. */
  readonly isTrusted?: boolean | undefined;
  readonly consent?: 'granted' | 'denied' | undefined;
};

/**
 * The person that a distinct id stands for before any merge. The same for ever, in every process:
 * stored events carry it, so this function must never change.
 */
export function personOf(project: ProjectId, distinctId: string): string {
  return namedUuid(`person\0${project}\0${distinctId}`);
}

/** The subject under which the traits of an account are kept; never equal to a person. */
export function accountOf(project: ProjectId, type: string, key: string): string {
  return namedUuid(`account\0${project}\0${type}\0${key}`);
}

/** UUID version 8 (RFC 9562, section 5.8): the first 122 free bits are those of a SHA-256. */
export function namedUuid(name: string): string {
  const hex = hash('sha256', name, 'hex');
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) & 3]!;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Text that both stores can hold: no NUL, no half of a surrogate pair. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** The same for every key and text within a JSON value; what lies deeper than `depth` is dropped. */
export function storableJson(value: unknown, depth = 32): unknown {
  if (typeof value === 'string') return storable(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth === 0) return null;
  if (Array.isArray(value)) return value.map((inner) => storableJson(inner, depth - 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [storable(key), storableJson(inner, depth - 1)]),
  );
}
