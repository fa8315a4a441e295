/** Bets of the project, and how they change. */
import {
  getBet,
  listBetEvidence,
  listBetParts,
  listBets,
  listFindings,
  listFrameworks,
  listLearnings,
  listOutcomes,
  type BetPage,
} from '@tandem/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerTo } from '../api.ts';
import { useForgetEvidence } from '../evidence/use-evidence.ts';
import { useForgetReleases } from '../release/use-release.ts';
import { useProject } from '../shell/session.ts';

export function useBets() {
  return useQuery(answerTo(listBets, { params: { project: useProject().id } }));
}
export function useBet(id: string) {
  return useQuery(answerTo(getBet, { params: { project: useProject().id, id } }));
}
export function useBetEvidence(id: string) {
  return useQuery(answerTo(listBetEvidence, { params: { project: useProject().id, id } }));
}
export function useFindings(id: string) {
  return useQuery(answerTo(listFindings, { params: { project: useProject().id, id } }));
}
/** All frameworks of a bet: the one that counts, and the draft of the next. */
export function useFrameworks(bet: string) {
  const call = { params: { project: useProject().id }, query: { bet } };
  return useQuery(answerTo(listFrameworks, call));
}

/** What was shown of bets, and of what they move along, is old after any change of one. */
export function useForgetBets() {
  const queries = useQueryClient();
  const forgetEvidence = useForgetEvidence();
  const forgetReleases = useForgetReleases();
  return async () => {
    const own = [
      getBet,
      listBets,
      listBetEvidence,
      listBetParts,
      listFindings,
      listLearnings,
      listFrameworks,
      listOutcomes,
    ];
    await Promise.all([
      ...own.map(({ path }) => queries.invalidateQueries({ queryKey: [path] })),
      forgetEvidence(),
      forgetReleases(),
    ]);
  };
}

/** One call that changes something of a bet. */
export function useChange<Given, Done = unknown>(
  send: (given: Given) => Promise<Done>,
  onDone?: (done: Done) => unknown,
) {
  const forget = useForgetBets();
  return useMutation({
    mutationFn: send,
    onSuccess: async (done) => {
      await forget();
      onDone?.(done);
    },
  });
}

export function usePath({ id }: Pick<BetPage, 'id'>) {
  return { project: useProject().id, id };
}
