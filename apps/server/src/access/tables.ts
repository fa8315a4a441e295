import type { Generated } from 'kysely';
import type { Role, keyScopes } from '@tandem/contract';

export type KeyScope = (typeof keyScopes)[number];

type UserTable = {
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
  image: string | null;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
};
type AccountTable = {
  id: string;
  accountId: string;
  providerId: string;
  userId: string;
  password: string | null;
  createdAt: Generated<Date>;
  updatedAt: Date;
};
type SessionTable = { id: string; userId: string; token: string; expiresAt: Date };
type VerificationTable = { id: string; identifier: string; value: string };
type WorkspacesTable = { id: Generated<number>; name: string; created_at: Date };
type ProjectsTable = {
  id: Generated<number>;
  workspace: number;
  name: string;
  time_zone: string;
  is_demo: boolean;
  created_at: Date;
};
type MembersTable = {
  workspace: number;
  user_id: string;
  role: Role;
  department: string;
  is_admin: boolean;
  joined_at: Date;
};
type InvitationsTable = {
  id: string;
  workspace: number;
  email: string;
  role: Role;
  department: string;
  is_admin: boolean;
  invited_by: string;
  expires_at: Date;
  accepted_at: Date | null;
};
type KeysTable = {
  id: string;
  project: number;
  kind: 'public' | 'private';
  name: string;
  display: string;
  hash: string;
  scopes: KeyScope[];
  created_at: Date;
  created_by: string | null;
  last_used_at: Date | null;
  revoked_at: Date | null;
};
type AuditTable = {
  workspace: number;
  sequence: number;
  at: Date;
  action: string;
  content_ref: string;
  previous: string;
  hash: string;
};
type AuditContentsTable = {
  workspace: number;
  sequence: number;
  salt: string;
  actor: string;
  subject: string;
  detail: unknown;
};

declare module '../platform/records.ts' {
  interface Tables {
    user: UserTable;
    account: AccountTable;
    session: SessionTable;
    verification: VerificationTable;
    installation: { one: Generated<boolean>; claimed_at: Date };
    workspaces: WorkspacesTable;
    projects: ProjectsTable;
    members: MembersTable;
    invitations: InvitationsTable;
    keys: KeysTable;
    audit: AuditTable;
    audit_contents: AuditContentsTable;
  }
}
