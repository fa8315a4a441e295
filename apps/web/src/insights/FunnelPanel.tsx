import {
  listFunnelTraits,
  listFunnelWords,
  type FunnelQuestion,
  type FunnelResult,
  type FunnelSet,
} from '@tandem/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerTo } from '../api.ts';
import { useProject } from '../shell/session.ts';
import { EvidencePanel } from '../ui/EvidencePanel.tsx';
import { formatCount } from '../ui/format.ts';
import { PanelPeople } from './PanelPeople.tsx';
import { PanelTraits } from './PanelTraits.tsx';
import { PanelWords } from './PanelWords.tsx';
import type { PanelTab, Selection } from './selection.ts';
import { wordsShown } from './words-shown.ts';
import { tellingTraits } from './telling.ts';
import { eventName } from './words.ts';

type Props = {
  readonly question: FunnelQuestion;
  readonly result: FunnelResult;
  readonly selection: Selection;
  readonly tab: PanelTab;
  readonly onTab: (tab: PanelTab) => void;
  readonly onClose: () => void;
};

/** The people behind one number of the funnel: their words, what sets them apart, who they are. */
export function FunnelPanel({ question, result, selection, tab, onTab, onClose }: Props) {
  const project = useProject();
  const [limit, setLimit] = useState(wordsShown);
  const set: FunnelSet = { question, step: selection.index, outcome: selection.outcome };
  const params = { project: project.id };
  const words = useQuery({
    ...answerTo(listFunnelWords, { params, body: { ...set, limit } }),
    placeholderData: keepPreviousData,
  });
  const traits = useQuery({
    ...answerTo(listFunnelTraits, { params, body: set }),
    enabled: selection.outcome === 'lost',
  });
  const title = titleOf(result, selection);
  return (
    <EvidencePanel
      title={title}
      subtitle={words.data && subtitleOf(words.data.peopleWithWords)}
      tab={selection.outcome === 'reached' && tab === 'traits' ? 'words' : tab}
      onTab={onTab}
      onClose={onClose}
      tabs={[
        { id: 'words', label: 'Words', count: words.data && formatCount(words.data.total) },
        ...(selection.outcome === 'lost'
          ? [
              {
                id: 'traits',
                label: 'Traits',
                count: traits.data && String(tellingTraits(traits.data).length),
              } as const,
            ]
          : []),
        { id: 'people', label: 'People', count: words.data && formatCount(words.data.people) },
      ]}
    >
      {tab === 'people' ? (
        <PanelPeople set={set} />
      ) : tab === 'traits' && selection.outcome === 'lost' ? (
        <PanelTraits traits={traits} passed={result.steps[selection.index]?.people ?? 0} />
      ) : (
        <PanelWords
          words={words}
          title={title}
          onAll={() => setLimit(200)}
          traits={traits}
          passed={result.steps[selection.index]?.people ?? 0}
        />
      )}
    </EvidencePanel>
  );
}

/** "22,507 left at Category": counted where they were last. */
function titleOf(result: FunnelResult, { index, outcome }: Selection): string {
  const step = result.steps[index]!;
  if (outcome === 'reached') return `${formatCount(step.people)} reached ${eventName(step.event)}`;
  return `${formatCount(step.lost)} left at ${eventName(result.steps[index - 1]?.event ?? '')}`;
}

function subtitleOf(withWords: number): string {
  if (withWords === 0) return 'None of them said anything yet.';
  return `${formatCount(withWords)} of them said something. Words of these people only.`;
}
