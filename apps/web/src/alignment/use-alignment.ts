/** Briefs and packs of the project, and how they change. */
import {
  acknowledgeBrief,
  addPackAction,
  createBrief,
  finishPackAction,
  getBrief,
  listBriefs,
  listPacks,
  makePack,
  sendBrief,
  type Call,
} from '@tandem/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerTo, call } from '../api.ts';
import { useProject } from '../shell/session.ts';

export function useBriefs() {
  return useQuery(answerTo(listBriefs, { params: { project: useProject().id } }));
}
export function useBrief(id: string) {
  return useQuery(answerTo(getBrief, { params: { project: useProject().id, id } }));
}
export function usePacks() {
  return useQuery(answerTo(listPacks, { params: { project: useProject().id } }));
}

export function useForgetAlignment() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [listBriefs, getBrief, listPacks].map(({ path }) =>
        queries.invalidateQueries({ queryKey: [path] }),
      ),
    );
}

export function useNewBrief() {
  const params = { project: useProject().id };
  const forget = useForgetAlignment();
  return useMutation({
    mutationFn: (body: Call<typeof createBrief>['body']) => call(createBrief, { params, body }),
    onSuccess: forget,
  });
}
export function useSendBrief(id: string) {
  const params = { project: useProject().id, id };
  const forget = useForgetAlignment();
  return useMutation({
    mutationFn: (body: Call<typeof sendBrief>['body']) => call(sendBrief, { params, body }),
    onSuccess: forget,
  });
}
export function useAcknowledge(id: string) {
  const params = { project: useProject().id, id };
  const forget = useForgetAlignment();
  return useMutation({
    mutationFn: (body: Call<typeof acknowledgeBrief>['body']) =>
      call(acknowledgeBrief, { params, body }),
    onSuccess: forget,
  });
}
export function useMakePack() {
  const params = { project: useProject().id };
  const forget = useForgetAlignment();
  return useMutation({ mutationFn: () => call(makePack, { params }), onSettled: forget });
}
export function useAddAction(id: string) {
  const params = { project: useProject().id, id };
  const forget = useForgetAlignment();
  return useMutation({
    mutationFn: (body: Call<typeof addPackAction>['body']) => call(addPackAction, { params, body }),
    onSuccess: forget,
  });
}
export function useFinishAction(id: string) {
  const params = { project: useProject().id, id };
  const forget = useForgetAlignment();
  return useMutation({
    mutationFn: (action: string) => call(finishPackAction, { params: { ...params, action } }),
    onSuccess: forget,
  });
}
