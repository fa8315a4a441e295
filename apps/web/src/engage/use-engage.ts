/** Who is told of what in the project, and how it changes. */
import {
  createEntry,
  listEntries,
  listLoops,
  moveEntry,
  moveOpportunity,
  updateEntry,
  writeLoopText,
  type Call,
  type ChangelogEntry,
  type Loop,
} from '@tandem/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerTo, call } from '../api.ts';
import { useForgetEvidence } from '../evidence/use-evidence.ts';
import { useProject } from '../shell/session.ts';

export function useLoops(opportunity?: string) {
  const query = opportunity === undefined ? {} : { opportunity };
  return useQuery(answerTo(listLoops, { params: { project: useProject().id }, query }));
}
export function useEntries() {
  return useQuery(answerTo(listEntries, { params: { project: useProject().id } }));
}

/** What was shown of entries and loops is old after any change of them. */
export function useForgetEngage() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [listEntries, listLoops].map(({ path }) => queries.invalidateQueries({ queryKey: [path] })),
    );
}

export type EntryText = Pick<ChangelogEntry, 'kind' | 'title' | 'text' | 'flag' | 'holdout'>;

export function useNewEntry() {
  const params = { project: useProject().id };
  const forget = useForgetEngage();
  return useMutation({
    mutationFn: (body: EntryText) => call(createEntry, { params, body }),
    onSuccess: forget,
  });
}

/** Sends what was changed with the version it began from. */
export function useSendEntry(id: string) {
  const params = { project: useProject().id, id };
  return (given: EntryText, version: number) =>
    call(updateEntry, { params, body: { ...given, version } });
}

type Move = Omit<Call<typeof moveEntry>['body'], 'version'>;

export function useMoveEntry({ id, version }: Pick<ChangelogEntry, 'id' | 'version'>) {
  const params = { project: useProject().id, id };
  const forget = useForgetEngage();
  return useMutation({
    mutationFn: (move: Move) => call(moveEntry, { params, body: { version, ...move } }),
    onSuccess: forget,
  });
}

type Text = Pick<Loop['text'], 'body' | 'action'>;

export function useSendText(release: string) {
  const params = { project: useProject().id, id: release };
  return (given: Text, version: number) =>
    call(writeLoopText, { params, body: { ...given, version } });
}

/** The owner does what somebody asked for whom it is not solved. */
export function useReopen({ opportunity, reopening }: Loop) {
  const params = { project: useProject().id, id: opportunity.id };
  const [forget, forgetEvidence] = [useForgetEngage(), useForgetEvidence()];
  const said = reopening?.words;
  const reason = said
    ? `Somebody who asked says: ${said}`
    : 'Somebody who asked says it is not solved';
  return useMutation({
    mutationFn: () =>
      call(moveOpportunity, { params, body: { move: 'reopen', reason: reason.slice(0, 2000) } }),
    onSuccess: () => Promise.all([forget(), forgetEvidence()]),
  });
}
