import type { Answer, getSprint } from '@tandem/contract';
import { Link, useParams } from '@tanstack/react-router';
import { useToday, useWords } from '../insights/use-question.ts';
import { useProject } from '../shell/session.ts';
import { Card } from '../ui/Card.tsx';
import columns from '../ui/columns.module.css';
import { formatPlural } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { Page } from '../ui/Page.tsx';
import { SkeletonCards } from '../ui/Skeleton.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { formatDays } from '../ui/when.ts';
import { Guide } from './Guide.tsx';
import { InterviewDots } from './InterviewDots.tsx';
import { Interviews } from './Interviews.tsx';
import { NewInterview } from './NewInterview.tsx';
import { SprintMoves } from './SprintMoves.tsx';
import { SprintTargets } from './SprintTargets.tsx';
import { SprintTeam } from './SprintTeam.tsx';
import css from './sprints.module.css';
import { sprintStates, wordTypes } from './sprint-words.ts';
import { Transcript } from './Transcript.tsx';
import { useSprint } from './use-sprints.ts';

export type SprintWhole = Answer<typeof getSprint>;

/** One sprint: who was heard, what they said by job, and how far it is from its targets. */
export function SprintPage() {
  const { sprint: id } = useParams({ from: '/p/$project/discovery/$sprint' });
  const [search, set] = useWords();
  const today = useToday();
  const asked = useSprint(id);
  const sprint = asked.data;
  const project = String(useProject().id);
  const up = (
    <Link to="/p/$project/discovery" params={{ project }} search={{}}>
      Discovery
    </Link>
  );
  if (sprint === undefined) {
    return (
      <Page title="Discovery sprint" crumbs={['Understand', up]}>
        {asked.isError ? (
          <TroubleNote error={asked.error} onRetry={() => void asked.refetch()} />
        ) : (
          <SkeletonCards left={[12, 8]} right={[8, 5, 6]} />
        )}
      </Page>
    );
  }
  const [words, tone] = sprintStates[sprint.state];
  const read = sprint.interviews.find(({ id: one }) => one === search['read']);
  const close = () => set({ read: undefined }, { replace: true });
  return (
    <Page
      title={sprint.name}
      crumbs={['Understand', up, sprint.name]}
      facts={formatDays(sprint.from, sprint.to, today)}
      tag={<Tag tone={tone}>{words}</Tag>}
      actions={
        read === undefined && (
          <SprintMoves sprint={sprint} onInterview={() => set({ new: 'yes' })} />
        )
      }
      panel={
        read !== undefined && read.signal !== null ? (
          <Transcript key={read.id} interview={read} signal={read.signal} onClose={close} />
        ) : null
      }
    >
      <Body
        sprint={sprint}
        open={read?.id}
        onRead={(one) => set({ read: one }, { replace: true })}
      />
      <NewInterview
        sprint={sprint}
        isOpen={search['new'] === 'yes'}
        onClose={() => set({ new: undefined }, { replace: true })}
      />
    </Page>
  );
}

type BodyProps = {
  readonly sprint: SprintWhole;
  readonly open: string | undefined;
  readonly onRead: (id: string) => void;
};

function Body({ sprint, open, onRead }: BodyProps) {
  return (
    <div className={columns['two']}>
      <div className={columns['column']}>
        <Card title="Interviews" aside={<InterviewDots sprint={sprint} />}>
          <Interviews sprint={sprint} open={open} onRead={onRead} />
        </Card>
        <WordsCard sprint={sprint} />
      </div>
      <div className={columns['column']}>
        <SprintTargets sprint={sprint} />
        <SprintTeam sprint={sprint} />
        <Guide sprint={sprint} />
      </div>
    </div>
  );
}

/** Their words by what they are; jobs come first. */
function WordsCard({ sprint }: { readonly sprint: SprintWhole }) {
  return (
    <Card title="What they said">
      {sprint.words.length === 0 ? (
        <p className={`${layout['small']} ${layout['ink2']}`}>
          Read a transcript and highlight what matters: jobs, pains and gains gather here.
        </p>
      ) : (
        <div className={css['words']}>
          {sprint.words.map(({ type, interviews, highlights }) => (
            <section key={type}>
              <div className={layout['row']}>
                <h3>{wordTypes[type] ?? type}</h3>
                <span className={`${layout['meta']} ${layout['push']}`}>
                  in {formatPlural(interviews, 'interview', 'interviews')}
                </span>
              </div>
              <ul className={layout['col']}>
                {highlights.map(({ id, text, isStated, isRedacted }) => (
                  <li key={id}>
                    {isRedacted ? 'Removed on request' : `“${text}”`}
                    {!isStated && <span className={layout['meta']}> read between the lines</span>}
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
    </Card>
  );
}
