import type { Release, WithHistory } from '@tandem/contract';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useOpportunities } from '../evidence/use-evidence.ts';
import { PeopleDots } from '../evidence/PeopleDots.tsx';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import columns from '../ui/columns.module.css';
import layout from '../ui/layout.module.css';
import { Page } from '../ui/Page.tsx';
import { SkeletonCards } from '../ui/Skeleton.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatMoment } from '../ui/when.ts';
import { AnnouncementCard } from './Announcement.tsx';
import { EditRings } from './EditRings.tsx';
import { ReleaseMoves } from './Moves.tsx';
import css from './release.module.css';
import { RingDiscs, RingList } from './RingPlan.tsx';
import { hasRingsAhead } from './rings.ts';
import { useRelease, useSeen } from './use-release.ts';
import { historyWords, stateOf } from './words.ts';

/** One release: how far it has come, who has seen it, and the next ring. */
export function ReleasePage() {
  const { release: id } = useParams({ from: '/p/$project/ship/$release' });
  const asked = useRelease(id);
  const release = asked.data;
  const project = String(useProject().id);
  const ship = (
    <Link to="/p/$project/ship" params={{ project }} search={{}}>
      Ship
    </Link>
  );
  if (release === undefined) {
    return (
      <Page title="Release" crumbs={['Launch', ship]}>
        {asked.isError ? (
          <TroubleNote error={asked.error} onRetry={() => void asked.refetch()} />
        ) : (
          <SkeletonCards left={[8, 4]} right={[6, 4]} />
        )}
      </Page>
    );
  }
  const [words, tone] = stateOf(release);
  return (
    <Page
      title={release.name}
      crumbs={['Launch', ship, release.name]}
      facts={`flag ${release.flagKey}`}
      tag={<Tag tone={tone}>{words}</Tag>}
      actions={<ReleaseMoves release={release} />}
    >
      <div className={columns['two']}>
        <div className={columns['column']}>
          <RingCard release={release} />
          <AskedCard release={release} />
        </div>
        <div className={columns['column']}>
          <AnnouncementCard release={release} />
          <HistoryCard release={release} />
        </div>
      </div>
    </Page>
  );
}

function RingCard({ release }: { readonly release: Release }) {
  const people = useSeen(release);
  const [isChanging, setChanging] = useState(false);
  return (
    <Card
      title="Rings"
      aside={
        <span className={layout['row']}>
          <span className={layout['meta']}>who is in stays in</span>
          {hasRingsAhead(release) && (
            <Button size="small" onClick={() => setChanging(true)}>
              Change the rings
            </Button>
          )}
        </span>
      }
    >
      {isChanging && <EditRings release={release} onClose={() => setChanging(false)} />}
      <div className={css['plan']}>
        <RingDiscs release={release} />
        <RingList release={release} people={people} />
      </div>
    </Card>
  );
}

/** The needs whose askers hear of it, once it is on for them. */
function AskedCard({ release }: { readonly release: Release }) {
  const all = useOpportunities().data?.opportunities ?? [];
  const mine = all.filter(({ id }) => release.opportunities.includes(id));
  const project = String(useProject().id);
  return (
    <Card title="Who asked for it">
      {mine.length === 0 && (
        <p className={`${layout['small']} ${layout['ink2']}`}>
          No opportunity is named, so nobody is told “you asked, we shipped”.
        </p>
      )}
      <ul className={layout['col']} style={{ gap: 12 }}>
        {mine.map((one) => (
          <li key={one.id} className={layout['col']} style={{ gap: 4 }}>
            <Link
              to="/p/$project/opportunities"
              params={{ project }}
              search={{ open: one.id }}
              className={layout['link']}
            >
              “{one.statement}”
            </Link>
            <PeopleDots counts={one.counts} />
            <span className={layout['meta']}>{one.counts.asked} of them asked for it</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function HistoryCard({ release }: { readonly release: WithHistory<Release> }) {
  const now = useNow();
  return (
    <Card title="How it went">
      <ol className={css['history']}>
        {release.history.toReversed().map((entry, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- what happened has its place
          <li key={place}>
            <b>{entry.actor}</b> {historyWords(entry)}{' '}
            <span className={layout['meta']}>{formatMoment(entry.at, now)}</span>
            {entry.reason !== null && <q>{entry.reason}</q>}
          </li>
        ))}
      </ol>
    </Card>
  );
}
