/** Who may do what: the first visit, projects, keys, members, the audit log. */
import { z } from 'zod';
import { endpoint, permissions } from './endpoint.ts';
import { instant, projectId, projectParams, uuid } from './ids.ts';

export const roles = [
  'pm',
  'pmm',
  'engineer',
  'designer',
  'analyst',
  'sales',
  'support',
  'facilitator',
  'leader',
] as const;
export const role = z.enum(roles).meta({ id: 'Role' });
export type Role = z.infer<typeof role>;

/** Product = PM, engineer, designer; marketing = PMM; the others sign for no side by themselves. */
export const sideOfRole: Readonly<Record<Role, 'product' | 'marketing' | null>> = {
  pm: 'product',
  engineer: 'product',
  designer: 'product',
  pmm: 'marketing',
  analyst: null,
  sales: null,
  support: null,
  facilitator: null,
  leader: null,
};

export const project = z
  .object({
    id: projectId,
    name: z.string(),
    timeZone: z.string(),
    createdAt: instant,
    isDemo: z.boolean(),
  })
  .meta({ id: 'Project' });
export type Project = z.infer<typeof project>;

export const me = z
  .object({
    user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
    workspace: z.object({ id: z.number().int(), name: z.string() }),
    role,
    department: z.string(),
    isAdmin: z.boolean(),
    permissions: z.array(z.enum(permissions)),
    projects: z.array(project),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof me>;

const workspaceAdmin = { kind: 'workspace', needs: 'workspace:admin' } as const;
const workspaceParams = z.object({ workspace: z.coerce.number().int().positive() });
const projectAdmin = { kind: 'project', needs: 'project:admin' } as const;

export const getInstallation = endpoint({
  method: 'get',
  path: '/api/v1/installation',
  tag: 'Access',
  summary: 'Whether the installation still waits for its first admin',
  access: { kind: 'public' },
  response: z.object({ claimed: z.boolean(), version: z.string(), canSendMail: z.boolean() }),
});

export const claimInstallation = endpoint({
  method: 'post',
  path: '/api/v1/installation/claim',
  tag: 'Access',
  summary: 'Create the first admin, workspace and project; refused for ever after',
  access: { kind: 'public' },
  body: z.object({
    name: z.string().min(1).max(100),
    email: z.email(),
    password: z.string().min(10).max(200),
    workspace: z.string().min(1).max(100),
    role: role.default('pm'),
  }),
  response: z.object({ workspace: z.number().int(), project: projectId }),
});

export const getMe = endpoint({
  method: 'get',
  path: '/api/v1/me',
  tag: 'Access',
  summary: 'The signed-in user, role, permissions and projects',
  access: { kind: 'session' },
  response: me,
});

export const createProject = endpoint({
  method: 'post',
  path: '/api/v1/workspaces/{workspace}/projects',
  tag: 'Access',
  summary: 'Create a project; with demo, fill it with the simulated company',
  access: workspaceAdmin,
  params: workspaceParams,
  body: z.object({
    name: z.string().min(1).max(100),
    timeZone: z.string().max(60).default('UTC'),
    demo: z.boolean().default(false),
  }),
  response: project,
});

export const updateProject = endpoint({
  method: 'patch',
  path: '/api/v1/projects/{project}',
  tag: 'Access',
  summary: 'Rename a project or change its time zone',
  access: projectAdmin,
  params: projectParams,
  body: z.object({
    name: z.string().min(1).max(100).optional(),
    timeZone: z.string().max(60).optional(),
  }),
  response: project,
});

export const keyScopes = ['read', 'write', 'send', 'erase', 'admin'] as const;
export const apiKey = z
  .object({
    id: uuid,
    kind: z.enum(['public', 'private']),
    name: z.string(),
    /** A public key is shown whole; of a private one only the first characters are kept. */
    display: z.string(),
    scopes: z.array(z.enum(keyScopes)),
    createdAt: instant,
    createdBy: z.string().nullable(),
    lastUsedAt: instant.nullable(),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'ApiKey' });

export const listKeys = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/keys',
  tag: 'Access',
  summary: 'Keys of the project',
  access: projectAdmin,
  params: projectParams,
  response: z.object({ keys: z.array(apiKey) }),
});

export const createKey = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/keys',
  tag: 'Access',
  summary: 'Create a key; a private one is shown this once and stored hashed',
  access: projectAdmin,
  params: projectParams,
  body: z.object({
    kind: z.enum(['public', 'private']),
    name: z.string().min(1).max(100),
    scopes: z.array(z.enum(keyScopes)).default(['read']),
  }),
  response: apiKey.extend({ secret: z.string() }),
});

