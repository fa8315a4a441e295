import type { BetPage, Outcome, OutcomeResult } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { axisOf, formatEffect, formatRange as formatEffects } from '../experiments/words.ts';
import { useWords } from '../insights/use-question.ts';
import { formatValue } from '../metrics/metric-words.ts';
import { useMetrics } from '../metrics/use-metrics.ts';
import { aimWords, briefWords, effectOf, outcomeStates } from '../outcomes/outcome-words.ts';
import { useOutcomeResult, useOutcomes } from '../outcomes/use-outcomes.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { cx } from '../ui/cx.ts';
import { IntervalBar } from '../ui/IntervalBar.tsx';
import layout from '../ui/layout.module.css';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { CausalLabel, Tag } from '../ui/Tag.tsx';
import css from './bets.module.css';
import { Missing } from './WhyCard.tsx';

/** The outcome that both sides agreed to judge it by, and where it stands. */
export function JudgeCard({ bet }: { readonly bet: BetPage }) {
  const [, set] = useWords();
  const outcome = useOutcomes().data?.outcomes.find(({ id }) => id === bet.outcome);
  if (outcome === undefined) {
    return (
      <Card title="Judge">
        <Missing says="How will you know? Choose the outcome that it is to move.">
          {bet.gate !== null && (
            <Button size="small" onClick={() => set({ do: 'edit' })}>
              Choose an outcome
            </Button>
          )}
        </Missing>
      </Card>
    );
  }
  const [words, tone] = outcomeStates[outcome.state];
  return (
    <Card title="Judge" aside={<Tag tone={tone}>{words}</Tag>}>
      <Judged outcome={outcome} />
    </Card>
  );
}

function Judged({ outcome }: { readonly outcome: Outcome }) {
  const project = String(useProject().id);
  const { id, state, signatures } = outcome;
  const metric = useMetrics().data?.metrics.find((one) => one.id === outcome.metric?.id);
  const isMeasured = !['draft', 'proposed', 'agreed'].includes(state);
  const asked = useOutcomeResult(id, isMeasured);
  const result = asked.data;
  return (
    <>
      <Link
        to="/p/$project/outcomes/$outcome"
        params={{ project, outcome: id }}
        search={{}}
        className={css['goal']}
        title={outcome.sentence}
      >
        {briefWords(outcome, metric)}
      </Link>
      {isMeasured && asked.isPending && <SkeletonLines widths={[60, 80, 100]} />}
      {result !== undefined && <Effects result={result} />}
      <ul className={css['facts']}>
        {result !== undefined && <Course result={result} />}
        <li>
          <span>Signed by</span>
          <b>{signatures.map(({ name }) => name).join(', ') || 'nobody yet'}</b>
        </li>
      </ul>
    </>
  );
}

/** What chance decided first; before against after apart from it, and lighter. */
function Effects({ result }: { readonly result: OutcomeResult }) {
  const effect = effectOf(result);
  const { relative } = result.reading.beforeAfter;
  if (effect === null && relative === null) return null;
  const axis = effect === null ? null : axisOf([effect], effect.target);
  return (
    <div className={css['effects']}>
      {effect !== null && axis !== null && (
        <>
          <div className={css['effect']}>
            <b className={layout['big']}>{formatEffect(effect.value)}</b>
            <CausalLabel design="randomised" />
          </div>
          <p className={cx(layout['meta'], layout['num'])}>
            95% interval {formatEffects(effect)}
            {effect.target !== null && `, target ${aimWords(effect.target)}`}
          </p>
          <IntervalBar
            {...effect}
            from={axis[0]}
            to={axis[1]}
            target={effect.target ?? undefined}
          />
        </>
      )}
      {relative !== null && (
        <div className={css['apart']}>
          <div className={css['effect']}>
            <b className={layout['mid']}>{formatEffect(relative.value)}</b>
            <CausalLabel design="observational" />
          </div>
          <p className={cx(layout['meta'], layout['num'])}>
            {relative.value < 0 ? 'lower' : 'higher'} than as long before [{formatEffects(relative)}
            ]; that does not say why
          </p>
        </div>
      )}
    </div>
  );
}

function Course({ result: { reading, metric } }: { readonly result: OutcomeResult }) {
  const { estimate, day, baseline } = reading;
  const now = estimate.value === null ? 'no value yet' : formatValue(estimate.value, metric.unit);
  return (
    <li>
      <span>Day {day}</span>
      <b>
        {formatValue(baseline, metric.unit)} → {now}
      </b>
    </li>
  );
}
