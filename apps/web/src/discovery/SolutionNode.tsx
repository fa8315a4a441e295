import type { Opportunity, TreeBet, TreeSolution } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { useProject } from '../shell/session.ts';
import { cx } from '../ui/cx.ts';
import { formatPlural } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { Tag } from '../ui/Tag.tsx';
import css from './tree.module.css';
import { solutionWords } from './tree.ts';

type Props = {
  readonly solution: TreeSolution;
  readonly bet: TreeBet;
  readonly from: string;
};

/** What is built, and how many people are behind it; dashed where it was cut. */
export function SolutionNode({ solution, bet, from }: Props) {
  const project = String(useProject().id);
  const { id, text, state, counts } = solution;
  const [words, tone] = solutionWords(solution, bet);
  const isCut = state === 'cut';
  return (
    <li>
      <Link
        to="/p/$project/bets/$bet"
        params={{ project, bet: bet.id }}
        search={{}}
        className={cx(css['node'], css['solution'], isCut && css['later'])}
        data-node={id}
        data-from={from}
        {...(isCut && { 'data-loose': '' })}
      >
        <span className={css['head']}>
          <b>{text}</b>
          <Tag tone={tone}>{words}</Tag>
        </span>
        <span className={layout['meta']}>
          {formatPlural(counts.people, 'person', 'people')} behind it
          {counts.contradicting > 0 && (
            <span className={css['against']}> · {counts.contradicting} against</span>
          )}
        </span>
      </Link>
    </li>
  );
}

/** A bet of which nothing that rests on words is in scope yet. */
export function UnscopedNode({ bet, from }: Omit<Props, 'solution'>) {
  const project = String(useProject().id);
  const [words, tone] = solutionWords({ state: 'in' }, bet);
  return (
    <li>
      <Link
        to="/p/$project/bets/$bet"
        params={{ project, bet: bet.id }}
        search={{}}
        className={cx(css['node'], css['solution'], css['later'])}
        data-node={bet.id}
        data-from={from}
        data-loose=""
      >
        <span className={css['head']}>
          <b>{bet.title}</b>
          <Tag tone={tone}>{words}</Tag>
        </span>
        <span className={layout['meta']}>B-{bet.number}, nothing in scope that rests on words</span>
      </Link>
    </li>
  );
}

/** What comes next for a need that nothing is built for. */
export function NoSolution({ opportunity }: { readonly opportunity: Opportunity }) {
  const project = String(useProject().id);
  const { id, state, counts, criteria } = opportunity;
  const needed = criteria.find(({ name }) => name === 'people')?.needed ?? 0;
  const missing = Math.max(0, needed - counts.people);
  const isOpen = state === 'identified' || state === 'exploring' || state === 'reopened';
  const mayBet = state === 'validated';
  if (state === 'rejected') return null;
  return (
    <li>
      <div
        className={cx(css['node'], css['solution'], css['later'])}
        data-node={`${id}-none`}
        data-from={id}
        data-loose=""
      >
        <span className={css['head']}>
          <b>No solution yet</b>
          {mayBet && (
            <Link
              to="/p/$project/bets"
              params={{ project }}
              search={{ new: 'yes', need: id }}
              className={layout['link']}
            >
              Propose a bet
            </Link>
          )}
          {isOpen && missing > 0 && (
            <Link
              to="/p/$project/discovery"
              params={{ project }}
              search={{ new: 'yes', need: id }}
              className={layout['link']}
            >
              Plan a sprint
            </Link>
          )}
        </span>
        <span className={layout['meta']}>{nextWords(missing, isOpen, mayBet)}</span>
      </div>
    </li>
  );
}

function nextWords(missing: number, isOpen: boolean, mayBet: boolean): string {
  if (mayBet) return 'Worth solving: both sides signed';
  if (!isOpen) return 'No bet is open for it';
  return missing > 0
    ? `${missing} more ${missing === 1 ? 'person' : 'people'} to be validated`
    : 'Enough people: two signatures to be validated';
}
