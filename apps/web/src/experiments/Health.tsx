import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import type { Experiment, ExperimentResult } from '@tandem/contract';
import { Card } from '../ui/Card.tsx';
import { formatCount, formatPlural, formatShare } from '../ui/format.ts';
import css from './experiments.module.css';
import { formatP, shortShare } from './words.ts';

type Props = { readonly experiment: Experiment; readonly result: ExperimentResult };
type Check = {
  readonly title: string;
  readonly fact: string;
  readonly state: 'good' | 'open' | 'bad';
};
const icons = { good: IconCircleCheck, open: IconCircleDashed, bad: IconAlertTriangle };
const spoken = { good: 'in order', open: 'open', bad: 'not in order' };

/** Whether the figures may be believed at all: chance, tracking, the plan's end. */
export function Health({ experiment, result }: Props) {
  return (
    <Card>
      <ul className={css['health']} aria-label="Checks">
        {checksOf(experiment, result).map(({ title, fact, state }) => {
          const Icon = icons[state];
          return (
            <li key={title} className={css[state]}>
              <Icon size={18} role="img" aria-label={spoken[state]} />
              <span>
                <b>{title}</b>
                <small>{fact}</small>
              </span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function checksOf({ plan, state }: Experiment, result: ExperimentResult): readonly Check[] {
  const { arms, sampleRatio, tracking, progress, invalid, planChanges } = result;
  const counts = arms.map(({ people }) => formatCount(people)).join(' and ');
  const lost = tracking.inSeveral + tracking.inNone;
  return [
    {
      title: 'Sample ratio',
      fact: `${counts}, ${formatP(sampleRatio.pValue)}`,
      state: sampleRatio.mismatch ? 'bad' : 'good',
    },
    {
      title: 'Nobody in both arms',
      fact:
        lost === 0
          ? 'everybody met one arm'
          : `${formatCount(lost)} left out, ${formatShare(tracking.share)} of all`,
      state: tracking.isLost ? 'bad' : 'good',
    },
    {
      title: progress.isEarly ? 'Early look' : 'Plan reached',
      fact: progressWords(progress, state === 'running'),
      state: progress.isEarly ? 'open' : 'good',
    },
    ...(progress.power === null || invalid !== null || plan.minimumEffect === null
      ? []
      : [
          {
            title: 'Power so far',
            fact: `finds ${shortShare(plan.minimumEffect)} in ${formatShare(progress.power, 0)} of cases`,
            state: progress.power >= plan.power ? ('good' as const) : ('open' as const),
          },
        ]),
    {
      title: 'Only the random part',
      fact:
        tracking.inRings === 0
          ? 'nobody in a ring'
          : `${formatPlural(tracking.inRings, 'person', 'people')} of rings left out`,
      state: 'good',
    },
    ...(planChanges.length === 0
      ? []
      : [
          {
            title: 'Plan changed',
            fact: `${formatPlural(planChanges.length, 'time', 'times')} after it was frozen`,
            state: 'open' as const,
          },
        ]),
  ];
}

function progressWords(progress: ExperimentResult['progress'], isRunning: boolean): string {
  const { people, planned, daysLeft, isEarly } = progress;
  const of = planned === null ? '' : ` of ${formatCount(planned)}`;
  if (isEarly && !isRunning) return `stopped at ${formatCount(people)}${of} people`;
  if (!isEarly) return `${formatCount(people)}${of} people`;
  const left =
    daysLeft === null ? 'nobody yet' : `about ${formatPlural(daysLeft, 'day', 'days')} left`;
  return `${formatCount(people)}${of} people, ${left}`;
}
