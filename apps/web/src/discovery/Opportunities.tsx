import { IconPlus } from '@tabler/icons-react';
import { getTree } from '@tandem/contract';
import { useQuery } from '@tanstack/react-query';
import { answerTo } from '../api.ts';
import { useOpportunities } from '../evidence/use-evidence.ts';
import { useToday, useWords } from '../insights/use-question.ts';
import { useOutcomes } from '../outcomes/use-outcomes.ts';
import { buttonClass, Button } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount } from '../ui/format.ts';
import { moved, useKeys } from '../ui/keys.ts';
import { Page } from '../ui/Page.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { addDays } from '../ui/when.ts';
import type { Search } from '../search.ts';
import { Link } from '@tanstack/react-router';
import { useProject } from '../shell/session.ts';
import { NewOpportunity } from './NewOpportunity.tsx';
import { OpportunityPanel } from './OpportunityPanel.tsx';
import { OpportunityTable } from './OpportunityTable.tsx';
import { OrphanTray } from './OrphanTray.tsx';
import css from './tree.module.css';
import { narrowed, orderOf, orphansOf, rootsOf, type Narrowing, type Root } from './tree.ts';
import { Tree, type Opening } from './Tree.tsx';
import { TreeFilters } from './TreeFilters.tsx';

const views = [
  ['tree', 'Tree'],
  ['table', 'Table'],
] as const;

/** What is worth solving, in customers' words, with how many people each rests on. */
export function Opportunities() {
  const [search, set] = useWords();
  const asked = useOpportunities();
  const all = asked.data?.opportunities ?? [];
  const open = all.find(({ id }) => id === search['open']);
  const show = (id: string | undefined) => set({ open: id }, { replace: true });
  const isTable = search['view'] === 'table';
  const outcomes = useOutcomes().data?.outcomes ?? [];
  const tree = useTree();
  const whole = rootsOf(all, outcomes, tree.data ?? nothingBuilt);
  const roots = narrowed(whole, narrowingOf(search, useToday()));
  const isEmpty = asked.data !== undefined && all.length === 0;
  useKeys({ o: () => set({ new: 'yes' }) });
  return (
    <Page
      title="Opportunities"
      crumbs={['Decide', 'Opportunities']}
      tag={all.length > 0 && <Shown shown={orderOf(roots).length} of={all.length} />}
      actions={<Actions isEmpty={isEmpty} hasViews={all.length > 0} />}
      chips={
        all.length > 0 && (
          <>
            <TreeFilters outcomes={whole.flatMap(({ outcome }) => outcome ?? [])} />
            {!isTable && <Legend />}
          </>
        )
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
      {all.length > 0 && (
        <Body tree={tree} roots={roots} isTable={isTable} open={open?.id} onOpen={show} />
      )}
      <NewOpportunity
        isOpen={search['new'] === 'yes'}
        all={all}
        onClose={(id) => set({ new: undefined, ...(id && { open: id }) }, { replace: true })}
      />
    </Page>
  );
}

type ActionsProps = { readonly isEmpty: boolean; readonly hasViews: boolean };

function Actions({ isEmpty, hasViews }: ActionsProps) {
  const [search, set] = useWords();
  return (
    <>
      {hasViews && (
        <Choice
          label="Shown as"
          value={search['view'] === 'table' ? 'table' : 'tree'}
          options={views}
          onChange={(view) => set({ view: view === 'table' ? view : undefined }, { replace: true })}
        />
      )}
      <Button
        kind={isEmpty ? 'quiet' : 'main'}
        shortcut="O"
        icon={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
        onClick={() => set({ new: 'yes' })}
      >
        Opportunity
      </Button>
    </>
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

/** `fresh` counts whole days up to today. */
function narrowingOf({ outcome, fresh }: Search, today: string): Narrowing {
  const days = Number(fresh);
  return { outcome, since: days > 0 ? `${addDays(today, 1 - days)}T00:00:00Z` : undefined };
}

function Shown({ shown, of }: { readonly shown: number; readonly of: number }) {
  return <Tag>{shown === of ? formatCount(of) : `${shown} of ${formatCount(of)} shown`}</Tag>;
}

type BodyProps = Opening & {
  readonly tree: ReturnType<typeof useTree>;
  readonly roots: readonly Root[];
  readonly isTable: boolean;
};

/** J and K move through the needs as they stand, each opening where it comes to. */
function Body({ tree, roots, isTable, open, onOpen }: BodyProps) {
  const order = orderOf(roots);
  const go = (by: 1 | -1) => {
    const next = order[moved(open === undefined ? -1 : order.indexOf(open), by, order.length)];
    if (next !== undefined) onOpen(next);
  };
  useKeys({ j: () => go(1), k: () => go(-1) });
  return (
    <>
      {tree.isError && <TroubleNote error={tree.error} onRetry={() => void tree.refetch()} />}
      {roots.length === 0 && <NoneOfThem />}
      {roots.length === 0 ? null : isTable ? (
        <OpportunityTable needs={roots.flatMap(({ needs }) => needs)} open={open} onOpen={onOpen} />
      ) : (
        <Tree roots={roots} open={open} onOpen={onOpen} />
      )}
      {tree.data !== undefined && <OrphanTray orphans={orphansOf(tree.data)} />}
    </>
  );
}

function NoneOfThem() {
  const [, set] = useWords();
  return (
    <EmptyState
      title="No need fits"
      actions={
        <Button onClick={() => set({ outcome: undefined, fresh: undefined })}>
          Remove all filters
        </Button>
      }
    >
      Nobody spoke of any of these needs in that time, or no bet ties one to that outcome.
    </EmptyState>
  );
}

const nothingBuilt = { bets: [], solutions: [], tests: [] };

function useTree() {
  return useQuery(answerTo(getTree, { params: { project: useProject().id } }));
}

/** What the dots stand for. */
function Legend() {
  return (
    <span className={css['legend']}>
      <span>
        <i /> one person who supports
      </span>
      <span>
        <i className={css['diamond']} /> one against
      </span>
      <span>
        <i className={css['hollow']} /> still needed
      </span>
    </span>
  );
}
