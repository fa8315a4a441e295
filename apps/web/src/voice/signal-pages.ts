/** What people said, a page at a time. */
import { listSignals } from '@tandem/contract';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from '../api.ts';
import type { SignalFilter } from './filters.ts';

export function signalPages(project: number, filter: SignalFilter) {
  return infiniteQueryOptions({
    queryKey: [listSignals.path, project, filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        listSignals,
        {
          params: { project },
          query: {
            ...filter,
            limit: 50,
            ...(pageParam === undefined ? {} : { cursor: pageParam }),
          },
        },
        signal,
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
