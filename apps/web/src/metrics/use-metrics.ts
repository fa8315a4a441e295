/** The metrics of the project, what they give, and how they change. */
import {
  askMetricSeries,
  createMetric,
  listMetrics,
  redefineMetric,
  tryMetric,
  updateMetric,
  type Call,
  type Endpoint,
  type MetricDefinition,
} from '@tandem/contract';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerTo, call } from '../api.ts';
import type { DayRange } from '../insights/ranges.ts';
import { useProject } from '../shell/session.ts';

export function useMetrics() {
  return useQuery(answerTo(listMetrics, { params: { project: useProject().id } }));
}

export function useMetricSeries(id: string, range: DayRange, version?: number) {
  const params = { project: useProject().id, id };
  const body = { ...range, ...(version !== undefined && { version }) };
  return useQuery({
    ...answerTo(askMetricSeries, { params, body }),
    placeholderData: keepPreviousData,
  });
}

/** What a definition would give; asked once it is whole. */
export function useTrial(definition: MetricDefinition | undefined, range: DayRange) {
  const params = { project: useProject().id };
  return useQuery({
    ...answerTo(tryMetric, { params, body: { ...range, definition: definition! } }),
    enabled: definition !== undefined,
  });
}

type Body<E extends Endpoint> = Call<E> extends { readonly body: infer B } ? B : never;

export function useForgetMetrics() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: [listMetrics.path] });
}

export function useCreateMetric() {
  const params = { project: useProject().id };
  const forget = useForgetMetrics();
  return useMutation({
    mutationFn: (body: Body<typeof createMetric>) => call(createMetric, { params, body }),
    onSuccess: forget,
  });
}

export function useUpdateMetric(id: string) {
  const params = { project: useProject().id, id };
  const forget = useForgetMetrics();
  return useMutation({
    mutationFn: (body: Body<typeof updateMetric>) => call(updateMetric, { params, body }),
    onSuccess: forget,
  });
}

export function useRedefineMetric(id: string) {
  const params = { project: useProject().id, id };
  const queries = useQueryClient();
  const forget = useForgetMetrics();
  return useMutation({
    mutationFn: (body: Body<typeof redefineMetric>) => call(redefineMetric, { params, body }),
    onSuccess: () =>
      Promise.all([forget(), queries.invalidateQueries({ queryKey: [askMetricSeries.path] })]),
  });
}
