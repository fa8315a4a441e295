import type { Release } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { useProject } from '../shell/session.ts';
import { Card } from '../ui/Card.tsx';
import layout from '../ui/layout.module.css';
import { Tag } from '../ui/Tag.tsx';
import css from './release.module.css';
import { RingDiscs, RingList } from './RingPlan.tsx';
import { useSeen } from './use-release.ts';
import { nextMove, stateOf } from './words.ts';

/** Releases that somebody still has to lead on, paused ones first, each with its rings. */
export function UnderWay({ releases }: { readonly releases: readonly Release[] }) {
  const open = releases
    .filter(({ state }) => state === 'planned' || state === 'in_rings' || state === 'paused')
    .toSorted((a, b) => Number(b.state === 'paused') - Number(a.state === 'paused'));
  if (open.length === 0) return null;
  return (
    <div className={css['underWay']}>
      {open.map((release) => (
        <ReleaseCard key={release.id} release={release} />
      ))}
    </div>
  );
}

function ReleaseCard({ release }: { readonly release: Release }) {
  const project = String(useProject().id);
  const people = useSeen(release);
  const [words, tone] = stateOf(release);
  const next = nextMove(release);
  return (
    <Card
      title={
        <Link
          to="/p/$project/ship/$release"
          params={{ project, release: release.id }}
          search={{}}
          className={layout['link']}
        >
          {release.name}
        </Link>
      }
      aside={<Tag tone={tone}>{words}</Tag>}
    >
      <div className={css['plan']}>
        <RingDiscs release={release} size={88} />
        <RingList release={release} people={people} />
      </div>
      <p className={css['nextMove']}>
        {next !== undefined && (
          <span>
            Next: <b>{next.words}</b>
          </span>
        )}
        <span>
          {release.announcement === null
            ? 'How it is announced is not decided'
            : 'How it is announced is decided'}
        </span>
      </p>
    </Card>
  );
}
