import { askFunnel, type FunnelQuestion, type FunnelResult } from '@tandem/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconQuote } from '@tabler/icons-react';
import { useEffect } from 'react';
import { answerTo } from '../api.ts';
import { FirstSteps } from '../access/FirstSteps.tsx';
import { KeepFinding } from '../bets/KeepFinding.tsx';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatPlural } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { SkeletonCards, SkeletonColumns } from '../ui/Skeleton.tsx';
import states from '../ui/states.module.css';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { BreakdownChip } from './BreakdownChip.tsx';
import { useCatalogue } from './catalogue.ts';
import { CopyLink, ExploreTabs } from './ExploreTabs.tsx';
import { FilterChips } from './FilterChips.tsx';
import { FunnelBody } from './FunnelBody.tsx';
import { FunnelPanel } from './FunnelPanel.tsx';
import { findingOf, keptSearch } from './keeping.ts';
import { funnelOf, readSteps, suggestedSteps, writeSteps } from './questions.ts';
import { RangeChip } from './RangeChip.tsx';
import { noSelection, panelOf, selectionOf, wordsOfSelection } from './selection.ts';
import { worstLoss } from './sentences.ts';
import { StepsChip, StepsEditor } from './StepsChip.tsx';
import { funnelName } from './suggest.ts';
import { useToday, useWords } from './use-question.ts';
import { WindowChip } from './WindowChip.tsx';
import { eventName } from './words.ts';

/** Where people are lost on a path, and what exactly those people said. */
export function Funnel() {
  const project = useProject();
  const [search, set] = useWords();
  const question = funnelOf(search, useToday());
  const answer = useQuery({
    ...answerTo(askFunnel, { params: { project: project.id }, body: question! }),
    enabled: question !== undefined,
    placeholderData: keepPreviousData,
  });
  const result = question === undefined ? undefined : answer.data;
  const selection = result && selectionOf(search, result.steps.length);
  return (
    <Page
      title={funnelName(
        readSteps(search['steps']).map(({ event }) => event),
        eventName,
      )}
      crumbs={['Explore', 'Funnels']}
      facts={result && factsOf(result)}
      tag={<ExploreTabs />}
      actions={question !== undefined && <Actions result={result} />}
      chips={<Chips />}
      panel={
        question !== undefined && result !== undefined && selection !== undefined ? (
          <FunnelPanel
            key={`${selection.index} ${selection.outcome}`}
            question={question}
            result={result}
            selection={selection}
            tab={panelOf(search)}
            onTab={(panel) => set({ panel }, { replace: true })}
            onClose={() => set(noSelection, { replace: true })}
          />
        ) : null
      }
    >
      {question === undefined ? <Start /> : <Answer answer={answer} question={question} />}
    </Page>
  );
}

function Actions({ result }: { readonly result: FunnelResult | undefined }) {
  const [search, set] = useWords();
  const today = useToday();
  const worst = result && worstLoss(result);
  // Whoever has the people behind a number open has read why: keeping it comes next.
  const isRead = result !== undefined && selectionOf(search, result.steps.length) !== undefined;
  return (
    <>
      <CopyLink />
      {result !== undefined && (
        <KeepFinding
          question={{ page: 'funnel', search: keptSearch(search, today) }}
          says={findingOf(result, search)}
          isMain={isRead}
        />
      )}
      {worst !== undefined && !isRead && (
        <Button
          kind="main"
          icon={<IconQuote size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => set(wordsOfSelection({ index: worst.index, outcome: 'lost' }))}
        >
          Read why
        </Button>
      )}
    </>
  );
}

function Chips() {
  return (
    <>
      <StepsChip />
      <RangeChip />
      <WindowChip />
      <BreakdownChip />
      <FilterChips />
    </>
  );
}

function factsOf(result: FunnelResult): string {
  return `${formatPlural(result.people, 'person', 'people')}, answered in ${Math.round(result.tookMs)} ms`;
}

type AnswerProps = {
  readonly answer: ReturnType<typeof useQuery<FunnelResult>>;
  readonly question: FunnelQuestion;
};

function Answer({ answer, question }: AnswerProps) {
  if (answer.isError)
    return <TroubleNote error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <Loading />;
  return (
    <div
      className={answer.isPlaceholderData ? states['stale'] : undefined}
      aria-busy={answer.isFetching}
    >
      <FunnelBody result={answer.data} question={question} />
    </div>
  );
}

/** No steps in the address yet: a funnel from the names that are there, or the builder. */
function Start() {
  const [, set] = useWords();
  const catalogue = useCatalogue();
  const events = catalogue.data?.events;
  const suggestion = events && suggestedSteps(events);
  useEffect(() => {
    if (suggestion !== undefined) set({ steps: suggestion }, { replace: true });
  }, [set, suggestion]);
  if (catalogue.isError)
    return <TroubleNote error={catalogue.error} onRetry={() => void catalogue.refetch()} />;
  if (events === undefined || suggestion !== undefined) return <Loading />;
  if (events.length === 0) {
    return (
      <FirstSteps title="Nothing has happened here yet">
        A funnel needs events. The demo company comes with 76,000 of them and takes about half a
        minute; your own first event takes two lines.
      </FirstSteps>
    );
  }
  return (
    <EmptyState
      page
      title="Which way do people go?"
      actions={<StepsEditor steps={[]} onDone={(steps) => set({ steps: writeSteps(steps) })} />}
    >
      Choose two events or more, in the order they should happen. The answer names the step that
      loses most people.
    </EmptyState>
  );
}

function Loading() {
  return (
    <>
      <SkeletonColumns heights={[100, 84, 72, 60, 51, 45]} />
      <SkeletonCards left={[7]} />
    </>
  );
}
