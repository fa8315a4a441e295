import { IconClock } from '@tabler/icons-react';
import type { Bet } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { PeopleDots } from '../evidence/PeopleDots.tsx';
import { useProject } from '../shell/session.ts';
import { Stepper } from '../ui/Stepper.tsx';
import { Tag } from '../ui/Tag.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatWait } from '../ui/when.ts';
import css from './bets.module.css';
import { UnsupportedBar } from './UnsupportedBar.tsx';
import { verdictWords, way } from './words.ts';

type Props = {
  readonly bet: Bet;
  /** Said in amber: only of the oldest, so that it is heard. */
  readonly isLoud: boolean;
};

export function BetCard({ bet, isLoud }: Props) {
  const project = String(useProject().id);
  const { state, title, statement, counts, scope, stuck, verdict, overrides } = bet;
  const isEnded = state === 'concluded' || state === 'killed';
  return (
    <Link
      to="/p/$project/bets/$bet"
      params={{ project, bet: bet.id }}
      search={{}}
      className={css['card']}
    >
      <span className={css['cardHead']}>
        <b>{title}</b>
        <small>B-{bet.number}</small>
      </span>
      {statement !== null && <span className={css['statement']}>“{statement}”</span>}
      <PeopleDots counts={counts} />
      <UnsupportedBar scope={scope} />
      <span className={css['cardFoot']}>
        {isEnded ? (
          <Tag tone={verdict === 'scale' && state === 'concluded' ? 'support' : 'line'}>
            {state === 'killed' ? 'killed' : verdictWords[verdict ?? 'stop'][0].toLowerCase()}
          </Tag>
        ) : (
          <Stepper
            steps={way}
            now={way.find(({ id }) => id === state)?.id}
            isCompact
            label="Where it stands"
          />
        )}
        {overrides.length > 0 && <Tag tone="line">{overrides.length} override</Tag>}
      </span>
      {stuck !== null && (
        <span className={isLoud ? css['stuck'] : css['waits']}>
          <IconClock size={14} aria-hidden="true" />
          <span>
            <b>
              Open for <StuckSince since={stuck.since} />:
            </b>{' '}
            {stuck.says.charAt(0).toLowerCase() + stuck.says.slice(1)}
          </span>
        </span>
      )}
    </Link>
  );
}

function StuckSince({ since }: { readonly since: string }) {
  return formatWait(since, useNow());
}
