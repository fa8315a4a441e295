import { Select } from '@mantine/core';
import {
  listMembers,
  removeMember,
  sideOfRole,
  updateMember,
  type Answer,
  type Role,
} from '@tandem/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api.ts';
import { useMe } from '../shell/session.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import layout from '../ui/layout.module.css';
import table from '../ui/table.module.css';
import { Tag } from '../ui/Tag.tsx';
import { toast } from '../ui/toast.ts';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatAgo } from '../ui/when.ts';
import { roleNames, roleOptions } from './roles.ts';

type Member = Answer<typeof listMembers>['members'][number];
type Change = { readonly role?: Role; readonly isAdmin?: boolean };
type Changing = {
  readonly user: string;
  readonly change: Change;
  /** What undoes it. */
  readonly back?: Change;
};

function useChanges() {
  const me = useMe();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: [listMembers.path] });
  const params = (user: string) => ({ workspace: me.workspace.id, user });
  const changing = useMutation({
    mutationFn: ({ user, change }: Changing) =>
      call(updateMember, { params: params(user), body: change }),
    onSuccess: async (member, { user, back }) => {
      await refresh();
      const words = `${member.name} is ${roleNames[member.role]}${member.isAdmin ? ' and admin' : ''}`;
      await toast(words, back && (() => changing.mutate({ user, change: back })));
    },
  });
  const removing = useMutation({
    mutationFn: (user: string) => call(removeMember, { params: params(user) }),
    onSuccess: async () => {
      await refresh();
      void toast('Removed. Their sessions have ended.');
    },
  });
  return { changing, removing };
}

export function MemberTable({ members }: { readonly members: readonly Member[] }) {
  const { changing, removing } = useChanges();
  const error = changing.error ?? removing.error;
  return (
    <>
      {error !== null && <TroubleNote error={error} />}
      <div className={table['scroll']}>
        <table className={`${table['table']} ${table['stack']}`}>
          <thead>
            <tr>
              <th scope="col">Member</th>
              <th scope="col">Role</th>
              <th scope="col" className={layout['wideOnly']}>
                Department
              </th>
              <th scope="col" className={`${table['n']} ${layout['wideOnly']}`}>
                Joined
              </th>
              <th scope="col" className={table['n']}>
                <span className={layout['hidden']}>Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <Row
                key={member.userId}
                member={member}
                onChange={(change) =>
                  changing.mutate({
                    user: member.userId,
                    change,
                    back: { role: member.role, isAdmin: member.isAdmin },
                  })
                }
                onRemove={() => removing.mutate(member.userId)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

type RowProps = {
  readonly member: Member;
  readonly onChange: (change: Change) => void;
  readonly onRemove: () => void;
};

function Row({ member, onChange, onRemove }: RowProps) {
  const me = useMe();
  const now = useNow();
  const mayChange = me.permissions.includes('workspace:admin');
  const isMe = member.userId === me.user.id;
  return (
    <tr>
      <td className={table['whole']}>
        <span className={layout['row']}>
          <Avatar name={member.name} side={sideOfRole[member.role]} />
          <span>
            <b style={{ fontWeight: 550 }}>{member.name}</b>{' '}
            {member.isAdmin && <Tag tone="accent">admin</Tag>}
            <span className={layout['meta']} style={{ display: 'block' }}>
              {member.email}
            </span>
          </span>
        </span>
      </td>
      <td>
        {mayChange ? (
          <Select
            aria-label={`Role of ${member.name}`}
            data={roleOptions}
            value={member.role}
            onChange={(role) => role !== null && role !== member.role && onChange({ role })}
          />
        ) : (
          roleNames[member.role]
        )}
      </td>
      <td className={layout['wideOnly']}>{member.department}</td>
      <td className={`${table['n']} ${layout['wideOnly']}`}>{formatAgo(member.joinedAt, now)}</td>
      <td className={table['n']}>
        {mayChange && !isMe && (
          <>
            <Button
              size="small"
              kind="ghost"
              onClick={() => onChange({ isAdmin: !member.isAdmin })}
            >
              {member.isAdmin ? 'No longer admin' : 'Make admin'}
            </Button>
            <Button
              size="small"
              kind="ghost"
              aria-label={`Remove ${member.name}`}
              onClick={onRemove}
            >
              Remove
            </Button>
          </>
        )}
      </td>
    </tr>
  );
}
