/**
 * Discovery: what is worth solving. Opportunities in customers' words as a tree; the system says
 * whether the evidence carries one, then a product and a marketing person sign. Sprints are how a pod
 * listens before it decides.
 */
import type { Criterion, ProjectId, Sprint } from '@tandem/contract';
import type { Access } from '../access/index.ts';
import type { Evidence } from '../evidence/index.ts';
import type { People } from '../people/index.ts';
import type { Parts, Platform } from '../platform/platform.ts';
import { nowOf } from '../pods/index.ts';
import { scheduleExpiry } from './jobs.ts';
import { showOpportunities, showOpportunity } from './opportunities/reads.ts';
import { standingOf, type Standing } from './opportunities/rules.ts';
import { discoveryRoutes } from './routes.ts';
import { forgetParticipants } from './sprints/actions.ts';
import { readSprints } from './sprints/reads.ts';
import { sprintRoutes, type SprintNeeds } from './sprints/routes.ts';
import './tables.ts';

export {
  createOpportunity,
  moveOpportunity,
  signOpportunity,
  type OpportunityMove,
} from './opportunities/actions.ts';
export type { Standing } from './opportunities/rules.ts';
export { addInterview, createSprint, joinSprint, moveSprint } from './sprints/actions.ts';
export { readOpportunities, readOpportunity } from './opportunities/reads.ts';

type Lower = Pick<SprintNeeds, 'voice'> & {
  readonly access: SprintNeeds['access'] & Pick<Access, 'projects'>;
  readonly evidence: Pick<Evidence, 'counts' | 'highlights'>;
  readonly people: Pick<People, 'onErasure'>;
};

export interface Discovery {
  /** What must hold of an opportunity before anybody may sign it, with how it stands. */
  criteria(project: ProjectId, id: string): Promise<readonly Criterion[]>;
  /** Where the opportunities of the project stand. */
  standing(project: ProjectId): Promise<Standing>;
  /** Sprints with their interviews and targets, those that begin last first. */
  sprints(project: ProjectId): Promise<readonly Sprint[]>;
}

export function createDiscovery(
  { records, clock, newId, jobs }: Pick<Platform, 'records' | 'clock' | 'newId' | 'jobs'>,
  { people, ...lower }: Lower,
): Discovery & Parts {
  const needs = { records, clock, newId, ...lower };
  people.onErasure('discovery', (project, erased) =>
    records.write(project, (writer) => forgetParticipants(writer, erased.people)),
  );
  scheduleExpiry(needs, { jobs, projects: lower.access.projects });
  return {
    criteria: async (project, id) => (await showOpportunity(needs, project, id)).criteria,
    standing: async (project) => standingOf(await showOpportunities(needs, project)),
    async sprints(project) {
      const now = await nowOf(needs, project);
      return records.read(project, (reader) => readSprints(reader, now));
    },
    routes: [...discoveryRoutes(needs), ...sprintRoutes(needs)],
  };
}
