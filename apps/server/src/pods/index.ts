/**
 * Pods: who works with whom from when on, who leads, and for which side somebody signs. Signatures
 * stand here because only a seat tells an analyst's side; the records that are signed are of others.
 */
import type { Parts, Platform } from '../platform/platform.ts';
import { podRoutes, type Lower } from './routes.ts';
import './tables.ts';

export {
  bothSigned,
  sign,
  signaturesOf,
  signaturesOfAll,
  voidSignatures,
  type Signed,
} from './signatures/actions.ts';
export { createPod, takeSeat, updatePod } from './actions.ts';
export { readPods, sideOf, type Members, type MembersOf } from './reads.ts';

export function createPods(
  platform: Pick<Platform, 'records' | 'clock' | 'newId'>,
  access: Lower,
): Parts {
  return { routes: podRoutes(platform, access) };
}
