import type { ExperimentPlan, Metric } from '@tandem/contract';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { formatPlural } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { wantedOf } from './draft.ts';
import css from './experiments.module.css';
import { useCalculation } from './use-experiments.ts';
import { valueOf, onPage } from './words.ts';

type Props = {
  readonly plan: ExperimentPlan;
  readonly metric: Metric | undefined;
  readonly onTake: (size: { readonly people: number; readonly days: number }) => void;
};

/** People and days for this plan, from what the metric was lately; or what can be known instead. */
export function Calculator({ plan, metric, onTake }: Props) {
  const wanted = wantedOf(plan);
  const asked = useCalculation(wanted);
  const answer = asked.data;
  if (wanted === undefined || metric === undefined) {
    return (
      <div className={css['calculator']}>
        Choose the metric that decides and the smallest effect: the calculator says how many people
        that takes.
      </div>
    );
  }
  if (asked.isError)
    return <TroubleNote error={asked.error} onRetry={() => void asked.refetch()} />;
  if (answer === undefined)
    return <div className={css['calculator']}>Counting the last four weeks.</div>;
  const { baseline, people, days, isPossible } = answer;
  const isTaken = people === plan.people && (days === null || days === plan.days);
  return (
    <div className={cx(css['calculator'], !isPossible && css['tight'])} aria-live="polite">
      <b>{onPage(answer.sentence)}</b>
      {baseline !== null && baseline.people !== null && (
        <span className={layout['num']}>
          {metric.name} was {valueOf(baseline.value, metric.unit)} in the last four weeks, over{' '}
          {formatPlural(baseline.people, 'person', 'people')}.
        </span>
      )}
      {people !== null && days !== null && !isTaken && (
        <div>
          <Button size="small" onClick={() => onTake({ people, days })}>
            Plan {formatPlural(people, 'person', 'people')} and {formatPlural(days, 'day', 'days')}
          </Button>
        </div>
      )}
    </div>
  );
}
