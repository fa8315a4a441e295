/** Trends and funnels, and the set of people behind any number of theirs. */
import type { FunnelSet, ProjectId } from '@tandem/contract';
import type { Parts, Platform } from '../platform/platform.ts';
import type { People } from '../people/index.ts';
import { contextOf, type Needs } from './reads.ts';
import { insightsRoutes } from './routes.ts';
import { contrastOf, type Contrast } from './sets/rules.ts';

export { saidIn, type Contrast } from './sets/rules.ts';

export interface Insights {
  /** The people of a set and those who went the other way, for queries of higher domains. */
  contrast(project: ProjectId, set: FunnelSet): Promise<Contrast>;
}

type Lower = { readonly people: People; readonly timeZoneOf: Needs['timeZoneOf'] };

export function createInsights(platform: Platform, lower: Lower): Insights & Parts {
  const needs = { events: platform.events, clock: platform.clock, ...lower };
  return {
    contrast: async (project, set) => contrastOf(set, await contextOf(needs, project)),
    routes: insightsRoutes(needs),
  };
}
