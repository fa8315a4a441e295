import {
  erasePerson,
  exportPerson,
  getErasure,
  getPerson,
  getTimeline,
  listPeople,
} from '@tandem/contract';
import { route, type Route } from '../platform/http.ts';
import type { Erasure } from './erasure/actions.ts';
import { exportOf, whoIsErased } from './erasure/reads.ts';
import { getProfile, listProfiles, type Doors } from './reads.ts';
import { readTimeline } from './timeline/reads.ts';

export function peopleRoutes(doors: Doors, erasure: Erasure): readonly Route[] {
  return [
    route(listPeople, async ({ project, query }) => {
      const { search, limit, cursor } = query;
      const { people, ...rest } = await listProfiles(doors, project, { search, limit, cursor });
      return { ...rest, people: people.map(({ consent: _consent, ...person }) => person) };
    }),
    route(getPerson, ({ project, params }) => getProfile(doors, project, params.person)),
    route(getTimeline, ({ project, params, query }) => {
      const { limit, before, only } = query;
      return readTimeline(doors, project, { id: params.person, page: { limit, before, only } });
    }),
    route(exportPerson, ({ project, params }) => exportOf(doors, project, params.person)),
    route(erasePerson, async ({ project, params }) =>
      erasure.erase(project, await whoIsErased(doors, project, params.person)),
    ),
    route(getErasure, ({ project, params }) => erasure.status(project, params.request)),
  ];
}
