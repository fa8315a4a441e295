/** Experiments of the project, their results, and how they change. */
import {
  calculateExperiment,
  getExperiment,
  getExperimentDays,
  getExperimentResult,
  getExperimentWords,
  listExperiments,
  moveExperiment,
  signExperiment,
  updateExperiment,
  type Call,
  type Experiment,
} from '@tandem/contract';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerTo, call } from '../api.ts';
import { useProject } from '../shell/session.ts';
import { toast } from '../ui/toast.ts';

export function useExperiments() {
  return useQuery(answerTo(listExperiments, { params: { project: useProject().id } }));
}
export function useExperiment(id: string) {
  return useQuery(answerTo(getExperiment, { params: { project: useProject().id, id } }));
}

/** The result of an experiment that has started; nothing is asked of one that has not. */
export function useResult({ id, startedAt }: Pick<Experiment, 'id' | 'startedAt'>) {
  const params = { project: useProject().id, id };
  return useQuery({ ...answerTo(getExperimentResult, { params }), enabled: startedAt !== null });
}
/** The same day by day. */
export function useDays({ id, startedAt }: Pick<Experiment, 'id' | 'startedAt'>) {
  const params = { project: useProject().id, id };
  return useQuery({ ...answerTo(getExperimentDays, { params }), enabled: startedAt !== null });
}

/** What people of the arms said; nothing is asked of one that has not started. */
export function useArmWords({ id, startedAt }: Pick<Experiment, 'id' | 'startedAt'>) {
  const params = { project: useProject().id, id };
  return useQuery({ ...answerTo(getExperimentWords, { params }), enabled: startedAt !== null });
}

export type Wanted = Call<typeof calculateExperiment>['body'];

/** How many people and days a plan needs; the last answer stays while the next one is asked. */
export function useCalculation(wanted: Wanted | undefined) {
  const params = { project: useProject().id };
  const body: Wanted = wanted ?? { arms: [], control: '', minimumEffect: 0.1 };
  return useQuery({
    ...answerTo(calculateExperiment, { params, body }),
    enabled: wanted !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** What was shown of experiments, and of the flags that they divide, is old after any change of them. */
export function useForgetExperiments() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [listExperiments, getExperiment, getExperimentResult, getExperimentDays].map(({ path }) =>
        queries.invalidateQueries({ queryKey: [path] }),
      ),
    );
}

type Move = Call<typeof moveExperiment>['body']['move'];
export type Moving = {
  readonly move: Move;
  readonly reason?: string;
  /** Where another one than was shown has just been saved. */
  readonly version?: number;
};

/** Said here, not by the button: it is gone as soon as the page shows the next state. */
const said: Readonly<Partial<Record<Move, string>>> = {
  start: 'Started: chance divides from now on',
  stop: 'Stopped: everybody has the fallback again',
  archive: 'Archived',
};

export function useMoveExperiment({ id, version }: Pick<Experiment, 'id' | 'version'>) {
  const params = { project: useProject().id, id };
  const forget = useForgetExperiments();
  return useMutation({
    mutationFn: (moving: Moving) => call(moveExperiment, { params, body: { version, ...moving } }),
    onSuccess: (_, { move }) => {
      const words = said[move];
      if (words !== undefined) void toast(words);
    },
    onSettled: forget,
  });
}

export function useSignExperiment({ id, version }: Pick<Experiment, 'id' | 'version'>) {
  const params = { project: useProject().id, id };
  const forget = useForgetExperiments();
  return useMutation({
    mutationFn: (body: Omit<Call<typeof signExperiment>['body'], 'version'>) =>
      call(signExperiment, { params, body: { version, ...body } }),
    onSuccess: ({ state }) =>
      void toast(state === 'decided' ? 'Decided by both sides' : 'Signed; the other side is next'),
    onSettled: forget,
  });
}

export type Change = Omit<Call<typeof updateExperiment>['body'], 'version'>;

export function useChangeExperiment({ id }: Pick<Experiment, 'id'>) {
  const params = { project: useProject().id, id };
  return ({ version, ...change }: Change & { readonly version: number }) =>
    call(updateExperiment, { params, body: { version, ...change } });
}
