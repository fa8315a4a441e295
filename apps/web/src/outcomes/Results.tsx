import type { Outcome, OutcomeResult } from '@tandem/contract';
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { CourseChart } from '../metrics/CourseChart.tsx';
import { formatRange, formatValue } from '../metrics/metric-words.ts';
import { useProject } from '../shell/session.ts';
import { buttonClass, mainAction } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import columns from '../ui/columns.module.css';
import { EmptyState } from '../ui/EmptyState.tsx';
import { capitalised } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { Page } from '../ui/Page.tsx';
import { SkeletonBlock, SkeletonCards } from '../ui/Skeleton.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { ExperimentResults } from './ExperimentResults.tsx';
import { Learnings } from './Learnings.tsx';
import { byNews, leftWords, outcomeStates, reachedWords } from './outcome-words.ts';
import css from './outcomes.module.css';
import { Way } from './Result.tsx';
import { isClosed, isMeasured } from './states.ts';
import { resultOf, useOutcomes } from './use-outcomes.ts';

type Row = { readonly outcome: Outcome; readonly result: OutcomeResult | undefined };

/** What was set out for and where it stands; what may be closed or was reached comes first. */
export function Results() {
  const project = useProject().id;
  const asked = useOutcomes();
  const measured = (asked.data?.outcomes ?? []).filter(isMeasured);
  const results = useQueries({ queries: measured.map(({ id }) => resultOf(project, id)) });
  const rows = measured
    .map((outcome, i) => ({ outcome, result: results[i]?.data }))
    .toSorted((a, b) =>
      byNews(
        { outcome: a.outcome, reading: a.result?.reading },
        { outcome: b.outcome, reading: b.result?.reading },
      ),
    );
  const trouble = asked.error ?? results.find(({ error }) => error !== null)?.error ?? null;
  const open = rows.filter(({ outcome }) => !isClosed(outcome));
  const closed = rows.filter(({ outcome }) => isClosed(outcome));
  return (
    <Page title="Results" crumbs={['Learn', 'Results']} facts={factsOf(open, closed)}>
      {trouble !== null && <TroubleNote error={trouble} onRetry={() => void asked.refetch()} />}
      {asked.isPending && <SkeletonCards left={[4, 4]} />}
      {asked.data !== undefined && rows.length === 0 && (
        <Nothing hasOutcomes={asked.data.outcomes.length > 0} />
      )}
      <div className={columns['column']}>
        {open.length > 0 && <Group title="Outcomes being measured" rows={open} />}
        <ExperimentResults />
        {closed.length > 0 && <Group title="Closed outcomes" rows={closed} />}
        <Learnings />
      </div>
    </Page>
  );
}

function factsOf(open: readonly Row[], closed: readonly Row[]): string | false {
  if (open.length + closed.length === 0) return false;
  return `${open.length} being measured, ${closed.length} closed`;
}

function Nothing({ hasOutcomes }: { readonly hasOutcomes: boolean }) {
  const project = String(useProject().id);
  return (
    <EmptyState
      page
      title="Nothing is being measured yet"
      actions={
        <Link
          to="/p/$project/outcomes"
          params={{ project }}
          search={hasOutcomes ? {} : { new: 'yes' }}
          className={buttonClass({ kind: 'main' })}
          {...mainAction}
        >
          {hasOutcomes ? 'Open the outcomes' : 'Write the first outcome'}
        </Link>
      }
    >
      An outcome that both sides have signed is measured from the day you say. Here you see how far
      it has come, and on which day it was reached.
    </EmptyState>
  );
}

/** So few that there is room for the course of each. */
const fewest = 2;

function Group({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  return (
    <Card title={title}>
      {rows.map(({ outcome, result }, i) => (
        <Fragment key={outcome.id}>
          <ResultRow outcome={outcome} result={result} isFirst={i === 0} />
          {rows.length <= fewest && result !== undefined && <Course result={result} />}
        </Fragment>
      ))}
    </Card>
  );
}

function Course({ result: { reading, metric, isSnapshot } }: { readonly result: OutcomeResult }) {
  const levels = [
    { name: 'target', at: reading.target, isGoal: true },
    { name: 'baseline', at: reading.baseline, isGoal: false },
  ];
  const { name, unit } = metric;
  const ending = isSnapshot ? { ending: 'at the end' } : {};
  return (
    <div className={css['course']}>
      <CourseChart course={{ name, unit, points: reading.days, levels, ...ending }} height={220} />
    </div>
  );
}

/** The first one is what the page is opened for: it is the page's main action. */
function ResultRow({ outcome, result, isFirst }: Row & { readonly isFirst: boolean }) {
  const project = String(useProject().id);
  const [words, tone] = outcomeStates[outcome.state];
  const isLead = isFirst && !isClosed(outcome);
  return (
    <div className={css['result']}>
      <div className={layout['col']} style={{ gap: 4 }}>
        <span className={layout['row']}>
          <Link
            to="/p/$project/outcomes/$outcome"
            params={{ project, outcome: outcome.id }}
            search={{}}
            className={layout['link']}
            {...(isLead && mainAction)}
          >
            {capitalised(outcome.sentence)}
          </Link>
          <Tag tone={tone}>{words}</Tag>
        </span>
        {result !== undefined && <Told outcome={outcome} result={result} />}
      </div>
      {result === undefined ? <SkeletonBlock height={28} /> : <Way result={result} />}
    </div>
  );
}

function Told({ outcome, result: { reading, metric } }: Row & { readonly result: OutcomeResult }) {
  const { estimate, daysLeft, suggests } = reading;
  const next =
    isClosed(outcome) || daysLeft > 0
      ? leftWords(daysLeft)
      : `the window is over: the interval supports “${suggests}”`;
  return (
    <span className={`${layout['small']} ${layout['ink2']} ${layout['num']}`}>
      {metric.name}{' '}
      <b>
        {estimate.value === null ? 'without a value' : formatValue(estimate.value, metric.unit)}
      </b>
      {estimate.value !== null && ` [${formatRange(estimate, metric.unit)}]`},{' '}
      {reachedWords(reading)}
      {!isClosed(outcome) && `, ${next}`}
    </span>
  );
}
