/** Discovery sprints of the project, and how they change. */
import {
  addInterview,
  getSprint,
  joinSprint,
  listSprints,
  moveSprint,
  updateSprint,
  type Call,
  type Endpoint,
} from '@tandem/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerTo, call } from '../api.ts';
import { useProject } from '../shell/session.ts';

export function useSprints() {
  return useQuery(answerTo(listSprints, { params: { project: useProject().id } }));
}
export function useSprint(id: string) {
  return useQuery(answerTo(getSprint, { params: { project: useProject().id, id } }));
}

export function useForgetSprints() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [listSprints, getSprint].map(({ path }) => queries.invalidateQueries({ queryKey: [path] })),
    );
}

type Body<E extends Endpoint> = Call<E> extends { readonly body: infer B } ? B : never;

function useChange<B>(act: (body: B) => Promise<unknown>) {
  const forget = useForgetSprints();
  return useMutation({ mutationFn: act, onSuccess: forget });
}

export function useMoveSprint(id: string) {
  const params = { project: useProject().id, id };
  return useChange((body: Body<typeof moveSprint>) => call(moveSprint, { params, body }));
}
export function useAddInterview(id: string) {
  const params = { project: useProject().id, id };
  return useChange((body: Body<typeof addInterview>) => call(addInterview, { params, body }));
}
export function useUpdateSprint(id: string) {
  const params = { project: useProject().id, id };
  return useChange((body: Body<typeof updateSprint>) => call(updateSprint, { params, body }));
}
/** A member takes part, or has spent so many working days. */
export function useJoinSprint(id: string) {
  const params = { project: useProject().id, id };
  return useChange(({ user, daysSpent }: { readonly user: string; readonly daysSpent: number }) =>
    call(joinSprint, { params: { ...params, user }, body: { daysSpent } }),
  );
}
