import { IconPlus } from '@tabler/icons-react';
import type { Opportunity } from '@tandem/contract';
import { useOpportunities } from '../evidence/use-evidence.ts';
import { useWords } from '../insights/use-question.ts';
import { buttonClass, Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount } from '../ui/format.ts';
import { moved, useKeys } from '../ui/keys.ts';
import { Page } from '../ui/Page.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { Link } from '@tanstack/react-router';
import { useProject } from '../shell/session.ts';
import { NewOpportunity } from './NewOpportunity.tsx';
import { OpportunityCard } from './OpportunityCard.tsx';
import { OpportunityPanel } from './OpportunityPanel.tsx';
import { branchesOf, flat, type Branch } from './tree.ts';
import css from './discovery.module.css';

/** What is worth solving, in customers' words, with how many people each rests on. */
export function Opportunities() {
  const [search, set] = useWords();
  const asked = useOpportunities();
  const all = asked.data?.opportunities ?? [];
  const open = all.find(({ id }) => id === search['open']);
  const show = (id: string | undefined) => set({ open: id }, { replace: true });
  const isEmpty = asked.data !== undefined && all.length === 0;
  useKeys({ o: () => set({ new: 'yes' }) });
  return (
    <Page
      title="Opportunities"
      crumbs={['Decide', 'Opportunities']}
      tag={all.length > 0 && <Tag>{formatCount(all.length)}</Tag>}
      actions={
        <Button
          kind={isEmpty ? 'quiet' : 'main'}
          shortcut="O"
          icon={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => set({ new: 'yes' })}
        >
          Opportunity
        </Button>
      }
      panel={
        open === undefined ? null : (
          <OpportunityPanel key={open.id} opportunity={open} onClose={() => show(undefined)} />
        )
      }
    >
      {asked.isError && <TroubleNote error={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.isPending && <SkeletonLines widths={[60, 40, 70, 30, 55]} />}
      {isEmpty && <Nothing />}
      {all.length > 0 && <Tree all={all} open={open?.id} onOpen={show} />}
      <NewOpportunity
        isOpen={search['new'] === 'yes'}
        all={all}
        onClose={(id) => set({ new: undefined, ...(id && { open: id }) }, { replace: true })}
      />
    </Page>
  );
}

function Nothing() {
  const project = useProject();
  return (
    <EmptyState
      page
      title="Nothing to solve yet"
      actions={
        <Link
          to="/p/$project/listening"
          params={{ project: String(project.id) }}
          search={{}}
          className={buttonClass({ kind: 'main' })}
        >
          Open Listening
        </Link>
      }
    >
      An opportunity is a need in customers’ own words. Open what somebody said, choose the words
      that matter, and press L: the first one names it.
    </EmptyState>
  );
}

type TreeProps = {
  readonly all: readonly Opportunity[];
  readonly open: string | undefined;
  readonly onOpen: (id: string) => void;
};

/** J and K move through the tree as it stands, each opening where it comes to. */
function Tree({ all, open, onOpen }: TreeProps) {
  const branches = branchesOf(all);
  const order = flat(branches).map(({ id }) => id);
  const go = (by: 1 | -1) => {
    const next = order[moved(open === undefined ? -1 : order.indexOf(open), by, order.length)];
    if (next !== undefined) onOpen(next);
  };
  useKeys({ j: () => go(1), k: () => go(-1) });
  return <Branches branches={branches} open={open} onOpen={onOpen} />;
}

type BranchProps = Omit<TreeProps, 'all'> & { readonly branches: readonly Branch[] };

function Branches({ branches, open, onOpen }: BranchProps) {
  return (
    <ul className={css['tree']}>
      {branches.map(({ opportunity, under }) => (
        <li key={opportunity.id}>
          <OpportunityCard
            opportunity={opportunity}
            isOpen={opportunity.id === open}
            onOpen={() => onOpen(opportunity.id)}
          />
          {under.length > 0 && <Branches branches={under} open={open} onOpen={onOpen} />}
        </li>
      ))}
    </ul>
  );
}
