import { getPerson, getTimeline, type Person } from '@tandem/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { answerTo, call } from '../api.ts';
import { useWords } from '../insights/use-question.ts';
import { useMe, useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Choice } from '../ui/Choice.tsx';
import { formatPlural } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { Page } from '../ui/Page.tsx';
import { SkeletonBlock, SkeletonLines } from '../ui/Skeleton.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatAgo } from '../ui/when.ts';
import { displayName } from './names.ts';
import { PersonMenu } from './PersonMenu.tsx';
import css from './people.module.css';
import { TimelineList } from './TimelineList.tsx';
import { TraitList } from './TraitList.tsx';

/** One person: what they did and what they said, in one line of time. */
export function PersonPage() {
  const id = useParams({ strict: false }).person ?? '';
  const project = useProject();
  const me = useMe();
  const answer = useQuery(answerTo(getPerson, { params: { project: project.id, person: id } }));
  const person = answer.data;
  return (
    <Page
      title={person === undefined ? 'Person' : displayName(person)}
      crumbs={[
        <Link
          key="people"
          to="/p/$project/people"
          params={{ project: String(project.id) }}
          search={{}}
        >
          People
        </Link>,
        'Person',
      ]}
      facts={person && factsOf(person)}
      tag={person && <Tags person={person} />}
      actions={
        person !== undefined && me.permissions.includes('person:erase') ? (
          <PersonMenu person={person} />
        ) : undefined
      }
    >
      {answer.isError ? (
        <TroubleNote error={answer.error} onRetry={() => void answer.refetch()} />
      ) : person === undefined ? (
        <SkeletonBlock height={320} />
      ) : (
        <div className={css['two']}>
          <Timeline person={person} />
          <Side person={person} />
        </div>
      )}
    </Page>
  );
}

function factsOf(person: Person): string {
  return `${formatPlural(person.events, 'event', 'events')}, ${formatPlural(person.signals, 'verbatim', 'verbatims')}`;
}

function Tags({ person }: { readonly person: Person }) {
  const plan = person.traits['plan'];
  return (
    <>
      {typeof plan === 'string' && <Tag>{plan}</Tag>}
      {person.consent === 'denied' && <Tag tone="warn">Denied consent</Tag>}
    </>
  );
}

const kinds = [
  ['all', 'Did and said'],
  ['did', 'Did'],
  ['said', 'Said'],
] as const;

function Timeline({ person }: { readonly person: Person }) {
  const project = useProject();
  const [words, set] = useWords();
  const only = kinds.find(([kind]) => kind === words['only'])?.[0] ?? 'all';
  const pages = useInfiniteQuery({
    queryKey: [getTimeline.path, project.id, person.id, only],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        getTimeline,
        {
          params: { project: project.id, person: person.id },
          query: {
            limit: 100,
            ...(only === 'all' ? {} : { only }),
            ...(pageParam === undefined ? {} : { before: pageParam }),
          },
        },
        signal,
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
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
      <TimelineList items={items} timeZone={project.timeZone} />
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

function Side({ person }: { readonly person: Person }) {
  const now = useNow();
  return (
    <div className={css['side']}>
      <Card title="Traits">
        <TraitList traits={person.traits} />
      </Card>
      {person.accounts.length > 0 && (
        <Card title="Accounts">
          <ul className={layout['col']}>
            {person.accounts.map(({ type, key, name }) => (
              <li key={`${type} ${key}`} className={layout['small']}>
                {name ?? key} <span className={layout['ink3']}>{type}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card
        title="Seen"
        aside={
          person.lastSeen !== null && (
            <span className={layout['meta']}>last {formatAgo(person.lastSeen, now)}</span>
          )
        }
      >
        <div className={css['ids']}>
          {person.firstSeen !== null && (
            <span className={layout['ink3']}>first {formatAgo(person.firstSeen, now)}</span>
          )}
          {person.distinctIds.map((id) => (
            <span key={id}>{id}</span>
          ))}
        </div>
      </Card>
    </div>
  );
}
