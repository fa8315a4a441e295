import type { Experiment } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMetrics } from '../metrics/use-metrics.ts';
import { useProject } from '../shell/session.ts';
import { Card } from '../ui/Card.tsx';
import { formatCount, formatPlural, formatShare } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { useNow } from '../ui/use-now.ts';
import { formatMoment } from '../ui/when.ts';
import css from './experiments.module.css';
import { armWords, changesOf, metricWords, shortShare } from './words.ts';

type Props = { readonly experiment: Experiment };

/** What was agreed before anybody was in an arm, and every change of it since. */
export function PlanCard({ experiment }: Props) {
  const { plan, planVersion, unit } = experiment;
  const names = new Map((useMetrics().data?.metrics ?? []).map((one) => [one.id, one]));
  const project = String(useProject().id);
  const flag = (
    <Link
      to="/p/$project/ship"
      params={{ project }}
      search={{ open: experiment.flag }}
      className={layout['link']}
    >
      {experiment.flagKey}
    </Link>
  );
  const rows: readonly (readonly [string, ReactNode])[] = [
    ['Expected', plan.hypothesis || 'not said yet'],
    ['Flag', flag],
    ['Arms', `${armWords(plan)}; “${plan.control}” is the control`],
    [
      'Divided',
      `by ${unit === 'id' ? 'person' : unit}, ${formatShare(plan.coverage, 0)} take part`,
    ],
    ['Decides', metricWords(plan.primary === null ? [] : [plan.primary], names, 'not chosen yet')],
    ['Also watched', metricWords(plan.secondary, names)],
    ['Guardrails', metricWords(plan.guardrails, names)],
    ['Size', sizeWords(plan)],
    [
      'Early look',
      plan.mayDecideEarly ? 'may name a winner, at a higher risk' : 'never names a winner',
    ],
  ];
  return (
    <Card
      title="Plan"
      aside={<span className={layout['meta']}>version {planVersion}, never edited</span>}
    >
      <dl className={css['plan']}>
        {rows.map(([term, words]) => (
          <div key={term} style={{ display: 'contents' }}>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <Versions experiment={experiment} />
    </Card>
  );
}

function sizeWords({ people, days, minimumEffect, alpha, power }: Experiment['plan']): string {
  if (people === null || days === null || minimumEffect === null) return 'not said yet';
  return `${formatCount(people)} people in ${formatPlural(days, 'day', 'days')} find ${shortShare(minimumEffect)} in ${formatShare(power, 0)} of cases; false alarm ${formatShare(alpha, 0)}`;
}

function Versions({ experiment: { plans } }: Props) {
  const now = useNow();
  const changed = plans.slice(1);
  if (changed.length === 0) return null;
  return (
    <ol className={css['versions']}>
      {changed.map((one, place) => (
        <li key={one.version}>
          <b>Version {one.version}</b>
          {one.state === 'frozen'
            ? ', before the start'
            : ', people were in the arms already'}:{' '}
          {changesOf(plans[place]!.plan, one.plan).join(', ')}{' '}
          <span className={layout['meta']}>
            {one.by}, {formatMoment(one.at, now)}
          </span>
          {one.reason !== null && <q>{one.reason}</q>}
        </li>
      ))}
    </ol>
  );
}
