import type { Experiment, WithHistory } from '@tandem/contract';
import { Link, useParams } from '@tanstack/react-router';
import { useProject } from '../shell/session.ts';
import { Page } from '../ui/Page.tsx';
import { SkeletonCards } from '../ui/Skeleton.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatDate } from '../ui/when.ts';
import { DraftForm } from './DraftForm.tsx';
import { ExperimentMoves } from './ExperimentMoves.tsx';
import css from './experiments.module.css';
import { PlanCard } from './PlanCard.tsx';
import { Result } from './Result.tsx';
import { useExperiment } from './use-experiments.ts';
import { stateWords } from './words.ts';

/** One experiment: its plan while it is drafted, and from its start on what may be said of it. */
export function ExperimentPage() {
  const { experiment: id } = useParams({ from: '/p/$project/experiments/$experiment' });
  const asked = useExperiment(id);
  const experiment = asked.data;
  const now = useNow();
  const project = String(useProject().id);
  const up = (
    <Link to="/p/$project/experiments" params={{ project }} search={{}}>
      Experiments
    </Link>
  );
  if (experiment === undefined) {
    return (
      <Page title="Experiment" crumbs={['Launch', up]}>
        {asked.isError ? (
          <TroubleNote error={asked.error} onRetry={() => void asked.refetch()} />
        ) : (
          <SkeletonCards left={[4, 9]} right={[4, 9]} />
        )}
      </Page>
    );
  }
  const [words, tone] = stateWords[experiment.state];
  return (
    <Page
      title={experiment.name}
      crumbs={['Launch', up, experiment.name]}
      facts={factsOf(experiment, now)}
      tag={<Tag tone={tone}>{words}</Tag>}
      actions={
        experiment.state === 'draft' ? undefined : <ExperimentMoves experiment={experiment} />
      }
    >
      <Body experiment={experiment} />
    </Page>
  );
}

function Body({ experiment }: { readonly experiment: WithHistory<Experiment> }) {
  if (experiment.state === 'draft')
    return <DraftForm key={experiment.id} experiment={experiment} />;
  if (experiment.startedAt !== null) return <Result experiment={experiment} />;
  return (
    <div className={css['two']}>
      <PlanCard experiment={experiment} />
    </div>
  );
}

/** "flag checkout · plan frozen 27 Jul · 28 Jul to 22 Sep". */
function factsOf(
  { flagKey, history, startedAt, stoppedAt }: WithHistory<Experiment>,
  now: Date,
): string {
  const frozen = history.find(({ move }) => move === 'freeze')?.at;
  const from = startedAt === null ? undefined : formatDate(startedAt, now);
  const to = stoppedAt === null ? 'now' : formatDate(stoppedAt, now);
  return [
    `flag ${flagKey}`,
    frozen === undefined ? undefined : `plan frozen ${formatDate(frozen, now)}`,
    from === undefined ? undefined : `${from} to ${to}`,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}
