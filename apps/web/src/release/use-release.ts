/** Flags and releases of the project, and how they change. */
import {
  getRelease,
  listFlags,
  listReleases,
  moveRelease,
  updateRelease,
  type Call,
  type Release,
} from '@tandem/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerTo, call } from '../api.ts';
import { useProject } from '../shell/session.ts';

export function useFlags() {
  return useQuery(answerTo(listFlags, { params: { project: useProject().id } }));
}
export function useReleases() {
  return useQuery(answerTo(listReleases, { params: { project: useProject().id } }));
}
export function useRelease(id: string) {
  return useQuery(answerTo(getRelease, { params: { project: useProject().id, id } }));
}

/** What was shown of flags and releases is old after any change of them. */
export function useForgetReleases() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [listFlags, listReleases, getRelease].map(({ path }) =>
        queries.invalidateQueries({ queryKey: [path] }),
      ),
    );
}

type Move = Call<typeof moveRelease>['body']['move'];
export type Moving = { readonly move: Move; readonly reason?: string };

export function useMoveRelease({ id, version }: Pick<Release, 'id' | 'version'>) {
  const params = { project: useProject().id, id };
  const forget = useForgetReleases();
  return useMutation({
    mutationFn: (moving: Moving) => call(moveRelease, { params, body: { version, ...moving } }),
    onSettled: forget,
  });
}

type Change = Omit<Call<typeof updateRelease>['body'], 'version'>;

export function useChangeRelease({ id, version }: Pick<Release, 'id' | 'version'>) {
  const params = { project: useProject().id, id };
  const forget = useForgetReleases();
  return useMutation({
    mutationFn: (change: Change) => call(updateRelease, { params, body: { version, ...change } }),
    onSuccess: forget,
  });
}
