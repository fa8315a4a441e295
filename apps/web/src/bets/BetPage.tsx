import { IconTarget } from '@tabler/icons-react';
import type { BetPage as Bet } from '@tandem/contract';
import { Link, useParams } from '@tanstack/react-router';
import { useToday } from '../insights/use-question.ts';
import { useOutcomes } from '../outcomes/use-outcomes.ts';
import { useProject } from '../shell/session.ts';
import { Page } from '../ui/Page.tsx';
import { SkeletonCards } from '../ui/Skeleton.tsx';
import { Stepper } from '../ui/Stepper.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { BetDialogs } from './BetDialogs.tsx';
import { BetGate, GateAction } from './BetGate.tsx';
import css from './bets.module.css';
import { HowItWent } from './HowItWent.tsx';
import { JudgeCard } from './JudgeCard.tsx';
import { LearnCard } from './LearnCard.tsx';
import { QuestionsCard } from './QuestionsCard.tsx';
import { SayCard } from './SayCard.tsx';
import { ShipCard } from './ShipCard.tsx';
import { useBet } from './use-bets.ts';
import { WhatCard } from './WhatCard.tsx';
import { WhyCard } from './WhyCard.tsx';
import { factsOf, way } from './words.ts';
import { useMetrics } from '../metrics/use-metrics.ts';
import { briefWords } from '../outcomes/outcome-words.ts';

/** One bet on one page: why, what, say, ship, judge, learn; the gate that leads on beside it. */
export function BetPage() {
  const { bet: id } = useParams({ from: '/p/$project/bets/$bet' });
  const asked = useBet(id);
  const today = useToday();
  const project = String(useProject().id);
  const up = (
    <Link to="/p/$project/bets" params={{ project }} search={{}}>
      Bets
    </Link>
  );
  const bet = asked.data;
  if (bet === undefined) {
    return (
      <Page title="Bet" crumbs={['Decide', up]}>
        {asked.isError ? (
          <TroubleNote error={asked.error} onRetry={() => void asked.refetch()} />
        ) : (
          <div className={css['loading']}>
            <SkeletonCards left={[9, 6]} right={[7, 6]} />
          </div>
        )}
      </Page>
    );
  }
  return (
    <Page
      title={bet.title}
      crumbs={['Decide', up, `B-${bet.number}`]}
      facts={factsOf(bet, today).join(' · ')}
      tag={<OutcomeTag bet={bet} />}
      actions={<GateAction bet={bet} />}
      chips={
        <Stepper
          steps={way}
          now={way.find(({ id: step }) => step === bet.state)?.id}
          isEnded={bet.state === 'concluded'}
          label="Where the bet stands"
        />
      }
      flush
    >
      <div className={css['layout']}>
        <div className={css['parts']}>
          <WhyCard bet={bet} />
          <div className={css['stack']}>
            <WhatCard bet={bet} />
            <QuestionsCard bet={bet} />
          </div>
          <SayCard bet={bet} />
          <ShipCard bet={bet} />
          <JudgeCard bet={bet} />
          <LearnCard bet={bet} />
          <HowItWent bet={bet} />
        </div>
        <BetGate bet={bet} />
      </div>
      <BetDialogs bet={bet} />
    </Page>
  );
}

function OutcomeTag({ bet }: { readonly bet: Bet }) {
  const all = useOutcomes().data?.outcomes ?? [];
  const outcome = all.find(({ id }) => id === bet.outcome);
  const metric = useMetrics().data?.metrics.find(({ id }) => id === outcome?.metric?.id);
  if (bet.state === 'killed') return <Tag tone="line">killed</Tag>;
  if (outcome === undefined) return null;
  return (
    <Tag tone="line">
      <IconTarget size={14} aria-hidden="true" />
      <span className={css['outcomeTag']}>{briefWords(outcome, metric)}</span>
    </Tag>
  );
}
