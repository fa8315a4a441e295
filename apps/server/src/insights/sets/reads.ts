/** The people behind a number of a funnel, a page at a time. */
import type { Answer, FunnelSet, listFunnelPeople, ProjectId } from '@tandem/contract';
import { funnelPeople, funnelPeopleCount, type FunnelPerson } from '@tandem/query';
import type { People } from '../../people/index.ts';
import { contextOf, type Needs } from '../reads.ts';

type PeopleNeeds = Needs & { readonly people: Pick<People, 'names' | 'distinctIds'> };
type Page = FunnelSet & { readonly limit: number; readonly after?: string | undefined };

export async function readFunnelPeople(
  needs: PeopleNeeds,
  project: ProjectId,
  { limit, after, ...set }: Page,
): Promise<Answer<typeof listFunnelPeople>> {
  const { events, people } = needs;
  const context = await contextOf(needs, project);
  const [rows, counted] = await Promise.all([
    events.rows<FunnelPerson>(project, funnelPeople(set, context, { limit: limit + 1, after })),
    events.rows<{ total: number }>(project, funnelPeopleCount(set, context)),
  ]);
  const shown = rows.slice(0, limit);
  const ids = shown.map((row) => row.person);
  const [called, idsOf] = await Promise.all([
    people.names(project, ids),
    people.distinctIds(project, ids),
  ]);
  return {
    people: shown.map(({ person, at }) => ({
      person,
      distinctIds: [...(idsOf.get(person) ?? [])],
      name: called.get(person)?.name ?? null,
      lastSeen: at,
    })),
    total: counted[0]?.total ?? 0,
    next: rows.length > limit ? (shown.at(-1)?.person ?? null) : null,
  };
}
