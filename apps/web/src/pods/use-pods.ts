/** Pods of the project, and how their seats change. */
import {
  createPod,
  leaveSeat,
  listPods,
  takeSeat,
  updatePod,
  type Call,
  type Pod,
} from '@tandem/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerTo, call } from '../api.ts';
import { useProject } from '../shell/session.ts';

export function usePods() {
  return useQuery(answerTo(listPods, { params: { project: useProject().id } }));
}

function useForgetPods() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: [listPods.path] });
}

export function useNewPod() {
  const params = { project: useProject().id };
  const onSuccess = useForgetPods();
  return useMutation({
    mutationFn: (name: string) => call(createPod, { params, body: { name } }),
    onSuccess,
  });
}

type Seating = { readonly user: string } & Call<typeof takeSeat>['body'];
type Change = Omit<Call<typeof updatePod>['body'], 'version'>;

/** Who sits, who leaves, who leads. */
export function usePodChanges({ id, version }: Pick<Pod, 'id' | 'version'>) {
  const params = { project: useProject().id, id };
  const onSuccess = useForgetPods();
  const seating = useMutation({
    mutationFn: ({ user, ...body }: Seating) =>
      call(takeSeat, { params: { ...params, user }, body }),
    onSuccess,
  });
  const leaving = useMutation({
    mutationFn: (user: string) => call(leaveSeat, { params: { ...params, user } }),
    onSuccess,
  });
  const changing = useMutation({
    mutationFn: (change: Change) => call(updatePod, { params, body: { version, ...change } }),
    onSuccess,
  });
  return { seating, leaving, changing, error: seating.error ?? leaving.error ?? changing.error };
}
