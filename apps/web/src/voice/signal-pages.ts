/** What people said, a page at a time. */
import { listSignals, listThemeSignals, type SignalTheme } from '@tandem/contract';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from '../api.ts';
import type { SignalFilter } from './filters.ts';

export function signalPages(project: number, filter: SignalFilter, theme: SignalTheme = {}) {
  const isTheme = Object.keys(theme).length > 0;
  const params = { project };
  return infiniteQueryOptions({
    queryKey: [isTheme ? listThemeSignals.path : listSignals.path, project, filter, theme],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const query = {
        ...filter,
        limit: 50,
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      };
      return isTheme
        ? call(listThemeSignals, { params, query: { ...query, ...theme } }, signal)
        : call(listSignals, { params, query }, signal);
    },
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