export const revokeKey = endpoint({
  method: 'delete',
  path: '/api/v1/projects/{project}/keys/{key}',
  tag: 'Access',
  summary: 'Revoke a key at once',
  access: projectAdmin,
  params: projectParams.extend({ key: uuid }),
  response: apiKey,
});

export const member = z
  .object({
    userId: z.string(),
    name: z.string(),
    email: z.string(),
    role,
    department: z.string(),
    isAdmin: z.boolean(),
    joinedAt: instant,
  })
  .meta({ id: 'Member' });

export const invitation = z
  .object({
    id: uuid,
    email: z.string(),
    role,
    department: z.string(),
    isAdmin: z.boolean(),
    expiresAt: instant,
    /** Shown to admins so that an invitation can be handed over where no mail is set up. */
    url: z.string(),
  })
  .meta({ id: 'Invitation' });

export const listMembers = endpoint({
  method: 'get',
  path: '/api/v1/workspaces/{workspace}/members',
  tag: 'Access',
  summary: 'Members and open invitations',
  access: { kind: 'workspace', needs: 'project:read' },
  params: workspaceParams,
  response: z.object({ members: z.array(member), invitations: z.array(invitation) }),
});

export const inviteMember = endpoint({
  method: 'post',
  path: '/api/v1/workspaces/{workspace}/invitations',
  tag: 'Access',
  summary: 'Invite somebody by e-mail; the link works once, for seven days',
  access: workspaceAdmin,
  params: workspaceParams,
  body: z.object({
    email: z.email(),
    role,
    department: z.string().min(1).max(60),
    isAdmin: z.boolean().default(false),
  }),
  response: invitation,
});

export const withdrawInvitation = endpoint({
  method: 'delete',
  path: '/api/v1/workspaces/{workspace}/invitations/{invitation}',
  tag: 'Access',
  summary: 'Withdraw an open invitation; its link ends at once',
  access: workspaceAdmin,
  params: workspaceParams.extend({ invitation: uuid }),
  response: z.object({ withdrawn: z.boolean() }),
});

export const getInvitation = endpoint({
  method: 'get',
  path: '/api/v1/invitations/{token}',
  tag: 'Access',
  summary: 'What an invitation offers; changes nothing',
  access: { kind: 'public' },
  params: z.object({ token: z.string().min(20).max(200) }),
  response: z.object({ email: z.string(), workspace: z.string(), role, invitedBy: z.string() }),
});

export const acceptInvitation = endpoint({
  method: 'post',
  path: '/api/v1/invitations/{token}/accept',
  tag: 'Access',
  summary: 'Accept an invitation and create the account',
  access: { kind: 'public' },
  params: z.object({ token: z.string().min(20).max(200) }),
  body: z.object({ name: z.string().min(1).max(100), password: z.string().min(10).max(200) }),
  response: z.object({ workspace: z.number().int() }),
});

export const updateMember = endpoint({
  method: 'patch',
  path: '/api/v1/workspaces/{workspace}/members/{user}',
  tag: 'Access',
  summary: 'Change role, department or admin right; the last admin stays one',
  access: workspaceAdmin,
  params: workspaceParams.extend({ user: z.string() }),
  body: z.object({
    role: role.optional(),
    department: z.string().min(1).max(60).optional(),
    isAdmin: z.boolean().optional(),
  }),
  response: member,
});

export const removeMember = endpoint({
  method: 'delete',
  path: '/api/v1/workspaces/{workspace}/members/{user}',
  tag: 'Access',
  summary: 'Remove a member; their sessions end at once',
  access: workspaceAdmin,
  params: workspaceParams.extend({ user: z.string() }),
  response: z.object({ removed: z.boolean() }),
});

export const auditEntry = z
  .object({
    sequence: z.number().int(),
    at: instant,
    actor: z.string().describe('Name of the user or key; "erased" once the person was erased'),
    action: z.string(),
    subject: z.string(),
    detail: z.record(z.string(), z.unknown()),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' });

export const listAudit = endpoint({
  method: 'get',
  path: '/api/v1/workspaces/{workspace}/audit',
  tag: 'Access',
  summary: 'The audit log, newest first, with the check of its hash chain',
  access: workspaceAdmin,
  params: workspaceParams,
  query: z.object({
    limit: z.coerce.number().int().min(1).max(500).default(100),
    before: z.coerce.number().int().optional(),
  }),
  response: z.object({
    entries: z.array(auditEntry),
    chain: z.object({
      valid: z.boolean(),
      length: z.number().int(),
      brokenAt: z.number().int().nullable(),
    }),
  }),
});
