import type { OutcomeResult, RandomisedReading } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { onPage } from '../experiments/words.ts';
import { CourseChart } from '../metrics/CourseChart.tsx';
import { formatRange, formatValue } from '../metrics/metric-words.ts';
import { useProject } from '../shell/session.ts';
import { Card } from '../ui/Card.tsx';
import { formatPlural } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { CausalLabel, Tag } from '../ui/Tag.tsx';
import { leftWords, reachedWords, relativeWords, wayWords } from './outcome-words.ts';
import css from './outcomes.module.css';

type Props = { readonly result: OutcomeResult };

/** Where it stands; what chance decided, and before against after, each apart from it. */
export function Result({ result }: Props) {
  return (
    <>
      <Standing result={result} />
      {result.randomised.map((one) => (
        <Randomised key={one.experiment} one={one} />
      ))}
      <BeforeAfter result={result} />
    </>
  );
}

function Standing({ result }: Props) {
  const { reading, metric, isSnapshot } = result;
  const { unit, name } = metric;
  const { estimate, target, baseline } = reading;
  const levels = [
    { name: 'target', at: target, isGoal: true },
    { name: 'baseline', at: baseline, isGoal: false },
  ];
  return (
    <Card
      title={name}
      aside={
        <span className={layout['meta']}>
          day {reading.day}, {leftWords(reading.daysLeft)}
        </span>
      }
    >
      <div className={layout['col']} style={{ gap: 12 }}>
        <div className={css['figures']}>
          <b className={layout['big']}>
            {estimate.value === null ? 'no value yet' : formatValue(estimate.value, unit)}
          </b>
          <span className={layout['ink2']}>
            {estimate.value !== null && `${formatRange(estimate, unit)}, `}
            {formatPlural(estimate.people, 'person', 'people')}
          </span>
          <Tag tone={reading.reached === null ? 'plain' : 'support'}>{reachedWords(reading)}</Tag>
        </div>
        <Way result={result} />
        <WouldBe result={result} />
        <CourseChart
          course={{
            name,
            unit,
            points: reading.days,
            levels,
            ...(isSnapshot && { ending: 'at the end' }),
          }}
        />
        {!isSnapshot &&
          reading.cautions.map((caution) => (
            <p key={caution} className={css['caution']}>
              {caution}
            </p>
          ))}
      </div>
    </Card>
  );
}

/** From baseline to target, in words and as a bar. */
export function Way({ result }: Props) {
  const { reading, metric } = result;
  const share = Math.max(0, Math.min(1, reading.shareOfWay ?? 0));
  return (
    <span className={layout['col']} style={{ gap: 4 }}>
      <span className={css['way']} aria-hidden="true">
        <i style={{ width: `${share * 100}%` }} />
      </span>
      <span className={`${layout['row']} ${layout['meta']} ${layout['num']}`}>
        <span>{formatValue(reading.baseline, metric.unit)}</span>
        <span className={layout['push']}>{wayWords(reading.shareOfWay)}</span>
        <span className={layout['push']}>{formatValue(reading.target, metric.unit)}</span>
      </span>
    </span>
  );
}

/** Beside what was signed: the same days by what is known today. */
function WouldBe({ result: { wouldNowBe, reading, metric } }: Props) {
  if (wouldNowBe === null || wouldNowBe.value === reading.estimate.value) return null;
  return (
    <p className={layout['small']}>
      As it was signed. With what arrived since it would now be{' '}
      <b>
        {wouldNowBe.value === null ? 'without a value' : formatValue(wouldNowBe.value, metric.unit)}
      </b>{' '}
      <span className={layout['ink2']}>({formatRange(wouldNowBe, metric.unit)})</span>.
    </p>
  );
}

function Randomised({ one }: { readonly one: RandomisedReading }) {
  const project = String(useProject().id);
  return (
    <Card
      title={
        <Link
          to="/p/$project/experiments/$experiment"
          params={{ project, experiment: one.experiment }}
          search={{}}
          className={layout['link']}
        >
          {one.name}
        </Link>
      }
      aside={<CausalLabel design="randomised" />}
    >
      <div className={layout['col']}>
        {one.relative !== null && <b className={layout['mid']}>{relativeWords(one.relative)}</b>}
        <p>{onPage(one.sentence)}</p>
        {one.caveats.map((caveat) => (
          <p key={caveat} className={layout['meta']}>
            {caveat}
          </p>
        ))}
      </div>
    </Card>
  );
}

function BeforeAfter({ result: { reading, metric } }: Props) {
  const { before, relative, sentence, cannotSay } = reading.beforeAfter;
  return (
    <section className={css['apart']} aria-label="Before against after">
      <div className={layout['row']}>
        <h2>Before against after</h2>
        <span className={layout['push']}>
          <CausalLabel design="observational" />
        </span>
      </div>
      <div className={css['figures']}>
        <b className={layout['mid']}>
          {relative === null ? 'not comparable yet' : relativeWords(relative)}
        </b>
        <span className={layout['ink2']}>
          before: {before.value === null ? 'no value' : formatValue(before.value, metric.unit)}
        </span>
      </div>
      <p className={layout['small']}>{onPage(sentence)}</p>
      <p className={layout['meta']}>{cannotSay}</p>
    </section>
  );
}
