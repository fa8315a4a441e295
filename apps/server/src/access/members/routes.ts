import {
  acceptInvitation,
  getInvitation,
  inviteMember,
  listMembers,
  removeMember,
  updateMember,
  type Role,
} from '@tandem/contract';
import { route, type Route } from '../../platform/http.ts';
import type { Platform } from '../../platform/platform.ts';
import { append } from '../audit/actions.ts';
import type { HashPassword } from '../installation/actions.ts';
import { nameOf } from '../projects/routes.ts';
import { accept, changeMember, dropMember, noInvitation, refuseKnownEmail } from './actions.ts';
import { openInvitation, readInvitations, readMembers } from './reads.ts';
import { idIn } from './rules.ts';

const validMs = 7 * 86_400_000;

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

async function invite(
  { records, clock, config, newId, mail, log }: Platform,
  workspace: number,
  body: { email: string; role: Role; department: string; isAdmin: boolean },
  actor: string,
) {
  const [id, now, email] = [newId(), clock.now(), body.email.toLowerCase()];
  const made = await records.installation.write(async (w) => {
    await refuseKnownEmail(w, email);
    await w
      .insertInto('invitations')
      .values({
        id,
        workspace,
        email,
        role: body.role,
        department: body.department,
        is_admin: body.isAdmin,
        invited_by: actor,
        expires_at: new Date(now.getTime() + validMs),
        accepted_at: null,
      })
      .execute();
    await append(w, now, {
      workspace,
      action: 'invitation.sent',
      actor,
      subject: email,
      detail: { role: body.role },
    });
    const all = await readInvitations(w, workspace, now, config);
    return all.find((one) => one.id === id)!;
  });
  await mail
    .send({
      to: email,
      subject: `${actor} invites you to Tandem`,
      text: `Join as ${roleName(body.role)} within seven days:\n${made.url}`,
    })
    .catch((error: unknown) =>
      log.warn({ err: error }, 'an invitation could not be mailed; its link can be copied'),
    );
  return made;
}

/** Whoever holds the link becomes who was invited, an admin perhaps: only admins see it. */
const withoutLinks = <T extends { readonly url: string }>(invitations: readonly T[]): T[] =>
  invitations.map((one) => ({ ...one, url: '' }));

const roleName = (role: Role): string =>
  role === 'pm' || role === 'pmm' ? role.toUpperCase() : role;
