/** The stream of what people said. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useProject } from '../shell/session.ts';
import type { SignalFilter } from './filters.ts';
import { signalPages } from './signal-pages.ts';

export function useSignals(filter: SignalFilter) {
  const pages = signalPages(useProject().id, filter);
  return useInfiniteQuery({ ...pages, placeholderData: keepPreviousData });
}
