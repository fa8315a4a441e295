/**
 * Outcomes: what is to change, by how much, by when, signed by a product and a marketing person. A
 * goal that names a piece of work is told so, with what to write instead. Measured against target and
 * baseline, and closed by both sides with what was read then.
 */
import type { Outcome, ProjectId } from '@tandem/contract';
import type { Parts } from '../platform/platform.ts';
import { readReadings, type ReadingNow } from './measuring/reads.ts';
import { listOutcomes } from './reads.ts';
import { outcomeRoutes, type Needs } from './routes.ts';
import './tables.ts';

export { createOutcome, moveOutcome, signOutcome } from './actions.ts';
export { readOutcome, readOutcomes } from './reads.ts';

export interface Outcomes {
  /** With signatures, the newest first. */
  list(project: ProjectId): Promise<readonly Outcome[]>;
  /** Where those that are being measured stand now. */
  readings(project: ProjectId): Promise<readonly ReadingNow[]>;
}

export function createOutcomes(needs: Needs): Outcomes & Parts {
  return {
    readings: (project) => readReadings(needs, project),
    list: (project) => needs.records.read(project, listOutcomes),
    routes: outcomeRoutes(needs),
  };
}
