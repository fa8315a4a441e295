/** Flags and releases of the project, and how they change. */
import {
  askTrends,
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
import { useToday } from '../insights/use-question.ts';
import { useProject } from '../shell/session.ts';
import { dayOf } from '../ui/when.ts';

export function useFlags() {
  return useQuery(answerTo(listFlags, { params: { project: useProject().id } }));
}
export function useReleases() {
  return useQuery(answerTo(listReleases, { params: { project: useProject().id } }));
}
export function useRelease(id: string) {
  return useQuery(answerTo(getRelease, { params: { project: useProject().id, id } }));
}

/** People who saw the flag since the release was planned, by the ring that let them in. */
export function useSeen(release: Release | undefined): ReadonlyMap<string, number> | undefined {
  const project = useProject();
  const today = useToday();
  const planned = release?.createdAt;
  const is = (value: string) =>
    ({ kind: 'property', on: 'event', key: 'flag', op: 'is', value }) as const;
  const seen = useQuery({
    ...answerTo(askTrends, {
      params: { project: project.id },
      body: {
        kind: 'trends',
        series: [{ event: '$exposure', measure: 'people', filters: [is(release?.flagKey ?? '')] }],
        from: planned === undefined ? today : dayOf(new Date(planned), project.timeZone),
        to: today,
        interval: 'day',
        breakdown: { on: 'event', key: 'ring' },
      },
    }),
    enabled: release !== undefined && release.state !== 'planned',
  });
  const named = seen.data?.series.filter(({ breakdown }) => breakdown !== null) ?? [];
  const pairs = named.map(({ breakdown, total }) => [breakdown!.toLowerCase(), total] as const);
  return seen.data && new Map(pairs);
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
