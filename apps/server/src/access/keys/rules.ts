/** Keys: what they look like, where a request carries them. */
import { createHash } from 'node:crypto';
import { newSecret } from '../../platform/clock.ts';

/** A key has 256 random bits, so an unsalted hash gives nothing away. */
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex');

export const newKey = (kind: 'public' | 'private'): string =>
  (kind === 'public' ? 'tdm_pub_' : 'tdm_sk_') + newSecret(kind === 'public' ? 18 : 32);

/** A public key is no secret; of a private one only enough to tell it from others. */
export const displayOf = (kind: 'public' | 'private', key: string): string =>
  kind === 'public' ? key : `${key.slice(0, 11)}...`;

/** Bearer, Basic (user name), `key` in the body or in the query, in this order. */
export function keyIn(request: Request, body?: unknown): string | undefined {
  const [scheme, credentials] = (request.headers.get('authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() === 'bearer' && credentials !== undefined) return credentials;
  if (scheme?.toLowerCase() === 'basic' && credentials !== undefined) {
    return Buffer.from(credentials, 'base64').toString('utf8').split(':')[0];
  }
  const inBody = (body as { key?: unknown } | null | undefined)?.key;
  if (typeof inBody === 'string') return inBody;
  return new URL(request.url).searchParams.get('key') ?? undefined;
}
