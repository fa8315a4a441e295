/** Highlights and opportunities of the project, and how they change. */
import {
  createHighlight,
  createOpportunity,
  listEvidence,
  listOpportunities,
  readEvidence,
  type Call,
} from '@tandem/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerTo, call } from '../api.ts';
import { useProject } from '../shell/session.ts';

export function useHighlights(signal: string) {
  const params = { project: useProject().id };
  return useQuery(answerTo(readEvidence, { params, body: { signals: [signal] } }));
}
export function useOpportunities() {
  return useQuery(answerTo(listOpportunities, { params: { project: useProject().id } }));
}

/** What was shown of evidence is old after any change of it. */
export function useForgetEvidence() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [readEvidence, listOpportunities, listEvidence].map(({ path }) =>
        queries.invalidateQueries({ queryKey: [path] }),
      ),
    );
}

export type Marking = Call<typeof createHighlight>['body'] & {
  /** A new opportunity in these words, to which they are linked. */
  readonly statement?: string;
};

export function useMark() {
  const params = { project: useProject().id };
  const forget = useForgetEvidence();
  return useMutation({
    mutationFn: async ({ statement, ...body }: Marking) => {
      if (statement === undefined) return call(createHighlight, { params, body });
      const made = await call(createHighlight, { params, body });
      const { id } = await call(createOpportunity, {
        params,
        body: { statement, fromHighlight: made.id },
      });
      const link = { kind: 'opportunity' as const, id, relation: 'supports' as const };
      return call(createHighlight, { params, body: { ...body, link } });
    },
    onSuccess: forget,
  });
}
