import type { Experiment, ExperimentResult } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { useExperiments, useResult } from '../experiments/use-experiments.ts';
import { axisOf, formatEffect, formatRange, onPage, stateWords } from '../experiments/words.ts';
import { useProject } from '../shell/session.ts';
import { Card } from '../ui/Card.tsx';
import { IntervalBar } from '../ui/IntervalBar.tsx';
import layout from '../ui/layout.module.css';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { CausalLabel, Tag } from '../ui/Tag.tsx';
import css from './outcomes.module.css';

/** What chance decided, each with its one sentence; nothing where no experiment was started. */
export function ExperimentResults() {
  const all = useExperiments().data?.experiments ?? [];
  const started = all.filter(({ startedAt }) => startedAt !== null);
  if (started.length === 0) return null;
  return (
    <Card title="Experiments">
      {started.map((experiment) => (
        <Row key={experiment.id} experiment={experiment} />
      ))}
    </Card>
  );
}

function Row({ experiment }: { readonly experiment: Experiment }) {
  const project = String(useProject().id);
  const { data } = useResult(experiment);
  const [words, tone] = stateWords[experiment.state];
  return (
    <div className={css['result']}>
      <div className={layout['col']} style={{ gap: 4 }}>
        <span className={layout['row']}>
          <Link
            to="/p/$project/experiments/$experiment"
            params={{ project, experiment: experiment.id }}
            search={{}}
            className={layout['link']}
          >
            {experiment.name}
          </Link>
          <Tag tone={tone}>{words}</Tag>
        </span>
        {data === undefined ? (
          <SkeletonLines widths={[70]} />
        ) : (
          <span className={layout['small']}>
            {onPage(data.headline?.sentence ?? data.invalid?.message ?? 'It has no result yet.')}
          </span>
        )}
      </div>
      {data?.invalid === null && <Told result={data} />}
    </div>
  );
}

/** The leading effect as a figure with its interval, beside the sentence. */
function Told({ result }: { readonly result: ExperimentResult }) {
  const primary = result.metrics.find(({ role }) => role === 'primary');
  const effect =
    primary?.effects.find(({ variant }) => variant === result.winner) ?? primary?.effects[0];
  const relative = effect?.relative ?? null;
  if (relative === null) return <CausalLabel design="randomised" />;
  const [from, to] = axisOf([relative], null);
  return (
    <div className={layout['col']} style={{ gap: 4 }}>
      <span className={layout['row']}>
        <b className={layout['num']}>{formatEffect(relative.value)}</b>
        <span className={`${layout['meta']} ${layout['num']}`}>[{formatRange(relative)}]</span>
        <span className={layout['push']}>
          <CausalLabel design="randomised" />
        </span>
      </span>
      <span className={layout['row']}>
        <IntervalBar {...relative} from={from} to={to} isFlat={effect?.isFound === false} />
      </span>
    </div>
  );
}
