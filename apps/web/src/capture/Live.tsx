import { listLiveEvents, type Answer } from '@tandem/contract';
import { useQuery } from '@tanstack/react-query';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { answerTo } from '../api.ts';
import { useWords } from '../insights/use-question.ts';
import { eventName } from '../insights/words.ts';
import { useProject } from '../shell/session.ts';
import { Bars } from '../ui/Bars.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Chip } from '../ui/Chip.tsx';
import { formatCount, formatPlural } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { Page } from '../ui/Page.tsx';
import { SkeletonBlock } from '../ui/Skeleton.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { FirstEvent } from './FirstEvent.tsx';
import { LiveTable } from './LiveTable.tsx';
import css from './live.module.css';
import { minuteSentence, refusalWords } from './snippets.ts';

const everyMs = 2000;
type LiveAnswer = Answer<typeof listLiveEvents>;

/** What comes in, as it comes in, and what was refused and why. */
export function Live() {
  const project = useProject();
  const [words, set] = useWords();
  const [isPaused, setPaused] = useState(false);
  const event = words['event'];
  const live = useQuery({
    ...answerTo(listLiveEvents, {
      params: { project: project.id },
      query: { limit: 100, ...(event === undefined ? {} : { event }) },
    }),
    refetchInterval: isPaused ? false : everyMs,
    staleTime: 0,
  });
  const hasEvents = (live.data?.events.length ?? 0) > 0 || event !== undefined;
  return (
    <Page
      title="Live events"
      facts={live.data && `${formatCount(live.data.perMinute.at(-1) ?? 0)} this minute`}
      actions={
        hasEvents ? (
          <Button
            icon={
              isPaused ? (
                <IconPlayerPlay size={16} aria-hidden="true" />
              ) : (
                <IconPlayerPause size={16} aria-hidden="true" />
              )
            }
            onClick={() => setPaused(!isPaused)}
          >
            {isPaused ? 'Go on' : 'Pause'}
          </Button>
        ) : undefined
      }
      chips={
        event === undefined ? undefined : (
          <Chip onRemove={() => set({ event: undefined })}>
            Event is <b>{eventName(event)}</b>
          </Chip>
        )
      }
    >
      {live.isError && live.data === undefined ? (
        <TroubleNote error={live.error} onRetry={() => void live.refetch()} />
      ) : live.data === undefined ? (
        <SkeletonBlock height={320} />
      ) : hasEvents ? (
        <Stream live={live.data} />
      ) : (
        <FirstEvent />
      )}
    </Page>
  );
}

function Stream({ live }: { readonly live: LiveAnswer }) {
  const most = Math.max(0, ...live.perMinute);
  return (
    <>
      <div className={css['top']}>
        <Card title="Last 30 minutes">
          <Bars values={live.perMinute} height={64} label={minuteSentence(live.perMinute)} />
          <div className={`${layout['row']} ${layout['meta']}`} style={{ marginTop: 4 }}>
            <span>30 min ago</span>
            {most > 0 && (
              <span className={`${layout['push']} ${layout['num']}`}>
                {formatPlural(most, 'event', 'events')} in the fullest minute
              </span>
            )}
            <span className={layout['push']}>now</span>
          </div>
        </Card>
        <Refused refused={live.refused} />
      </div>
      <Card title="Newest first">
        <LiveTable events={live.events} />
      </Card>
    </>
  );
}

/** Policy refuses, nothing is lost: each is counted by its reason. */
function Refused({ refused }: { readonly refused: LiveAnswer['refused'] }) {
  return (
    <Card title="Refused today">
      {refused.length === 0 ? (
        <p className={`${layout['small']} ${layout['ink2']}`}>
          Nothing. Every event that came in was taken.
        </p>
      ) : (
        <ul className={layout['col']} style={{ gap: 6 }}>
          {refused.slice(0, 5).map(({ reason, source, count, lastDetail }) => (
            <li
              key={`${reason} ${source}`}
              className={`${layout['row']} ${layout['small']}`}
              title={lastDetail ?? undefined}
            >
              <b className={layout['num']}>{formatCount(count)}</b>
              <span>{refusalWords[reason]}</span>
              <span className={`${layout['meta']} ${layout['push']}`}>{source}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
