/** An invitation's token is derived from its id, so that it can be shown again and is never stored. */
import { createHmac, timingSafeEqual } from 'node:crypto';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function tokenOf(id: string, secret: string): string {
  return `${id}.${createHmac('sha256', secret).update(`invitation ${id}`).digest('base64url')}`;
}

/** The invitation's id, if the token is one of ours. */
export function idIn(token: string, secret: string): string | undefined {
  const id = token.split('.')[0] ?? '';
  if (!uuid.test(id)) return undefined;
  const [given, expected] = [Buffer.from(token), Buffer.from(tokenOf(id, secret))];
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : undefined;
}
