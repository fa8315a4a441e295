import { IconPlus } from '@tabler/icons-react';
import type { Bet, Opportunity } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { NextNeeds } from '../discovery/NextNeeds.tsx';
import { nextNeeds } from '../discovery/next-needs.ts';
import { useOpportunities } from '../evidence/use-evidence.ts';
import { useWords } from '../insights/use-question.ts';
import { useProject } from '../shell/session.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount } from '../ui/format.ts';
import { useKeys } from '../ui/keys.ts';
import layout from '../ui/layout.module.css';
import { Page } from '../ui/Page.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { BetCard } from './BetCard.tsx';
import css from './bets.module.css';
import { NewBet } from './NewBet.tsx';
import { useBets } from './use-bets.ts';
import { columns } from './words.ts';

/** What the pods have bet on, by how far it has come, with what each waits for. */
export function Bets() {
  const [search, set] = useWords();
  const asked = useBets();
  const bets = asked.data?.bets ?? [];
  const overrides = (asked.data?.overrides ?? []).reduce((sum, { count }) => sum + count, 0);
  const open = () => set({ new: 'yes' });
  useKeys({ b: open });
  return (
    <Page
      title="Bets"
      crumbs={['Decide', 'Bets']}
      tag={bets.length > 0 && <Tag>{formatCount(bets.length)}</Tag>}
      facts={overrides > 0 && `${overrides} ${overrides === 1 ? 'gate' : 'gates'} overridden`}
      actions={
        <Button
          kind="main"
          shortcut="B"
          icon={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
          onClick={open}
        >
          Bet
        </Button>
      }
    >
      {asked.isError && <TroubleNote error={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.isPending && <SkeletonLines widths={[60, 40, 70, 30, 55]} />}
      {asked.data !== undefined && bets.length === 0 && <Nothing />}
      {bets.length > 0 && <Board bets={bets} />}
      <NewBet
        key={`${search['need']} ${search['outcome']}`}
        isOpen={search['new'] === 'yes'}
        onClose={() => set({ new: undefined, need: undefined, outcome: undefined })}
        need={search['need']}
        outcome={search['outcome']}
      />
    </Page>
  );
}

const mostLoud = 3;

function Board({ bets }: { readonly bets: readonly Bet[] }) {
  const needs = useOpportunities().data?.opportunities ?? [];
  const loud = new Set(
    bets
      .filter(({ stuck }) => stuck !== null)
      .toSorted((a, b) => a.stuck!.since.localeCompare(b.stuck!.since))
      .slice(0, mostLoud)
      .map(({ id }) => id),
  );
  const ended = bets.filter(({ state }) => state === 'concluded' || state === 'killed');
  const column = (name: string, some: readonly Bet[], says: string) => (
    <section key={name} className={css['column']}>
      <h2>
        {name} <span>{some.length}</span>
      </h2>
      {some.length === 0 && <p className={css['none']}>{says}</p>}
      {some.map((bet) => (
        <BetCard key={bet.id} bet={bet} isLoud={loud.has(bet.id)} />
      ))}
    </section>
  );
  return (
    <>
      <div className={css['board']}>
        {columns.map(({ name, states }) =>
          column(
            name,
            bets.filter(({ state }) => states.some((one) => one === state)),
            noneWords[name],
          ),
        )}
      </div>
      {ended.length > 0 && <div className={css['ended']}>{column('Ended', ended, '')}</div>}
      <div className={css['ended']}>
        <NextNeeds title="Worth a bet next" needs={nextNeeds(needs)} act={betOn} />
      </div>
    </>
  );
}

const betOn = ({ id, state }: Opportunity) =>
  state === 'validated' || state === 'reopened' ? <BetOn need={id} /> : null;

function BetOn({ need }: { readonly need: string }) {
  const [, set] = useWords();
  return (
    <button
      type="button"
      className={layout['link']}
      onClick={() => set({ new: 'yes', need }, { replace: true })}
    >
      Propose a bet
    </button>
  );
}

const noneWords = {
  Deciding: 'Nothing is being decided. Propose the next bet.',
  Building: 'Nothing is being built.',
  Measuring: 'Nothing is out to be measured.',
} as const;

function Nothing() {
  const project = String(useProject().id);
  return (
    <EmptyState
      page
      title="No bet yet"
      actions={
        <Link
          to="/p/$project/opportunities"
          params={{ project }}
          search={{}}
          className={buttonClass({})}
        >
          See opportunities
        </Link>
      }
    >
      A bet says which need is worth building for, what is built and what is said, and how both
      sides will know that it worked. It takes a minute to propose one.
    </EmptyState>
  );
}
