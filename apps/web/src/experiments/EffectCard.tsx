import type { Answer, Experiment, ExperimentResult, getExperimentDays } from '@tandem/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Chart } from '../charts/Chart.tsx';
import { useScheme } from '../theme/scheme.ts';
import { Card } from '../ui/Card.tsx';
import { Choice } from '../ui/Choice.tsx';
import { formatShare } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { SkeletonBlock } from '../ui/Skeleton.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { effectOption, effectSentence, toldDays } from './effect-picture.ts';
import css from './experiments.module.css';
import { shortShare } from './words.ts';

type Props = {
  readonly experiment: Experiment;
  readonly result: ExperimentResult;
  readonly asked: UseQueryResult<Answer<typeof getExperimentDays>>;
  readonly target: number | null;
};

/** How the effect on the deciding metric came together, day by day. */
export function EffectCard({ experiment: { plan }, result, asked, target }: Props) {
  const scheme = useScheme();
  const variants = plan.arms.map(({ variant }) => variant).filter((one) => one !== plan.control);
  const [chosen, setChosen] = useState(variants[0] ?? '');
  const name = result.metrics.find(({ role }) => role === 'primary')?.name ?? 'the metric';
  const told = useMemo(() => toldDays(asked.data?.days ?? [], chosen), [asked.data, chosen]);
  const option = useMemo(() => effectOption(told, target, { scheme }), [told, target, scheme]);
  return (
    <Card
      title="Effect over time"
      aside={<span className={layout['meta']}>{name}, so far at the end of each day</span>}
    >
      {variants.length > 1 && (
        <Choice
          label="Variant"
          value={chosen}
          options={variants.map((one) => [one, one] as const)}
          onChange={setChosen}
        />
      )}
      {asked.isError && <TroubleNote error={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.isPending && <SkeletonBlock height={260} />}
      {asked.isSuccess && told.length === 0 && (
        <p className={`${layout['small']} ${layout['ink2']}`}>
          No day has ended with enough people in both arms yet.
        </p>
      )}
      {told.length > 0 && (
        <>
          <Chart option={option} height={260} label={effectSentence(told, name)} />
          <div className={`${layout['meta']} ${css['legend']}`} aria-hidden="true">
            <span>
              <i className={css['line']} />
              estimate
            </span>
            <span>
              <i className={css['band']} />
              {formatShare(1 - plan.alpha, 0)} interval
            </span>
            {target !== null && (
              <span>
                <i className={css['target']} />
                smallest effect {shortShare(target)}
              </span>
            )}
          </div>
        </>
      )}
    </Card>
  );
}
