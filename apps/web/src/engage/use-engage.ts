/** Who is told of what in the project, and how it changes. */
import {
  createEntry,
  declineReopening,
  listEntries,
  listLoops,
  moveEntry,
  moveOpportunity,
  readAddressing,
  readVerification,
  updateEntry,
  verifyOpportunity,
  writeLoopText,
  type Call,
  type ChangelogEntry,
  type Loop,
} from '@tandem/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerTo, call } from '../api.ts';
import { useForgetEvidence } from '../evidence/use-evidence.ts';
import { useProject } from '../shell/session.ts';
import { toast } from '../ui/toast.ts';

export function useLoops(opportunity?: string) {
  const query = opportunity === undefined ? {} : { opportunity };
  return useQuery(answerTo(listLoops, { params: { project: useProject().id }, query }));
}
export function useEntries() {
  return useQuery(answerTo(listEntries, { params: { project: useProject().id } }));
}

/** What was shown of entries, loops and what they are about is old after any change of them. */
export function useForgetEngage() {
  const queries = useQueryClient();
  const forgetEvidence = useForgetEvidence();
  const own = [listEntries, listLoops, readAddressing, readVerification];
  return async () => {
    await Promise.all([
      ...own.map(({ path }) => queries.invalidateQueries({ queryKey: [path] })),
      forgetEvidence(),
    ]);
  };
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

type Versioned = { readonly id: string; readonly version: number };

/** Taken up once more, with the reason. */
export function useReopening({ id, version }: Versioned) {
  const params = { project: useProject().id, id };
  const forget = useForgetEngage();
  return useMutation({
    mutationFn: (reason: string) =>
      call(moveOpportunity, { params, body: { move: 'reopen', version, reason } }),
    onSuccess: async () => {
      void toast('Reopened: it can be explored or built for again');
      await forget();
    },
  });
}

/** The owner does what somebody asked for whom it is not solved. */
export function useReopen({ opportunity, reopening }: Loop) {
  const { mutate, ...doing } = useReopening(opportunity);
  const said = reopening?.words;
  const reason = said
    ? `Somebody who asked says: ${said}`
    : 'Somebody who asked says it is not solved';
  return { ...doing, mutate: () => mutate(reason.slice(0, 2000)) };
}

export function useSendDecline({ opportunity, release }: Loop) {
  const params = { project: useProject().id, id: opportunity.id, release: release.id };
  return (given: { readonly reason: string }, version: number) =>
    call(declineReopening, { params, body: { ...given, version } });
}

/** What is missing until it counts as addressed. */
export function useAddressing(opportunity: string) {
  return useQuery(
    answerTo(readAddressing, { params: { project: useProject().id, id: opportunity } }),
  );
}

/** What those who asked answer, and what is missing to say that it is solved. */
export function useVerification(opportunity: string) {
  return useQuery(
    answerTo(readVerification, { params: { project: useProject().id, id: opportunity } }),
  );
}

export function useVerify(opportunity: string) {
  const params = { project: useProject().id, id: opportunity };
  const forget = useForgetEngage();
  return useMutation({
    mutationFn: (body: Call<typeof verifyOpportunity>['body']) =>
      call(verifyOpportunity, { params, body }),
    onSuccess: async () => {
      void toast('Solved, they say');
      await forget();
    },
  });
}
