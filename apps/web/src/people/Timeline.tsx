import type { Person } from '@tandem/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMarked } from '../evidence/use-evidence.ts';
import { useWords } from '../insights/use-question.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Choice } from '../ui/Choice.tsx';
import { moved, useKeys } from '../ui/keys.ts';
import layout from '../ui/layout.module.css';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { kinds, readKind, timelinePages } from './pages.ts';
import { Saying } from './Saying.tsx';
import { TimelineList } from './TimelineList.tsx';

/** What they did and said, newest first; J and K go from saying to saying. */
export function Timeline({ person }: { readonly person: Person }) {
  const project = useProject();
  const [words, set] = useWords();
  const only = readKind(words['only']);
  const pages = useInfiniteQuery(timelinePages(project.id, person.id, only));
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const said = items.flatMap(({ kind, id }) => (kind === 'said' ? [id] : []));
  const marked = useMarked(said);
  const go = (by: 1 | -1) => {
    const next = said[moved(said.indexOf(words['said'] ?? ''), by, said.length)];
    if (next !== undefined) set({ said: next }, { replace: true });
  };
  useKeys({ j: () => go(1), k: () => go(-1) });
  return (
    <Card
      title="Timeline"
      aside={
        <Choice
          label="Show"
          value={only}
          options={kinds}
          onChange={(next) => set({ only: next === 'all' ? undefined : next }, { replace: true })}
        />
      }
    >
      {pages.isError && <TroubleNote error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isPending && <SkeletonLines />}
      {pages.data !== undefined && items.length === 0 && (
        <p className={layout['small']} style={{ padding: '8px 0' }}>
          {only === 'said' ? 'They have not said anything yet.' : 'Nothing yet.'}
        </p>
      )}
      <TimelineList
        items={items}
        timeZone={project.timeZone}
        saying={(signal) => (
          <Saying
            signal={signal}
            highlights={marked.get(signal.id) ?? []}
            isActive={signal.id === words['said']}
            onActive={() => set({ said: signal.id }, { replace: true })}
          />
        )}
      />
      {pages.hasNextPage && (
        <div style={{ marginTop: 12 }}>
          <Button
            size="small"
            disabled={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            Earlier
          </Button>
        </div>
      )}
    </Card>
  );
}
