/** The stream of what people said, a page at a time. */
import { listSignals } from '@tandem/contract';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../api.ts';
import { useProject } from '../shell/session.ts';
import type { SignalFilter } from './filters.ts';

export function useSignals(filter: SignalFilter) {
  const project = useProject();
  return useInfiniteQuery({
    queryKey: [listSignals.path, project.id, filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        listSignals,
        {
          params: { project: project.id },
          query: {
            ...filter,
            limit: 50,
            ...(pageParam === undefined ? {} : { cursor: pageParam }),
          },
        },
        signal,
      ),
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}
