/** The names there are to ask about. */
import { listEventNames, listProperties } from '@tandem/contract';
import { useQuery } from '@tanstack/react-query';
import { answerTo } from '../api.ts';
import { useProject } from '../shell/session.ts';
import { wholeRange, type DayRange } from './ranges.ts';

export function useCatalogue() {
  const project = useProject();
  return useQuery({
    ...answerTo(listEventNames, { params: { project: project.id } }),
    staleTime: 60_000,
  });
}

/** All days of which something is known. */
export function useWholeRange(): DayRange | undefined {
  const { timeZone } = useProject();
  return wholeRange(useCatalogue().data?.events ?? [], timeZone);
}

export type Property = {
  readonly on: 'event' | 'person';
  readonly key: string;
  readonly examples: readonly string[];
};

/** Properties of events and traits of people, those of most weight first. */
export function useProperties(): readonly Property[] {
  const project = useProject();
  const answer = useQuery({
    ...answerTo(listProperties, { params: { project: project.id }, query: {} }),
    staleTime: 60_000,
  });
  if (answer.data === undefined) return [];
  return [
    ...answer.data.traits.map(({ key, examples }) => ({ on: 'person', key, examples }) as const),
    ...answer.data.properties.map(({ key, examples }) => ({ on: 'event', key, examples }) as const),
  ];
}
