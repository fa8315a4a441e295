/**
 * Pods: who works with whom from when on, who leads, and for which side somebody signs. Signatures
 * stand here because only a seat tells an analyst's side; the records that are signed are of others.
 */
import type { Parts, Platform } from '../platform/platform.ts';
import type { NowNeeds } from './reads.ts';
import { podRoutes } from './routes.ts';
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
export {
  membersById,
  nowOf,
  readPods,
  sideOf,
  type Members,
  type Now,
  type NowNeeds,
} from './reads.ts';

export function createPods(
  platform: Pick<Platform, 'records' | 'clock' | 'newId'>,
  access: NowNeeds['access'],
): Parts {
  return { routes: podRoutes({ ...platform, access }) };
}
