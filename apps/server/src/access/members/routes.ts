import {
  acceptInvitation,
  getInvitation,
  inviteMember,
  listMembers,
  removeMember,
  updateMember,
  withdrawInvitation,
} from '@tandem/contract';
import { route, type Route } from '../../platform/http.ts';
import type { Platform } from '../../platform/platform.ts';
import type { HashPassword } from '../installation/actions.ts';
import { nameOf } from '../audit/rules.ts';
import { accept, changeMember, dropMember, invite, noInvitation, withdraw } from './actions.ts';
import { openInvitation, readInvitations, readMembers } from './reads.ts';
import { idIn } from './rules.ts';

export function memberRoutes(platform: Platform, hash: HashPassword): readonly Route[] {
  const { records, clock, config } = platform;
  return [
    route(listMembers, ({ params, caller }) =>
      records.installation.read(async (r) => {
        const members = await readMembers(r, params.workspace);
        const me = members.find(({ userId }) => caller.kind === 'user' && userId === caller.id);
        const invitations = await readInvitations(r, params.workspace, clock.now(), config);
        return {
          members,
          invitations: me?.isAdmin === true ? invitations : withoutLinks(invitations),
        };
      }),
    ),
    route(inviteMember, ({ params, body, caller }) =>
      invite(platform, params.workspace, body, nameOf(caller)),
    ),
    route(withdrawInvitation, async ({ params, caller }) => {
      await withdraw(platform, { ...params, actor: nameOf(caller) });
      return { withdrawn: true };
    }),
    route(getInvitation, async ({ params }) => {
      const id = idIn(params.token, config.secret);
      const row =
        id === undefined
          ? undefined
          : await records.installation.read((r) => openInvitation(r, id, clock.now()));
      if (row === undefined) throw noInvitation();
      return { email: row.email, workspace: row.title, role: row.role, invitedBy: row.invited_by };
    }),
    route(acceptInvitation, ({ params, body }) => accept(platform, hash, { ...params, ...body })),
    route(updateMember, ({ params, body, caller }) =>
      changeMember(platform, { ...params, actor: nameOf(caller) }, body),
    ),
    route(removeMember, async ({ params, caller }) => {
      await dropMember(platform, { ...params, actor: nameOf(caller) });
      return { removed: true };
    }),
  ];
}

/** Whoever holds the link becomes who was invited, an admin perhaps: only admins see it. */
const withoutLinks = <T extends { readonly url: string }>(invitations: readonly T[]): T[] =>
  invitations.map((one) => ({ ...one, url: '' }));
