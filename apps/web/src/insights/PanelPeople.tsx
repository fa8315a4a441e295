import { listFunnelPeople, type FunnelSet } from '@tandem/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../api.ts';
import { besideName, displayName } from '../people/names.ts';
import { useProject } from '../shell/session.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import layout from '../ui/layout.module.css';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatAgo } from '../ui/when.ts';
import css from './panel.module.css';

/** Everybody behind the number, to the person. */
export function PanelPeople({ set }: { readonly set: FunnelSet }) {
  const project = useProject();
  const now = useNow();
  const pages = useInfiniteQuery({
    queryKey: [listFunnelPeople.path, project.id, set],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        listFunnelPeople,
        {
          params: { project: project.id },
          body: { ...set, limit: 50, ...(pageParam && { after: pageParam }) },
        },
        signal,
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  if (pages.isError)
    return <TroubleNote error={pages.error} onRetry={() => void pages.refetch()} />;
  if (pages.data === undefined) return <SkeletonLines widths={[70, 80, 60, 75, 66]} />;
  return (
    <>
      {pages.data.pages.flatMap(({ people }) =>
        people.map((person) => {
          const known = { ...person, email: null };
          const name = displayName(known);
          return (
            <Link
              key={person.person}
              to="/p/$project/people/$person"
              params={{ project: String(project.id), person: person.person }}
              search={{}}
              className={css['person']}
            >
              <Avatar name={name} />
              <span className={cx(layout['small'], layout['trunc'])}>
                {name} <span className={layout['meta']}>{besideName(known)}</span>
              </span>
              <span className={cx(layout['meta'], layout['num'])}>
                {formatAgo(person.lastSeen, now)}
              </span>
            </Link>
          );
        }),
      )}
      {pages.hasNextPage && (
        <div style={{ marginTop: 12 }}>
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
  );
}
