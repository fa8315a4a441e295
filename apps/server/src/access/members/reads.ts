import type { Answer, listMembers } from '@tandem/contract';
import type { Config } from '../../platform/config.ts';
import type { Reader } from '../../platform/records.ts';
import '../tables.ts';
import { tokenOf } from './rules.ts';

type Member = Answer<typeof listMembers>['members'][number];
type Invitation = Answer<typeof listMembers>['invitations'][number];

export async function readMembers(r: Reader, workspace: number): Promise<Member[]> {
  const rows = await r
    .selectFrom('members')
    .innerJoin('user', 'user.id', 'members.user_id')
    .select(['user.id', 'user.name', 'user.email', 'members.role', 'members.department'])
    .select(['members.is_admin', 'members.joined_at'])
    .where('members.workspace', '=', workspace)
    .orderBy('members.joined_at')
    .execute();
  return rows.map((row) => ({
    userId: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    department: row.department,
    isAdmin: row.is_admin,
    joinedAt: row.joined_at.toISOString(),
  }));
}

/** The invitation, while it can still be accepted. */
export function openInvitation(r: Reader, id: string, now: Date) {
  return r
    .selectFrom('invitations')
    .innerJoin('workspaces', 'workspaces.id', 'invitations.workspace')
    .select(['invitations.id', 'invitations.email', 'invitations.role', 'invitations.invited_by'])
    .select('workspaces.name as title')
    .where('invitations.id', '=', id)
    .where('invitations.accepted_at', 'is', null)
    .where('invitations.expires_at', '>', now)
    .executeTakeFirst();
}

/** Invitations that can still be accepted. */
export async function readInvitations(
  r: Reader,
  workspace: number,
  now: Date,
  config: Pick<Config, 'publicUrl' | 'secret'>,
): Promise<Invitation[]> {
  const rows = await r
    .selectFrom('invitations')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('accepted_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('expires_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    role: row.role,
    department: row.department,
    isAdmin: row.is_admin,
    expiresAt: row.expires_at.toISOString(),
    url: `${config.publicUrl}/invite/${tokenOf(row.id, config.secret)}`,
  }));
}
