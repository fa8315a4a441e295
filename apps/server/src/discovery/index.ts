/**
 * Discovery: what is worth solving. Opportunities in customers' words as a tree; the system says
 * whether the evidence carries one, then a product and a marketing person sign.
 */
import type { Evidence } from '../evidence/index.ts';
import type { Parts, Platform } from '../platform/platform.ts';
import { discoveryRoutes } from './routes.ts';
import './tables.ts';

export function createDiscovery(
  { records, clock, newId }: Pick<Platform, 'records' | 'clock' | 'newId'>,
  evidence: Pick<Evidence, 'counts'>,
): Parts {
  return { routes: discoveryRoutes({ records, clock, newId, evidence }) };
}
