import type { Outcome, WithHistory } from '@tandem/contract';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useBets } from '../bets/use-bets.ts';
import { useMetrics } from '../metrics/use-metrics.ts';
import { useProject } from '../shell/session.ts';
import { Card } from '../ui/Card.tsx';
import columns from '../ui/columns.module.css';
import { capitalised } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { Page } from '../ui/Page.tsx';
import { SkeletonBlock, SkeletonCards } from '../ui/Skeleton.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatMoment } from '../ui/when.ts';
import { Agreement } from './Agreement.tsx';
import { Aiming } from './Aiming.tsx';
import { Closing } from './Closing.tsx';
import { OutcomeFields } from './OutcomeFields.tsx';
import { OutcomeMoves } from './OutcomeMoves.tsx';
import { historyWords, outcomeStates } from './outcome-words.ts';
import css from './outcomes.module.css';
import { Result } from './Result.tsx';
import { isMeasured, type FieldName } from './states.ts';
import { useChanges, useOutcome, useOutcomeResult } from './use-outcomes.ts';

/** One outcome: its fields until it is agreed, then where it stands against them. */
export function OutcomePage() {
  const { outcome: id } = useParams({ from: '/p/$project/outcomes/$outcome' });
  const asked = useOutcome(id);
  const project = String(useProject().id);
  const up = (
    <Link to="/p/$project/outcomes" params={{ project }} search={{}}>
      Outcomes
    </Link>
  );
  if (asked.data === undefined) {
    return (
      <Page title="Outcome" crumbs={['Decide', up]}>
        {asked.isError ? (
          <TroubleNote error={asked.error} onRetry={() => void asked.refetch()} />
        ) : (
          <SkeletonCards left={[10, 4]} right={[6, 5]} withSide />
        )}
      </Page>
    );
  }
  return <Shown outcome={asked.data} up={up} />;
}

type ShownProps = { readonly outcome: WithHistory<Outcome>; readonly up: React.ReactNode };

function Shown({ outcome, up }: ShownProps) {
  const changes = useChanges(outcome.id);
  const [opened, setOpened] = useState<FieldName>();
  const hasResult = isMeasured(outcome);
  const result = useOutcomeResult(outcome.id, hasResult);
  const metric = useMetrics().data?.metrics.find(({ id }) => id === outcome.metric?.id);
  const [words, tone] = outcomeStates[outcome.state];
  const bets = useBets().data?.bets.filter((bet) => bet.outcome === outcome.id);
  // Begun to be measured, and nothing is to move it: a bet comes before the end.
  const isNext = outcome.state === 'measuring' && outcome.closing === null && bets?.length === 0;
  const trouble = changes.editing.error ?? changes.moving.error ?? changes.signing.error;
  return (
    <Page
      title={capitalised(outcome.sentence)}
      crumbs={['Decide', up]}
      tag={<Tag tone={tone}>{words}</Tag>}
      actions={<OutcomeMoves outcome={outcome} changes={changes} />}
    >
      {trouble !== null && <TroubleNote error={trouble} />}
      <div className={columns['withSide']}>
        <div className={columns['column']}>
          {hasResult && result.isError && (
            <TroubleNote error={result.error} onRetry={() => void result.refetch()} />
          )}
          {hasResult && result.isPending && <SkeletonBlock height={380} />}
          {result.data !== undefined && <Result result={result.data} />}
          <Card title={hasResult ? 'As it was agreed' : 'What it says'}>
            <OutcomeFields
              outcome={outcome}
              metric={metric}
              changes={changes}
              opened={opened}
              onOpen={setOpened}
            />
          </Card>
        </div>
        <div className={columns['column']}>
          <Aiming outcome={outcome} bets={bets} isNext={isNext} />
          {hasResult ? (
            <Closing
              outcome={outcome}
              reading={result.data?.reading}
              changes={changes}
              isNext={!isNext}
            />
          ) : (
            <Agreement outcome={outcome} changes={changes} onFill={setOpened} />
          )}
          <History outcome={outcome} />
        </div>
      </div>
    </Page>
  );
}

function History({ outcome }: { readonly outcome: WithHistory<Outcome> }) {
  const now = useNow();
  return (
    <Card title="How it went">
      <ul className={css['history']}>
        {outcome.history.toReversed().map(({ at, move, actor, reason }) => (
          <li key={`${at} ${move}`}>
            <b style={{ fontWeight: 550 }}>{actor}</b> {historyWords(move)}{' '}
            <span className={layout['meta']}>{formatMoment(at, now)}</span>
            {reason !== null && <div className={layout['ink2']}>“{reason}”</div>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
