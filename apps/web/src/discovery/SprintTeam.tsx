import { NumberInput, Select } from '@mantine/core';
import { listMembers, type SprintMember } from '@tandem/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { roleNames } from '../access/roles.ts';
import { answerTo } from '../api.ts';
import { useMe } from '../shell/session.ts';
import { Card } from '../ui/Card.tsx';
import layout from '../ui/layout.module.css';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import css from './sprints.module.css';
import type { SprintWhole } from './SprintPage.tsx';
import { useJoinSprint } from './use-sprints.ts';

const open = new Set(['planned', 'running', 'synthesis']);

/** Who listens, for which side, and how many working days they gave it. */
export function SprintTeam({ sprint }: { readonly sprint: SprintWhole }) {
  const { workspace } = useMe();
  const isOpen = open.has(sprint.state);
  const joining = useJoinSprint(sprint.id);
  const all = useQuery({
    ...answerTo(listMembers, { params: { workspace: workspace.id } }),
    enabled: isOpen,
  });
  const taken = new Set(sprint.members.map(({ userId }) => userId));
  const free = (all.data?.members ?? []).filter(({ userId }) => !taken.has(userId));
  return (
    <Card title="Who listens" aside={<span className={layout['meta']}>working days spent</span>}>
      <ul>
        {sprint.members.map((member) => (
          <MemberRow
            key={member.userId}
            member={member}
            isOpen={isOpen}
            onSpent={(daysSpent) => joining.mutate({ user: member.userId, daysSpent })}
          />
        ))}
      </ul>
      {joining.isError && <TroubleNote error={joining.error} />}
      {isOpen && free.length > 0 && (
        <Select
          key={sprint.members.length}
          aria-label="Add somebody"
          placeholder="Add somebody of the other side, or an engineer"
          searchable
          style={{ marginTop: 8 }}
          data={free.map(({ userId, name, role }) => ({
            value: userId,
            label: `${name}, ${roleNames[role].toLowerCase()}`,
          }))}
          onChange={(user) => user !== null && joining.mutate({ user, daysSpent: 0 })}
        />
      )}
    </Card>
  );
}

type RowProps = {
  readonly member: SprintMember;
  readonly isOpen: boolean;
  readonly onSpent: (days: number) => void;
};

function MemberRow({ member, isOpen, onSpent }: RowProps) {
  const { name, role, side, daysSpent } = member;
  const [days, setDays] = useState<number | string>(daysSpent);
  return (
    <li className={css['member']}>
      <i className={css[side ?? 'none']} title={side ?? 'signs for nobody'} />
      <span className={layout['trunc']}>{name}</span>
      <span className={layout['meta']}>{roleNames[role].toLowerCase()}</span>
      {isOpen ? (
        <NumberInput
          aria-label={`Working days of ${name}`}
          className={css['days'] ?? ''}
          min={0}
          max={366}
          hideControls
          value={days}
          onChange={setDays}
          onBlur={() => Number(days) !== daysSpent && onSpent(Number(days) || 0)}
        />
      ) : (
        <span className={layout['num']}>{daysSpent}</span>
      )}
    </li>
  );
}
