/** The stream of what people said, and what it is about. */
import { listThemes } from '@tandem/contract';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { SignalTheme } from '@tandem/contract';
import { answerTo } from '../api.ts';
import { useProject } from '../shell/session.ts';
import type { SignalFilter } from './filters.ts';
import { signalPages } from './signal-pages.ts';

export function useSignals(filter: SignalFilter, theme: SignalTheme) {
  const pages = signalPages(useProject().id, filter, theme);
  return useInfiniteQuery({ ...pages, placeholderData: keepPreviousData });
}

/** Asked beside the stream, which does not wait for it. */
export function useThemes(filter: SignalFilter) {
  return useQuery({
    ...answerTo(listThemes, { params: { project: useProject().id }, query: filter }),
    placeholderData: keepPreviousData,
  });
}
