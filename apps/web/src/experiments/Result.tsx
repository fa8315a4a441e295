import { IconAlertTriangle } from '@tabler/icons-react';
import type {
  ArmEffect,
  MetricResult,
  Experiment,
  ExperimentResult,
  WithHistory,
} from '@tandem/contract';
import { Card } from '../ui/Card.tsx';
import { Figure } from '../ui/Figure.tsx';
import { formatCount } from '../ui/format.ts';
import { formatShare } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { SkeletonBlock, SkeletonLines } from '../ui/Skeleton.tsx';
import { CausalLabel } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatDate, formatMoment } from '../ui/when.ts';
import { ArmWords } from './ArmWords.tsx';
import { DecisionCard } from './DecisionCard.tsx';
import { EffectCard } from './EffectCard.tsx';
import { EffectTable } from './EffectTable.tsx';
import css from './experiments.module.css';
import { Health } from './Health.tsx';
import { PlanCard } from './PlanCard.tsx';
import { useDays, useResult } from './use-experiments.ts';
import {
  axisOf,
  formatDifference,
  formatEffect,
  formatRange,
  valueOf,
  historyWords,
  onPage,
  shortShare,
} from './words.ts';

type Props = { readonly experiment: WithHistory<Experiment> };

/** The sentence first, then what carries it, then the plan and who decides. */
export function Result({ experiment }: Props) {
  const result = useResult(experiment);
  const days = useDays(experiment);
  if (result.isError) {
    return <TroubleNote error={result.error} onRetry={() => void result.refetch()} />;
  }
  if (result.data === undefined) {
    return (
      <div className={css['body']}>
        <SkeletonLines widths={[70, 40]} />
        <SkeletonBlock height={300} />
      </div>
    );
  }
  const shown = result.data;
  const target = experiment.plan.minimumEffect;
  return (
    <div className={css['body']}>
      {shown.invalid === null ? (
        <Said experiment={experiment} result={shown} />
      ) : (
        <Invalid invalid={shown.invalid} />
      )}
      <Health experiment={experiment} result={shown} />
      {shown.metrics.length > 0 && (
        <div className={css['two']}>
          <EffectTable metrics={shown.metrics} plan={experiment.plan} />
          <EffectCard experiment={experiment} result={shown} asked={days} target={target} />
        </div>
      )}
      {shown.invalid === null && <ArmWords experiment={experiment} />}
      <div className={css['two']}>
        <PlanCard experiment={experiment} />
        <div className={css['column']}>
          <DecisionCard experiment={experiment} result={shown} />
          <HistoryCard experiment={experiment} />
        </div>
      </div>
    </div>
  );
}

type SaidProps = Props & { readonly result: ExperimentResult };

/** The sentence with its label, and the number it is about. */
function Said({ experiment, result }: SaidProps) {
  const { headline, isFinal, asOf } = result;
  const now = useNow();
  return (
    <section className={css['say']} aria-label="Result">
      <div className={css['words']}>
        <span>
          <CausalLabel design="randomised" />
        </span>
        <p>
          <b>{onPage(headline?.sentence ?? 'Nobody is in an arm yet.')}</b>{' '}
          {onPage(headline?.caveats.join(' ') ?? '')}
        </p>
        {isFinal && (
          <p className={css['was']}>
            As it was decided on, {formatMoment(asOf, now)}. <WouldNowBe result={result} />
          </p>
        )}
      </div>
      <Main experiment={experiment} result={result} />
    </section>
  );
}

/** Late events change a decided result no more: what they would make of it stands beside it. */
function WouldNowBe({ result }: Pick<SaidProps, 'result'>) {
  const { wouldNowBe, metrics, progress, headline } = result;
  const now = useNow();
  const told = (metric: MetricResult | undefined) =>
    metric?.effects.find(({ variant }) => variant === headline?.variant);
  const effect = told(wouldNowBe?.metric);
  if (wouldNowBe === null || effect === undefined) return null;
  const then = told(metrics.find(({ role }) => role === 'primary'));
  const figure = figureOf(effect);
  if (figure === figureOf(then) && wouldNowBe.people === progress.people) {
    return <>Nothing that arrived since would change it.</>;
  }
  return (
    <>
      With what arrived until {formatDate(wouldNowBe.asOf, now)} it would now be {figure}, of{' '}
      {formatCount(wouldNowBe.people)} people.
    </>
  );
}

const figureOf = (effect: ArmEffect | undefined): string =>
  effect === undefined || effect.relative === null
    ? 'open'
    : `${formatEffect(effect.relative.value)} (${formatRange(effect.relative)})`;

function Main({ experiment: { plan }, result }: SaidProps) {
  const primary = result.metrics.find(({ role }) => role === 'primary');
  const effect = primary?.effects.toSorted((a, b) => (a.pValue ?? 1) - (b.pValue ?? 1))[0];
  if (primary === undefined || effect === undefined) return null;
  const { relative, difference } = effect;
  if (relative === null) {
    if (difference === null) return null;
    return (
      <div className={css['figure']}>
        <b className={layout['mid']}>{valueOf(difference.value, primary.unit)}</b>
        <span className={layout['meta']}>{formatDifference(difference)}, as a difference</span>
      </div>
    );
  }
  const target = plan.minimumEffect;
  const [from, to] = axisOf([relative], target);
  return (
    <div className={css['figure']}>
      <Figure
        figure={formatEffect(relative.value)}
        range={`${formatShare(1 - plan.alpha, 0)} interval ${formatRange(relative)}`}
        aside={
          target === null ? undefined : `dashed: ${shortShare(target)}, the smallest worth finding`
        }
        bar={{
          ...relative,
          from,
          to,
          isFlat: !effect.isFound || result.progress.isEarly,
          target: target ?? undefined,
        }}
      />
    </div>
  );
}

function Invalid({ invalid }: { readonly invalid: NonNullable<ExperimentResult['invalid']> }) {
  return (
    <section className={css['invalid']} role="alert">
      <IconAlertTriangle size={20} aria-hidden="true" />
      <div>
        <h2>Invalid: no figure is shown</h2>
        <p>{onPage(invalid.message)}</p>
        <p>{invalid.hint}</p>
      </div>
    </section>
  );
}

function HistoryCard({ experiment: { history } }: Props) {
  const now = useNow();
  return (
    <Card title="How it went">
      <ol className={css['versions']} style={{ marginTop: 0, paddingTop: 0, border: 0 }}>
        {history.toReversed().map((entry, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- what happened has its place
          <li key={place}>
            <b>{entry.actor}</b> {historyWords(entry.move)}{' '}
            <span className={layout['meta']}>{formatMoment(entry.at, now)}</span>
            {entry.reason !== null && <q>{entry.reason}</q>}
          </li>
        ))}
      </ol>
    </Card>
  );
}
