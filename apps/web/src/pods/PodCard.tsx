import { Select } from '@mantine/core';
import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { listMembers, type Pod, type Seat, type Side } from '@tandem/contract';
import { useQuery } from '@tanstack/react-query';
import { roleNames } from '../access/roles.ts';
import { answerTo } from '../api.ts';
import { useMe } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Choice } from '../ui/Choice.tsx';
import { cx } from '../ui/cx.ts';
import { formatShare } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import css from './pods.module.css';
import { usePodChanges } from './use-pods.ts';

type Props = { readonly pod: Pod };

/** The seats that are held, those that nobody holds, and who leads. */
export function PodCard({ pod }: Props) {
  const changes = usePodChanges(pod);
  return (
    <Card
      title={pod.name}
      aside={
        pod.leader === null ? (
          <Tag tone="warn">nobody leads</Tag>
        ) : (
          <span className={layout['meta']}>
            led by {pod.seats.find(({ userId }) => userId === pod.leader)?.name}
          </span>
        )
      }
    >
      <ul className={css['seats']}>
        {pod.seats.map((seat) => (
          <SeatRow key={seat.userId} pod={pod} seat={seat} changes={changes} />
        ))}
        {pod.missing.map((role) => (
          <li key={role} className={css['missing']}>
            <i aria-hidden="true" />
            <span>
              <b>{roleNames[role]}</b> nobody yet
            </span>
          </li>
        ))}
      </ul>
      {changes.error !== null && <TroubleNote error={changes.error} />}
      <Seating pod={pod} onSeat={(user) => changes.seating.mutate({ user })} />
    </Card>
  );
}

type RowProps = Props & { readonly seat: Seat; readonly changes: ReturnType<typeof usePodChanges> };

function SeatRow({ pod, seat, changes }: RowProps) {
  const { userId, name, role, side, share } = seat;
  const leads = pod.leader === userId;
  return (
    <li>
      <i className={css[side ?? 'none']} title={side ?? 'signs for neither side'} />
      <span className={layout['trunc']}>
        <b>{name}</b>{' '}
        <span className={layout['meta']}>
          {roleNames[role].toLowerCase()}
          {leads && ', leads'}
        </span>
      </span>
      {role === 'analyst' && (
        <AnalystSide
          side={side}
          onSide={(next) => changes.seating.mutate({ user: userId, share, side: next })}
        />
      )}
      <span className={cx(layout['meta'], layout['num'])}>{formatShare(share, 0)}</span>
      {leads ? (
        <IconStarFilled size={16} aria-hidden="true" />
      ) : (
        <Button
          size="small"
          kind="ghost"
          icon={<IconStar size={14} aria-hidden="true" />}
          aria-label={`Make leader: ${name}`}
          onClick={() => changes.changing.mutate({ leader: userId })}
        >
          Make leader
        </Button>
      )}
      <Button size="small" kind="ghost" onClick={() => changes.leaving.mutate(userId)}>
        Leaves
      </Button>
    </li>
  );
}

const bothSides = [
  ['product', 'product'],
  ['marketing', 'marketing'],
] as const;

type SideProps = { readonly side: Side | null; readonly onSide: (side: Side) => void };

/** An analyst signs for the side that the seat says. */
function AnalystSide({ side, onSide }: SideProps) {
  return (
    <div className={css['side']}>
      <Choice<string>
        label="Signs for"
        value={side ?? ''}
        options={bothSides}
        onChange={(next) => onSide(next === 'marketing' ? 'marketing' : 'product')}
      />
    </div>
  );
}

type SeatingProps = Props & { readonly onSeat: (user: string) => void };

function Seating({ pod, onSeat }: SeatingProps) {
  const { workspace } = useMe();
  const all = useQuery(answerTo(listMembers, { params: { workspace: workspace.id } }));
  const seated = new Set(pod.seats.map(({ userId }) => userId));
  const free = (all.data?.members ?? []).filter(({ userId }) => !seated.has(userId));
  if (free.length === 0) return null;
  return (
    <Select
      key={pod.seats.length}
      aria-label={`Seat somebody in ${pod.name}`}
      placeholder="Seat a member"
      searchable
      className={css['seat'] ?? ''}
      data={free.map(({ userId, name, role }) => ({
        value: userId,
        label: `${name}, ${roleNames[role].toLowerCase()}`,
      }))}
      onChange={(user) => user !== null && onSeat(user)}
    />
  );
}
