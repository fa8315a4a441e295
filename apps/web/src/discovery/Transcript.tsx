import { getSignal, type Interview } from '@tandem/contract';
import { useQuery } from '@tanstack/react-query';
import { answerTo } from '../api.ts';
import { Marker } from '../evidence/Marker.tsx';
import { useProject } from '../shell/session.ts';
import { EvidencePanel } from '../ui/EvidencePanel.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { kindWords } from './sprint-words.ts';

type Props = {
  readonly interview: Interview;
  /** Id of the transcript. */
  readonly signal: string;
  readonly onClose: () => void;
};

/** What somebody told, to be read and highlighted. */
export function Transcript({ interview, signal, onClose }: Props) {
  const asked = useQuery(answerTo(getSignal, { params: { project: useProject().id, id: signal } }));
  return (
    <EvidencePanel
      title={interview.name || 'Interview'}
      subtitle={`${kindWords[interview.kind]}, guide version ${interview.guideVersion}`}
      tabs={[{ id: 'words', label: 'Words' }]}
      tab="words"
      onTab={() => {}}
      onClose={onClose}
    >
      {asked.isError && <TroubleNote error={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.isPending && <SkeletonLines widths={[90, 84, 92, 70]} />}
      {asked.data !== undefined && <Marker signal={asked.data} />}
    </EvidencePanel>
  );
}
