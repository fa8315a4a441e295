/**
 * Whether a client is who it says. A distinct id can be guessed and a public key is in everybody's
 * hands, so neither proves anything; nor does a device that was joined to the person, since the
 * public key joins devices too.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ProjectId } from '@tandem/contract';
import { deviceMark } from '../../voice/index.ts';

/** The secret with which the customer's own server signs distinct ids; one per generation. */
export const identitySecret = (secret: string, project: ProjectId, generation: number): string =>
  createHmac('sha256', secret).update(`identity\0${project}\0${generation}`).digest('base64url');

/** @param proof hex HMAC-SHA256 of the distinct id */
export function isProven(secret: string, distinctId: string, proof: string | undefined): boolean {
  if (proof === undefined) return false;
  const expected = createHmac('sha256', secret).update(distinctId).digest();
  const given = Buffer.from(proof, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export type Claim = {
  readonly distinctId: string;
  readonly deviceId: string | undefined;
  /** The distinct id is signed by the customer's own server. */
  readonly isProven: boolean;
};
type Sender = { readonly distinctId: string; readonly device: string };

/** These words were sent from this very device. */
export const isSameDevice = (project: ProjectId, { deviceId }: Claim, { device }: Sender) =>
  deviceId !== undefined && device !== '' && device === deviceMark(project, deviceId);

/**
 * Whether the words may be shown there: on the device that sent them, or to the proven id under
 * which they were sent. An id that was only merged with that one is not enough: anybody can merge an
 * id that names nobody yet.
 */
export const mayQuote = (project: ProjectId, claim: Claim, sender: Sender): boolean =>
  isSameDevice(project, claim, sender) ||
  (claim.isProven && claim.distinctId === sender.distinctId);
