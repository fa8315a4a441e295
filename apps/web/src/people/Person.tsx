import { getPerson, type Person } from '@tandem/contract';
import { useQuery } from '@tanstack/react-query';
import { IconPencilPlus } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { answerTo } from '../api.ts';
import { NewNote } from '../evidence/NewNote.tsx';
import { useWords } from '../insights/use-question.ts';
import { useMe, useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { formatPlural } from '../ui/format.ts';
import { useKeys } from '../ui/keys.ts';
import columns from '../ui/columns.module.css';
import { cx } from '../ui/cx.ts';
import layout from '../ui/layout.module.css';
import { Page } from '../ui/Page.tsx';
import { SkeletonCards } from '../ui/Skeleton.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatAgo } from '../ui/when.ts';
import { displayName } from './names.ts';
import { PersonMenu } from './PersonMenu.tsx';
import css from './people.module.css';
import { Timeline } from './Timeline.tsx';
import { TraitList } from './TraitList.tsx';

/** One person: what they did and what they said, in one line of time. */
export function PersonPage() {
  const id = useParams({ strict: false }).person ?? '';
  const project = useProject();
  const me = useMe();
  const [words, set] = useWords();
  useKeys({ n: () => set({ note: 'yes' }) });
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
        person !== undefined && (
          <>
            {me.permissions.includes('person:erase') && <PersonMenu person={person} />}
            <Button
              kind={words['said'] === undefined ? 'main' : 'quiet'}
              shortcut="N"
              icon={<IconPencilPlus size={16} stroke={1.75} aria-hidden="true" />}
              onClick={() => set({ note: 'yes' })}
            >
              Note
            </Button>
          </>
        )
      }
    >
      {answer.isError ? (
        <TroubleNote error={answer.error} onRetry={() => void answer.refetch()} />
      ) : person === undefined ? (
        <SkeletonCards left={[14]} right={[6, 4]} withSide />
      ) : (
        <div className={columns['withSide']}>
          <Timeline person={person} />
          <Side person={person} />
        </div>
      )}
      {person !== undefined && (
        <NewNote
          isOpen={words['note'] === 'yes'}
          speaker={{ name: displayName(person), distinctId: person.distinctIds[0] }}
          onClose={(id) => set({ note: undefined, ...(id && { said: id }) }, { replace: true })}
        />
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

function Side({ person }: { readonly person: Person }) {
  const now = useNow();
  return (
    <div className={cx(columns['column'], css['side'])}>
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
