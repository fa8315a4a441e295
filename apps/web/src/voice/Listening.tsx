import { getSignal, type Answer, type listSignals, type Signal } from '@tandem/contract';
import { IconPencilPlus, IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { DemoButton } from '../access/DemoButton.tsx';
import { answerTo } from '../api.ts';
import { NewNote } from '../evidence/NewNote.tsx';
import { useToday, useWords } from '../insights/use-question.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatPlural } from '../ui/format.ts';
import { useKeys } from '../ui/keys.ts';
import { Page } from '../ui/Page.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import states from '../ui/states.module.css';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { filterOf, noFilters, themeOf } from './filters.ts';
import { ImportGuide } from './ImportGuide.tsx';
import { ListeningChips } from './ListeningChips.tsx';
import { SignalPanel } from './SignalPanel.tsx';
import { Sides } from './Sides.tsx';
import { Stream } from './Stream.tsx';
import { useSignals } from './use-signals.ts';
import css from './voice.module.css';

type Signals = Answer<typeof listSignals>;

/** What people say, newest first, with who said it and what they did around then. */
export function Listening() {
  const [search, set] = useWords();
  const filter = filterOf(search, useToday());
  const theme = themeOf(search);
  const pages = useSignals(filter, theme);
  const first = pages.data?.pages[0];
  const signals = pages.data?.pages.flatMap((page) => page.signals) ?? [];
  const isEmptyProject = first !== undefined && isEmpty(first, { ...filter, ...theme });
  const [newest] = signals;
  const open = useOpen(signals, search['signal']);
  useKeys({ n: () => set({ note: 'yes' }) });
  return (
    <Page
      title="Listening"
      flush
      crumbs={['Listen', 'Listening']}
      tag={first !== undefined && <Tag>{formatPlural(first.total, 'verbatim', 'verbatims')}</Tag>}
      actions={
        isEmptyProject ? undefined : <Actions newest={open === undefined ? newest : undefined} />
      }
      chips={
        isEmptyProject ? undefined : (
          <ListeningChips {...(first === undefined ? {} : { languages: first.languages })} />
        )
      }
      panel={
        open === undefined ? null : (
          <SignalPanel
            key={open.id}
            signal={open}
            onClose={() => set({ signal: undefined }, { replace: true })}
          />
        )
      }
    >
      <Content pages={pages} isEmptyProject={isEmptyProject} />
      <ImportGuide
        isOpen={search['import'] === 'yes'}
        onClose={() => set({ import: undefined }, { replace: true })}
      />
      <NewNote
        isOpen={search['note'] === 'yes'}
        onClose={(id) => set({ note: undefined, ...(id && { signal: id }) }, { replace: true })}
      />
    </Page>
  );
}

/** The main one leads into the stream; while words are open, theirs is the page's. */
function Actions({ newest }: { readonly newest: Signal | undefined }) {
  const [, set] = useWords();
  return (
    <>
      <Button
        icon={<IconUpload size={16} stroke={1.75} aria-hidden="true" />}
        onClick={() => set({ import: 'yes' })}
      >
        Import
      </Button>
      <Button
        shortcut="N"
        icon={<IconPencilPlus size={16} stroke={1.75} aria-hidden="true" />}
        onClick={() => set({ note: 'yes' })}
      >
        Note
      </Button>
      {newest !== undefined && (
        <Button kind="main" shortcut="J" onClick={() => set({ signal: newest.id })}>
          Read the newest
        </Button>
      )}
    </>
  );
}

/** The one that the address names; it may be further down than the pages that are here. */
function useOpen(signals: readonly Signal[], id: string | undefined): Signal | undefined {
  const listed = signals.find((signal) => signal.id === id);
  const alone = useQuery({
    ...answerTo(getSignal, { params: { project: useProject().id, id: id ?? '' } }),
    enabled: id !== undefined && listed === undefined,
  });
  return listed ?? (id === undefined ? undefined : alone.data);
}

function isEmpty(first: Signals, filter: object): boolean {
  return first.total === 0 && Object.keys(filter).length === 0;
}

type ContentProps = {
  readonly pages: ReturnType<typeof useSignals>;
  readonly isEmptyProject: boolean;
};

function Content({ pages, isEmptyProject }: ContentProps) {
  const [, set] = useWords();
  const all = pages.data?.pages ?? [];
  const first = all[0];
  if (pages.isError) {
    return (
      <div style={{ padding: 28 }}>
        <TroubleNote error={pages.error} onRetry={() => void pages.refetch()} />
      </div>
    );
  }
  if (first === undefined) {
    return (
      <div style={{ padding: 28 }}>
        <SkeletonLines widths={[60, 72, 30, 66, 58, 30, 70, 40]} />
      </div>
    );
  }
  if (isEmptyProject) {
    return (
      <EmptyState
        page
        title="Nobody has said anything yet"
        actions={
          <>
            <Button kind="main" onClick={() => set({ import: 'yes' })}>
              Bring in what people say
            </Button>
            <Button shortcut="N" onClick={() => set({ note: 'yes' })}>
              Write down what somebody said
            </Button>
            <DemoButton kind="quiet" />
          </>
        }
      >
        Reviews, tickets and comments come in from a file, over the API or through the feedback form
        of the SDK. A file of a thousand rows takes a few seconds.
      </EmptyState>
    );
  }
  return (
    <div className={pages.isPlaceholderData ? states['stale'] : undefined}>
      <Body first={first} pages={pages} signals={all.flatMap((page) => page.signals)} />
    </div>
  );
}

type BodyProps = {
  readonly first: Signals;
  readonly pages: ReturnType<typeof useSignals>;
  readonly signals: Signals['signals'];
};

function Body({ first, pages, signals }: BodyProps) {
  const [, set] = useWords();
  return (
    <div className={css['split']}>
      <Sides answer={first} />
      <section className={css['stream']} aria-label="What people said">
        {signals.length === 0 ? (
          <div className={css['more']}>
            <EmptyState
              title="Nobody said that"
              actions={<Button onClick={() => set(noFilters)}>Remove all filters</Button>}
            >
              No words fit all of the filters above. Take one out, or look at a longer time.
            </EmptyState>
          </div>
        ) : (
          <Stream signals={signals} />
        )}
        {pages.hasNextPage && (
          <div className={css['more']}>
            <Button
              size="small"
              disabled={pages.isFetchingNextPage}
              onClick={() => void pages.fetchNextPage()}
            >
              {pages.isFetchingNextPage ? 'Fetching' : 'More'}
            </Button>
          </div>
        )}
      </section>
    </div>
  );
}
