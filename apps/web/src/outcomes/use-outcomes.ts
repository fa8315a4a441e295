/** Outcomes of the project, where they stand, and how they change. */
import {
  closeOutcome,
  createOutcome,
  getOutcome,
  getOutcomeResult,
  listOutcomes,
  moveOutcome,
  readGoalSentence,
  signOutcome,
  suggestBaseline,
  updateOutcome,
  type Call,
  type Endpoint,
  type MetricRef,
} from '@tandem/contract';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerTo, call } from '../api.ts';
import { useProject } from '../shell/session.ts';

export function useOutcomes() {
  return useQuery(answerTo(listOutcomes, { params: { project: useProject().id } }));
}
export function useOutcome(id: string) {
  return useQuery(answerTo(getOutcome, { params: { project: useProject().id, id } }));
}
export const resultOf = (project: number, id: string) =>
  answerTo(getOutcomeResult, { params: { project, id } });
export function useOutcomeResult(id: string, isMeasured: boolean) {
  return useQuery({ ...resultOf(useProject().id, id), enabled: isMeasured });
}

/** What the sentence says so far, while it is being written. */
export function useReading(sentence: string) {
  const params = { project: useProject().id };
  return useQuery({
    ...answerTo(readGoalSentence, { params, body: { sentence } }),
    enabled: sentence.trim().length >= 3,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}

/** Where the metric stood, to begin from. */
export function useBaseline(metric: MetricRef | null, days: number | undefined) {
  const params = { project: useProject().id };
  const window = days === undefined ? {} : { window: { days } };
  return useQuery({
    ...answerTo(suggestBaseline, { params, body: { metric: metric!, ...window } }),
    enabled: metric !== null,
  });
}

type Body<E extends Endpoint> = Call<E> extends { readonly body: infer B } ? B : never;

export function useForgetOutcomes() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [listOutcomes, getOutcome, getOutcomeResult].map(({ path }) =>
        queries.invalidateQueries({ queryKey: [path] }),
      ),
    );
}

export function useCreateOutcome() {
  const params = { project: useProject().id };
  const forget = useForgetOutcomes();
  return useMutation({
    mutationFn: (body: Body<typeof createOutcome>) => call(createOutcome, { params, body }),
    onSuccess: forget,
  });
}

/** Everything that changes one outcome; each begins from the version that is shown. */
export function useChanges(id: string) {
  const params = { project: useProject().id, id };
  const onSuccess = useForgetOutcomes();
  return {
    editing: useMutation({
      mutationFn: (body: Body<typeof updateOutcome>) => call(updateOutcome, { params, body }),
      onSuccess,
    }),
    moving: useMutation({
      mutationFn: (body: Body<typeof moveOutcome>) => call(moveOutcome, { params, body }),
      onSuccess,
    }),
    signing: useMutation({
      mutationFn: (body: Body<typeof signOutcome>) => call(signOutcome, { params, body }),
      onSuccess,
    }),
    closing: useMutation({
      mutationFn: (body: Body<typeof closeOutcome>) => call(closeOutcome, { params, body }),
      onSuccess,
    }),
  };
}
export type Changes = ReturnType<typeof useChanges>;
