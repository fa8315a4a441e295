import { claimInstallation, getInstallation, getMe, listAudit, type Me } from '@tandem/contract';
import { route, type Route } from '../../platform/http.ts';
import type { Platform } from '../../platform/platform.ts';
import { Problem } from '../../platform/problem.ts';
import { readAudit } from '../audit/reads.ts';
import { permissionsOfMember } from '../permissions.ts';
import { asProject, projectColumns } from '../projects/actions.ts';
import { claim, isClaimed, type HashPassword } from './actions.ts';
import { checkClaimedAt } from './rules.ts';

export function installationRoutes(
  platform: Platform,
  hash: HashPassword,
  version: string,
): readonly Route[] {
  return [
    route(getInstallation, async () => ({
      claimed: await isClaimed(platform),
      version,
      canSendMail: platform.mail.isReal,
    })),
    route(claimInstallation, ({ body, request }) => {
      checkClaimedAt(request.headers.get('origin'), platform.config.publicUrl);
      return claim(platform, hash, body);
    }),
    route(getMe, ({ caller }) => {
      if (caller.kind !== 'user') {
        throw new Problem('unauthenticated', 'You are not signed in.', { hint: 'Sign in first.' });
      }
      return readMe(platform, caller.id);
    }),
    route(listAudit, ({ params, query }) => readAudit(platform.records, params.workspace, query)),
  ];
}

function readMe({ records }: Platform, userId: string): Promise<Me> {
  return records.installation.read(async (r) => {
    const row = await r
      .selectFrom('members')
      .innerJoin('user', 'user.id', 'members.user_id')
      .innerJoin('workspaces', 'workspaces.id', 'members.workspace')
      .select([
        'user.id',
        'user.name',
        'user.email',
        'workspaces.id as workspace',
        'workspaces.name as title',
      ])
      .select(['members.role', 'members.department', 'members.is_admin'])
      .where('members.user_id', '=', userId)
      .executeTakeFirstOrThrow();
    const projects = await r
      .selectFrom('projects')
      .select(projectColumns)
      .where('workspace', '=', row.workspace)
      .orderBy('id')
      .execute();
    return {
      user: { id: row.id, name: row.name, email: row.email },
      workspace: { id: row.workspace, name: row.title },
      role: row.role,
      department: row.department,
      isAdmin: row.is_admin,
      permissions: [...permissionsOfMember(row)],
      projects: projects.map(asProject),
    };
  });
}
