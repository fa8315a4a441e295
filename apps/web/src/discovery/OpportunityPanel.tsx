import type { Opportunity } from '@tandem/contract';
import { useState } from 'react';
import { EvidencePanel } from '../ui/EvidencePanel.tsx';
import { formatCount } from '../ui/format.ts';
import { ReopenAsked } from '../engage/ReopenAsked.tsx';
import { PeopleDots } from '../evidence/PeopleDots.tsx';
import { Decision } from './Decision.tsx';
import { EditStatement } from './EditStatement.tsx';
import { EvidenceWords } from './EvidenceWords.tsx';
import { isJudged, Solved } from './Solved.tsx';

type Tab = 'words' | 'decision' | 'solved';
type Props = { readonly opportunity: Opportunity; readonly onClose: () => void };

/** What it rests on, and what is missing before both sides may sign. */
export function OpportunityPanel({ opportunity, onClose }: Props) {
  const hasSolution = isJudged(opportunity);
  const [chosen, setTab] = useState(firstTab(opportunity));
  const tab = chosen === 'solved' && !hasSolution ? 'words' : chosen;
  const { statement, counts, criteria } = opportunity;
  const holding = criteria.filter(({ passes }) => passes).length;
  return (
    <EvidencePanel
      title={statement}
      subtitle={<PeopleDots counts={counts} />}
      tabs={[
        { id: 'words', label: 'Words', count: formatCount(counts.highlights) },
        { id: 'decision', label: 'Worth solving?', count: `${holding} of ${criteria.length}` },
        ...(hasSolution ? [{ id: 'solved', label: 'Solved?' } as const] : []),
      ]}
      tab={tab}
      onTab={setTab}
      onClose={onClose}
    >
      <ReopenAsked opportunity={opportunity.id} />
      {tab === 'solved' && <Solved opportunity={opportunity} />}
      {tab === 'words' && <EvidenceWords opportunity={opportunity} />}
      {tab === 'decision' && (
        <>
          <EditStatement key={opportunity.version} opportunity={opportunity} />
          <Decision opportunity={opportunity} />
        </>
      )}
    </EvidencePanel>
  );
}

/** What is read first: the words, unless they suffice and a side is asked for a judgement of them. */
function firstTab({ state, criteria }: Opportunity): Tab {
  if (state === 'addressed' || state === 'verified_solved') return 'solved';
  return state === 'exploring' && criteria.every(({ passes }) => passes) ? 'decision' : 'words';
}
