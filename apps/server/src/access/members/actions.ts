import type { Answer, Role, updateMember } from '@tandem/contract';
import { dayMs } from '@tandem/query';
import type { Platform } from '../../platform/platform.ts';
import { Problem } from '../../platform/problem.ts';
import type { Writer } from '../../platform/records.ts';
import { append } from '../audit/actions.ts';
import { insertUser, knownEmail, type HashPassword } from '../installation/actions.ts';
import '../tables.ts';
import { openInvitation, readInvitations, readMembers } from './reads.ts';
import { idIn } from './rules.ts';

type Member = Answer<typeof updateMember>;
type MemberRef = { readonly workspace: number; readonly user: string; readonly actor: string };

/** Changes a member; the last admin stays one. */
export async function changeMember(
  platform: Pick<Platform, 'records' | 'clock'>,
  { workspace, user, actor }: MemberRef,
  change: {
    role?: Role | undefined;
    department?: string | undefined;
    isAdmin?: boolean | undefined;
  },
): Promise<Member> {
  return platform.records.installation.write(async (w) => {
    const before = await oneMember(w, workspace, user);
    if (change.isAdmin === false) await keepAnAdmin(w, workspace, before);
    await w
      .updateTable('members')
      .set({
        role: change.role ?? before.role,
        department: change.department ?? before.department,
        is_admin: change.isAdmin ?? before.isAdmin,
      })
      .where('workspace', '=', workspace)
      .where('user_id', '=', user)
      .execute();
    await append(w, platform.clock.now(), {
      workspace,
      action: 'member.changed',
      actor,
      subject: before.email,
      detail: change,
    });
    return oneMember(w, workspace, user);
  });
}

/** Removes a member and the account; the sessions end with it. */
export async function dropMember(
  platform: Pick<Platform, 'records' | 'clock'>,
  { workspace, user, actor }: MemberRef,
): Promise<void> {
  await platform.records.installation.write(async (w) => {
    const member = await oneMember(w, workspace, user);
    await keepAnAdmin(w, workspace, member);
    await w.deleteFrom('session').where('userId', '=', user).execute();
    await w.deleteFrom('user').where('id', '=', user).execute();
    await append(w, platform.clock.now(), {
      workspace,
      action: 'member.removed',
      actor,
      subject: member.email,
      detail: {},
    });
  });
}

const validMs = 7 * dayMs;

/** Invites by mail; the link is in the answer too, for where no mail is set up. */
export async function invite(
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

/** Accepts an invitation once: makes the account and the membership. */
export async function accept(
  platform: Pick<Platform, 'records' | 'clock' | 'newId' | 'config'>,
  hash: HashPassword,
  given: { readonly token: string; readonly name: string; readonly password: string },
): Promise<{ workspace: number }> {
  const { records, clock, config } = platform;
  // Hashing costs a tenth of a second: only who holds an invitation may ask for it.
  const id = idIn(given.token, config.secret);
  const found =
    id === undefined
      ? undefined
      : await records.installation.read((r) => openInvitation(r, id, clock.now()));
  if (found === undefined) throw noInvitation();
  const password = await hash(given.password);
  const now = clock.now();
  return records.installation.write(async (w) => {
    const invitation = await w
      .updateTable('invitations')
      .set({ accepted_at: now })
      .where('id', '=', found.id)
      .where('accepted_at', 'is', null)
      .where('expires_at', '>', now)
      .returningAll()
      .executeTakeFirst();
    if (invitation === undefined) throw noInvitation();
    const { workspace, email, role, department, is_admin } = invitation;
    await endOthers(w, email, now);
    const user = await insertUser(w, platform, { name: given.name, email, password });
    await w
      .insertInto('members')
      .values({ workspace, user_id: user, role, department, is_admin, joined_at: now })
      .execute();
    await append(w, now, {
      workspace,
      action: 'invitation.accepted',
      actor: email,
      subject: email,
      detail: { role },
    });
    return { workspace };
  });
}

/**
 * The address has its account: further links to it end. Else somebody removed from the workspace came
 * back through one that was mailed twice.
 */
async function endOthers(w: Writer, email: string, at: Date): Promise<void> {
  await w
    .updateTable('invitations')
    .set({ accepted_at: at })
    .where('email', '=', email)
    .where('accepted_at', 'is', null)
    .execute();
}

/** Takes back an invitation that nobody accepted yet. */
export async function withdraw(
  { records, clock }: Pick<Platform, 'records' | 'clock'>,
  { workspace, invitation, actor }: Omit<MemberRef, 'user'> & { readonly invitation: string },
): Promise<void> {
  await records.installation.write(async (w) => {
    const gone = await w
      .deleteFrom('invitations')
      .where('id', '=', invitation)
      .where('workspace', '=', workspace)
      .where('accepted_at', 'is', null)
      .returning('email')
      .executeTakeFirst();
    if (gone === undefined) throw noInvitation();
    await append(w, clock.now(), {
      workspace,
      action: 'invitation.withdrawn',
      actor,
      subject: gone.email,
      detail: {},
    });
  });
}

export async function refuseKnownEmail(w: Writer, email: string): Promise<void> {
  const known = await w
    .selectFrom('user')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirst();
  if (known !== undefined) throw knownEmail(email);
}

export const noInvitation = () =>
  new Problem('not_found', 'This invitation does not exist, was used, or has expired.', {
    hint: 'Ask the person who invited you for a new one.',
  });

async function oneMember(w: Writer, workspace: number, user: string): Promise<Member> {
  const member = (await readMembers(w, workspace)).find(({ userId }) => userId === user);
  if (member === undefined) {
    throw new Problem('not_found', 'There is no such member of the workspace.', {
      hint: 'Settings, Members lists those that are there.',
    });
  }
  return member;
}

async function keepAnAdmin(w: Writer, workspace: number, member: Member): Promise<void> {
  // Locked, so that two admins who remove each other at the same moment do not both succeed.
  const admins = await w
    .selectFrom('members')
    .select('user_id')
    .where('workspace', '=', workspace)
    .where('is_admin', '=', true)
    .forUpdate()
    .execute();
  if (!member.isAdmin || admins.length > 1) return;
  throw new Problem('conflict', 'The last admin of the workspace stays one.', {
    hint: 'Make somebody else an admin first.',
  });
}
