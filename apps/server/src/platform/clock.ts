/** Time, ids and chance as arguments, so that rules stay pure and tests decide. */
import { randomBytes, randomUUID } from 'node:crypto';

export interface Clock {
  now(): Date;
}
export const systemClock: Clock = { now: () => new Date() };

export type NewId = () => string;
export const newUuid: NewId = () => randomUUID();

/** A secret of `bytes` random bytes, in URL-safe base64. */
export function newSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}
