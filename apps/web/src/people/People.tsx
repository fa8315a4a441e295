import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { FirstSteps } from '../access/FirstSteps.tsx';
import { useWords } from '../insights/use-question.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatPlural } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { peoplePages } from './pages.ts';
import { PeopleTable } from './PeopleTable.tsx';
import css from './people.module.css';

/** Everybody who did or said something. */
export function People() {
  const [words] = useWords();
  const search = words['q'] ?? '';
  const pages = usePeople(search);
  const first = pages.data?.pages[0];
  const people = pages.data?.pages.flatMap((page) => page.people) ?? [];
  return (
    <Page
      title="People"
      crumbs={['Understand', 'People']}
      facts={first && formatPlural(first.total, 'person', 'people')}
      chips={<SearchBox />}
    >
      {pages.isError ? (
        <TroubleNote error={pages.error} onRetry={() => void pages.refetch()} />
      ) : first === undefined ? (
        <SkeletonLines widths={[90, 88, 92, 86, 90, 89]} />
      ) : people.length === 0 && search === '' ? (
        <FirstSteps title="Nobody is known yet">
          People appear with their first event or their first words. Nothing has to be set up for
          it.
        </FirstSteps>
      ) : people.length === 0 ? (
        <EmptyState page title={`Nobody fits “${search}”`}>
          The search looks at ids, names and e-mail addresses. Try the beginning of one.
        </EmptyState>
      ) : (
        <>
          <PeopleTable people={people} />
          {pages.hasNextPage && (
            <div style={{ marginTop: 16 }}>
              <Button
                size="small"
                disabled={pages.isFetchingNextPage}
                onClick={() => void pages.fetchNextPage()}
              >
                More people
              </Button>
            </div>
          )}
        </>
      )}
    </Page>
  );
}

function usePeople(search: string) {
  const pages = peoplePages(useProject().id, search);
  return useInfiniteQuery({ ...pages, placeholderData: keepPreviousData });
}

function SearchBox() {
  const [words, set] = useWords();
  const [typed, setTyped] = useState(words['q'] ?? '');
  const [settled] = useDebouncedValue(typed.trim(), 200);
  useEffect(() => set({ q: settled || undefined }, { replace: true }), [set, settled]);
  return (
    <TextInput
      className={css['search'] ?? ''}
      type="search"
      aria-label="Search people"
      placeholder="Id, name or e-mail"
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      leftSection={<IconSearch size={14} aria-hidden="true" />}
    />
  );
}
