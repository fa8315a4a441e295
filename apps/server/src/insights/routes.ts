import { askFunnel, askTrends, listFunnelPeople, listFunnelTraits } from '@tandem/contract';
import { route, type Route } from '../platform/http.ts';
import type { People } from '../people/index.ts';
import { readFunnel, readFunnelTraits } from './funnel/reads.ts';
import { readTrends, type Needs } from './reads.ts';
import { readFunnelPeople } from './sets/reads.ts';

export function insightsRoutes(needs: Needs & { readonly people: People }): readonly Route[] {
  return [
    route(askTrends, ({ project, body }) => readTrends(needs, project, body)),
    route(askFunnel, ({ project, body }) => readFunnel(needs, project, body)),
    route(listFunnelTraits, ({ project, body }) => readFunnelTraits(needs, project, body)),
    route(listFunnelPeople, ({ project, body }) => readFunnelPeople(needs, project, body)),
  ];
}
