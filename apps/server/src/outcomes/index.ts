/**
 * Outcomes: what is to change, by how much, by when, signed by a product and a marketing person. A
 * goal that names a piece of work is told so, with what to write instead. Measured against target and
 * baseline, and closed by both sides with what was read then.
 */
import type { Parts } from '../platform/platform.ts';
import { outcomeRoutes, type Needs } from './routes.ts';
import './tables.ts';

export { createOutcome, moveOutcome, signOutcome } from './actions.ts';
export { readOutcome, readOutcomes } from './reads.ts';

export function createOutcomes(needs: Needs): Parts {
  return { routes: outcomeRoutes(needs) };
}
