/** Highlights and opportunities of the project, and how they change. */
import {
  createHighlight,
  createNote,
  createOpportunity,
  getPerson,
  getTimeline,
  listBetParts,
  listEvidence,
  listOpportunities,
  listSignals,
  listThemes,
  listThemeSignals,
  readEvidence,
  type Answer,
  type Call,
  type Highlight,
} from '@tandem/contract';
import {
  keepPreviousData,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { answerTo, call } from '../api.ts';
import { useProject } from '../shell/session.ts';
import type { Named } from './links.ts';

export function useHighlights(signal: string) {
  const params = { project: useProject().id };
  return useQuery(answerTo(readEvidence, { params, body: { signals: [signal] } }));
}

/** Highlights by signal. */
export type Marked = ReadonlyMap<string, readonly Highlight[]>;
/** How many signals one page of a list or timeline holds at most: one request for each page. */
const mostAtOnce = 100;

/** The highlights of all signals in sight; a page that is asked for later adds one request. */
export function useMarked(signals: readonly string[]): Marked {
  return useQueries({ queries: usePages(signals), combine: bySignal });
}

/** What became of each signal in sight, by the same requests. */
export function useStates(signals: readonly string[]): ReadonlyMap<string, SignalState['state']> {
  return useQueries({ queries: usePages(signals), combine: stateBySignal });
}

function usePages(signals: readonly string[]) {
  const params = { project: useProject().id };
  const pages = Array.from({ length: Math.ceil(signals.length / mostAtOnce) }, (_, page) =>
    signals.slice(page * mostAtOnce, (page + 1) * mostAtOnce),
  );
  return pages.map((some) => ({
    ...answerTo(readEvidence, { params, body: { signals: some } }),
    placeholderData: keepPreviousData,
  }));
}

type Answers = readonly { readonly data: Answer<typeof readEvidence> | undefined }[];
type SignalState = Answer<typeof readEvidence>['states'][number];

function stateBySignal(answers: Answers): ReadonlyMap<string, SignalState['state']> {
  return new Map(
    answers.flatMap(({ data }) => data?.states ?? []).map(({ signal, state }) => [signal, state]),
  );
}

function bySignal(answers: Answers): Marked {
  return Map.groupBy(
    answers.flatMap(({ data }) => data?.highlights ?? []),
    ({ signal }) => signal,
  );
}
export function useOpportunities() {
  return useQuery(answerTo(listOpportunities, { params: { project: useProject().id } }));
}

/** The names of what these highlights are linked to; parts of bets are asked for where one is. */
export function useNamed(highlights: readonly Pick<Highlight, 'links'>[]): Named {
  const params = { project: useProject().id };
  const opportunities = useOpportunities().data?.opportunities ?? [];
  const parts = useQuery({
    ...answerTo(listBetParts, { params }),
    enabled: highlights.some(({ links }) => links.some(({ to }) => to.kind !== 'opportunity')),
  });
  return { opportunities, parts: parts.data?.parts ?? [] };
}

/** What was shown of evidence is old after any change of it. */
export function useForgetEvidence() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [readEvidence, listOpportunities, listEvidence, listThemes].map(({ path }) =>
        queries.invalidateQueries({ queryKey: [path] }),
      ),
    );
}

export type Marking = Call<typeof createHighlight>['body'] & {
  /** A new opportunity in these words, to which they are linked. */
  readonly statement?: string;
  /** How they stand to that new one. */
  readonly relation?: 'supports' | 'contradicts' | 'asked_for';
};

export function useMark() {
  const params = { project: useProject().id };
  const forget = useForgetEvidence();
  return useMutation({
    mutationFn: async ({ statement, relation = 'supports', ...body }: Marking) => {
      if (statement === undefined) return call(createHighlight, { params, body });
      const made = await call(createHighlight, { params, body });
      const { id } = await call(createOpportunity, {
        params,
        body: { statement, fromHighlight: made.id },
      });
      const link = { kind: 'opportunity' as const, id, relation };
      return call(createHighlight, { params, body: { ...body, link } });
    },
    // What shows it is asked anew; whoever goes on marking does not wait for that.
    onSuccess: () => void forget(),
  });
}

/** What was said becomes a signal; lists and timelines that could hold it are asked again. */
export function useNote() {
  const params = { project: useProject().id };
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Call<typeof createNote>['body']) => call(createNote, { params, body }),
    onSuccess: () =>
      Promise.all(
        [listSignals, listThemeSignals, listThemes, getTimeline, getPerson].map(({ path }) =>
          queries.invalidateQueries({ queryKey: [path] }),
        ),
      ),
  });
}
