/** Everybody, and what one of them did and said, a page at a time. */
import { getTimeline, listPeople } from '@tandem/contract';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from '../api.ts';

export function peoplePages(project: number, search: string) {
  return infiniteQueryOptions({
    queryKey: [listPeople.path, project, search],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        listPeople,
        {
          params: { project },
          query: {
            limit: 50,
            ...(search === '' ? {} : { search }),
            ...(pageParam === undefined ? {} : { cursor: pageParam }),
          },
        },
        signal,
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export const kinds = [
  ['all', 'Did and said'],
  ['did', 'Did'],
  ['said', 'Said'],
] as const;
type Kind = (typeof kinds)[number][0];

export function readKind(text: string | undefined): Kind {
  return kinds.find(([kind]) => kind === text)?.[0] ?? 'all';
}

export function timelinePages(project: number, person: string, only: Kind) {
  return infiniteQueryOptions({
    queryKey: [getTimeline.path, project, person, only],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        getTimeline,
        {
          params: { project, person },
          query: {
            limit: 100,
            ...(only === 'all' ? {} : { only }),
            ...(pageParam === undefined ? {} : { before: pageParam }),
          },
        },
        signal,
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
