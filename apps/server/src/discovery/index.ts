/**
 * Discovery: what is worth solving. Opportunities in customers' words as a tree; the system says
 * whether the evidence carries one, then a product and a marketing person sign. Sprints are how a pod
 * listens before it decides.
 */
import type { Evidence } from '../evidence/index.ts';
import type { People } from '../people/index.ts';
import type { Parts, Platform } from '../platform/platform.ts';
import { discoveryRoutes } from './routes.ts';
import { forgetParticipants } from './sprints/actions.ts';
import { sprintRoutes, type SprintNeeds } from './sprints/routes.ts';
import './tables.ts';

type Lower = Pick<SprintNeeds, 'access' | 'voice'> & {
  readonly evidence: Pick<Evidence, 'counts' | 'highlights'>;
  readonly people: Pick<People, 'onErasure'>;
};

export function createDiscovery(
  { records, clock, newId }: Pick<Platform, 'records' | 'clock' | 'newId'>,
  { people, ...lower }: Lower,
): Parts {
  const needs = { records, clock, newId, ...lower };
  people.onErasure('discovery', (project, erased) =>
    records.write(project, (writer) => forgetParticipants(writer, erased.people)),
  );
  return { routes: [...discoveryRoutes(needs), ...sprintRoutes(needs)] };
}
