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
import { readInvitations, readMembers } from './reads.ts';
import { idIn } from './rules.ts';

const validMs = 7 * 86_400_000;

export function memberRoutes(platform: Platform, hash: HashPassword): readonly Route[] {
  const { records, clock, config } = platform;
  return [
    route(listMembers, ({ params }) =>
      records.installation.read(async (r) => ({
        members: await readMembers(r, params.workspace),
        invitations: await readInvitations(r, params.workspace, clock.now(), config),
      })),
    ),
    route(inviteMember, ({ params, body, caller }) =>
      invite(platform, params.workspace, body, nameOf(caller)),
    ),
    route(getInvitation, async ({ params }) => {
      const row = await records.installation.read((r) =>
        r
          .selectFrom('invitations')
          .innerJoin('workspaces', 'workspaces.id', 'invitations.workspace')
          .select([
            'invitations.email',
            'invitations.role',
            'invitations.invited_by',
            'workspaces.name',
          ])
          .where('invitations.id', '=', idIn(params.token, config.secret) ?? platform.newId())
          .where('invitations.accepted_at', 'is', null)
          .where('invitations.expires_at', '>', clock.now())
          .executeTakeFirst(),
      );
      if (row === undefined) throw noInvitation();
      return { email: row.email, workspace: row.name, role: row.role, invitedBy: row.invited_by };
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

const roleName = (role: Role): string =>
  role === 'pm' || role === 'pmm' ? role.toUpperCase() : role;
