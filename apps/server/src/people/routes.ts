import {
  erasePerson,
  exportPerson,
  getErasure,
  getPerson,
  getTimeline,
  listPeople,
} from '@tandem/contract';
import { nameOf, personSubject, type Access } from '../access/index.ts';
import { route, type Route } from '../platform/http.ts';
import type { Erasure } from './erasure/actions.ts';
import { exportOf, whoIsErased } from './erasure/reads.ts';
import { listProfiles } from './list/reads.ts';
import { getProfile, type Doors } from './reads.ts';
import { readTimeline } from './timeline/reads.ts';

type Needs = {
  readonly doors: Doors;
  readonly erasure: Erasure;
  readonly audit: Access['audit'];
};

export function peopleRoutes({ doors, erasure, audit }: Needs): readonly Route[] {
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
    route(exportPerson, async ({ project, params, caller }) => {
      const answer = await exportOf(doors, project, params.person);
      await audit(project, {
        action: 'person.exported',
        actor: nameOf(caller),
        subject: personSubject(params.person),
        detail: {},
      });
      return answer;
    }),
    route(erasePerson, async ({ project, params, caller }) => {
      const answer = await erasure.erase(project, await whoIsErased(doors, project, params.person));
      // The log keeps that and by whom somebody was erased, and nothing of the person.
      const subject = `erasure ${answer.request}`;
      await audit(project, {
        action: 'person.erased',
        actor: nameOf(caller),
        subject,
        detail: {},
      });
      return answer;
    }),
    route(getErasure, ({ project, params }) => erasure.status(project, params.request)),
  ];
}
