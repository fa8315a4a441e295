import type { Bet, Outcome } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { useProject } from '../shell/session.ts';
import { buttonClass, mainAction } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import layout from '../ui/layout.module.css';
import { Tag } from '../ui/Tag.tsx';

type Props = {
  readonly outcome: Outcome;
  /** Those that name it; unknown while they are asked for. */
  readonly bets: readonly Bet[] | undefined;
  /** A bet is what comes next: then it is the page's main action. */
  readonly isNext: boolean;
};

/** The bets that are to move it; from an agreed outcome the way leads on to one. */
export function Aiming({ outcome, bets, isNext }: Props) {
  const project = String(useProject().id);
  const mayBet = outcome.state === 'agreed' || outcome.state === 'measuring';
  if (bets === undefined || (bets.length === 0 && !mayBet)) return null;
  return (
    <Card title="What is to move it">
      <div className={layout['col']} style={{ gap: 10 }}>
        {bets.map(({ id, number, title, state }) => (
          <div key={id} className={layout['row']}>
            <Link
              to="/p/$project/bets/$bet"
              params={{ project, bet: id }}
              search={{}}
              className={layout['link']}
            >
              {title}
            </Link>
            <span className={layout['push']}>
              <Tag tone="line">
                B-{number}, {state}
              </Tag>
            </span>
          </div>
        ))}
        {bets.length === 0 && (
          <>
            <p className={`${layout['small']} ${layout['ink2']}`}>
              Nothing yet. A bet says which need is worth building for, and is judged by this
              number.
            </p>
            <Link
              to="/p/$project/bets"
              params={{ project }}
              search={{ new: 'yes', outcome: outcome.id }}
              className={buttonClass(isNext ? { kind: 'main', full: true } : { full: true })}
              {...(isNext && mainAction)}
            >
              Propose a bet
            </Link>
          </>
        )}
      </div>
    </Card>
  );
}
