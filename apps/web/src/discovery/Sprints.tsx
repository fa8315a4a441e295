import { IconCheck, IconCircleDashed } from '@tabler/icons-react';
import type { Sprint } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { useOpportunities } from '../evidence/use-evidence.ts';
import { useToday, useWords } from '../insights/use-question.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import list from '../ui/list.module.css';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatPlural } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { ListPage } from '../ui/ListPage.tsx';
import { Tag } from '../ui/Tag.tsx';
import { formatDays } from '../ui/when.ts';
import { InterviewDots } from './InterviewDots.tsx';
import { unheardNeeds } from './next-needs.ts';
import { NextNeeds } from './NextNeeds.tsx';
import { NewSprint } from './NewSprint.tsx';
import { checkNames, mixWords, sprintStates } from './sprint-words.ts';
import { useSprints } from './use-sprints.ts';

/** Two to three weeks of listening each, with how far they have come. */
export function Sprints() {
  const [search, set] = useWords();
  const asked = useSprints();
  const all = asked.data?.sprints ?? [];
  const needs = useOpportunities().data?.opportunities ?? [];
  const isEmpty = asked.data !== undefined && all.length === 0;
  const plan = () => set({ new: 'yes' });
  return (
    <ListPage
      title="Discovery"
      station="Understand"
      asked={[asked]}
      isEmpty={isEmpty}
      facts={formatPlural(all.length, 'sprint', 'sprints')}
      begin={{ label: 'Sprint', act: plan }}
      empty={<Nothing onPlan={plan} />}
    >
      <ul className={list['list']}>
        {all.map((sprint) => (
          <SprintCard key={sprint.id} sprint={sprint} />
        ))}
      </ul>
      {all.length > 0 && (
        <div className={list['after']}>
          <NextNeeds
            title="Worth hearing more people about"
            needs={unheardNeeds(needs)}
            act={({ id }) => (
              <button
                type="button"
                className={layout['link']}
                onClick={() => set({ new: 'yes', need: id })}
              >
                Plan a sprint
              </button>
            )}
          />
        </div>
      )}
      <NewSprint
        key={search['need'] ?? 'any'}
        isOpen={search['new'] === 'yes'}
        need={search['need']}
        engineer={asked.data?.nextEngineer ?? null}
        onClose={() => set({ new: undefined, need: undefined }, { replace: true })}
      />
    </ListPage>
  );
}

function Nothing({ onPlan }: { readonly onPlan: () => void }) {
  return (
    <EmptyState
      page
      title="Nobody has been listened to yet"
      actions={
        <Button kind="main" onClick={onPlan}>
          Plan a sprint
        </Button>
      }
    >
      A discovery sprint is two to three weeks in which product and marketing hear 10 to 15 people
      before anything is built. Planning one takes a minute.
    </EmptyState>
  );
}

const sign = { size: 13, stroke: 2, role: 'img', 'aria-label': 'missing:' } as const;

function SprintCard({ sprint }: { readonly sprint: Sprint }) {
  const project = String(useProject().id);
  const today = useToday();
  const [words, tone] = sprintStates[sprint.state];
  const mix = mixWords(sprint.interviews);
  return (
    <li>
      <Link
        to="/p/$project/discovery/$sprint"
        params={{ project, sprint: sprint.id }}
        search={{}}
        className={list['card']}
      >
        <span className={list['head']}>
          <b>{sprint.name}</b>
          <Tag tone={tone}>{words}</Tag>
          <span className={list['when']}>{formatDays(sprint.from, sprint.to, today)}</span>
        </span>
        <InterviewDots sprint={sprint} />
        <span className={layout['meta']}>
          {mix === '' ? 'nobody heard yet' : mix} ·{' '}
          {sprint.members.map(({ name }) => name).join(', ') || 'no members yet'}
        </span>
        <span className={list['facts']}>
          {sprint.checks.map(({ name, passes }) => (
            <span key={name} className={passes ? list['holds'] : undefined}>
              {passes ? (
                <IconCheck {...sign} aria-label="holds:" />
              ) : (
                <IconCircleDashed {...sign} />
              )}{' '}
              {checkNames[name]}
            </span>
          ))}
        </span>
      </Link>
    </li>
  );
}
