import type { Metric, Outcome, OutcomeResult } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { useBets } from '../bets/use-bets.ts';
import { useWords } from '../insights/use-question.ts';
import { formatValue } from '../metrics/metric-words.ts';
import { useMetrics } from '../metrics/use-metrics.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import list from '../ui/list.module.css';
import { EmptyState } from '../ui/EmptyState.tsx';
import { capitalised, formatPlural } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { ListPage } from '../ui/ListPage.tsx';
import { Tag } from '../ui/Tag.tsx';
import { NewOutcome } from './NewOutcome.tsx';
import { NextMetrics } from './NextMetrics.tsx';
import { leftWords, outcomeStates, targetWords, unaimedAt, windowWords } from './outcome-words.ts';
import { Way } from './Result.tsx';
import { isMeasured } from './states.ts';
import { useOutcomeResult, useOutcomes } from './use-outcomes.ts';

/** What is to change, by how much and by when, with who has signed. */
export function Outcomes() {
  const [search, set] = useWords();
  const asked = useOutcomes();
  const metrics = useMetrics().data?.metrics ?? [];
  const all = asked.data?.outcomes ?? [];
  const isEmpty = asked.data !== undefined && all.length === 0;
  const draft = () => set({ new: 'yes' });
  return (
    <ListPage
      title="Outcomes"
      station="Decide"
      asked={[asked]}
      isEmpty={isEmpty}
      facts={formatPlural(all.length, 'outcome', 'outcomes')}
      begin={{ label: 'Outcome', act: draft }}
      empty={<Nothing onBegin={draft} />}
    >
      <ul className={list['list']}>
        {all.map((outcome) => (
          <OutcomeCard
            key={outcome.id}
            outcome={outcome}
            metric={metrics.find(({ id }) => id === outcome.metric?.id)}
          />
        ))}
      </ul>
      {all.length > 0 && <NextMetrics metrics={unaimedAt(metrics, all)} onWrite={draft} />}
      <NewOutcome
        isOpen={search['new'] === 'yes'}
        onClose={() => set({ new: undefined }, { replace: true })}
      />
    </ListPage>
  );
}

function Nothing({ onBegin }: { readonly onBegin: () => void }) {
  return (
    <EmptyState
      page
      title="Nothing is agreed yet"
      actions={
        <Button kind="main" onClick={onBegin}>
          Write the first outcome
        </Button>
      }
    >
      Write in one sentence what is to change for people, by how much and by when. Product and
      marketing sign it together; from then on it is measured.
    </EmptyState>
  );
}

/** The value and how far that is, at a glance. */
function Standing({ result }: { readonly result: OutcomeResult }) {
  const { estimate, daysLeft } = result.reading;
  return (
    <span>
      <span className={`${layout['row']} ${layout['num']}`}>
        <b>
          {estimate.value === null
            ? 'no value yet'
            : formatValue(estimate.value, result.metric.unit)}
        </b>
        <span className={`${layout['meta']} ${layout['push']}`}>{leftWords(daysLeft)}</span>
      </span>
      <Way result={result} />
    </span>
  );
}

type CardProps = { readonly outcome: Outcome; readonly metric: Metric | undefined };

function OutcomeCard({ outcome, metric }: CardProps) {
  const project = String(useProject().id);
  const [words, tone] = outcomeStates[outcome.state];
  const { target, window, signatures } = outcome;
  const result = useOutcomeResult(outcome.id, isMeasured(outcome));
  const facts = [
    metric?.name ?? 'no metric chosen',
    target !== null && targetWords(target, metric?.unit ?? outcome.reading.unit ?? 'count'),
    window !== null && windowWords(window),
    outcome.state === 'proposed' && `${signatures.length} of 2 signed`,
  ].filter((fact) => fact !== false);
  return (
    <li>
      <Link
        to="/p/$project/outcomes/$outcome"
        params={{ project, outcome: outcome.id }}
        search={{}}
        className={list['card']}
      >
        <span className={list['split']}>
          <span>
            <span className={list['head']}>
              <b>{capitalised(outcome.sentence)}</b>
              <Tag tone={tone}>{words}</Tag>
            </span>
            <span className={`${layout['meta']} ${layout['num']}`}>{facts.join(' · ')}</span>
          </span>
          {result.data !== undefined && <Standing result={result.data} />}
          {result.isLoading && <span style={{ minHeight: 48 }} />}
        </span>
        {(outcome.isOutput || outcome.warnings.length > 0) && (
          <span className={layout['row']}>
            {outcome.isOutput && <Tag tone="warn">names a piece of work</Tag>}
            {outcome.warnings.map(({ rule }) => (
              <Tag key={rule} tone="warn">
                {rule === 'outcome.metric.vanity' ? 'vanity metric' : 'metric counts work'}
              </Tag>
            ))}
          </span>
        )}
        <Behind outcome={outcome} />
      </Link>
    </li>
  );
}

/** Who signed it, and the bets that are to move it. */
function Behind({ outcome: { id, signatures } }: { readonly outcome: Outcome }) {
  const bets = useBets().data?.bets.filter(({ outcome }) => outcome === id);
  return (
    <span className={list['facts']}>
      {signatures.map(({ side, name }) => (
        <span key={side}>
          {side} <b>{name}</b>
        </span>
      ))}
      {bets?.length === 0 && <span>no bet is to move it yet</span>}
      {bets !== undefined && bets.length > 0 && (
        <span>
          to be moved by <b>{bets.map(({ title }) => title).join(', ')}</b>
        </span>
      )}
    </span>
  );
}
