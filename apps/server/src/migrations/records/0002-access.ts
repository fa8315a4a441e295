/** Users and sessions (better-auth's tables, frozen here), workspaces, projects, keys, the audit log. */
import { sql } from 'kysely';
import type { MigrationHandle } from '../../platform/records-schema.ts';

export async function up(db: MigrationHandle): Promise<void> {
  await signIn(db);
  await workspaces(db);
  await keys(db);
  await audit(db);
}

/** As better-auth 1.7 makes them; a test holds its own plan against this. */
async function signIn(db: MigrationHandle): Promise<void> {
  await sql`CREATE TABLE "user" (
    id text NOT NULL PRIMARY KEY,
    name text NOT NULL,
    email text NOT NULL UNIQUE,
    "emailVerified" boolean NOT NULL,
    image text,
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now()
  )`.execute(db);
  await sql`CREATE TABLE session (
    id text NOT NULL PRIMARY KEY,
    "expiresAt" timestamptz NOT NULL,
    token text NOT NULL UNIQUE,
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL,
    "ipAddress" text,
    "userAgent" text,
    "userId" text NOT NULL REFERENCES "user" (id) ON DELETE CASCADE
  )`.execute(db);
  await sql`CREATE TABLE account (
    id text NOT NULL PRIMARY KEY,
    "accountId" text NOT NULL,
    "providerId" text NOT NULL,
    "userId" text NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
    "accessToken" text,
    "refreshToken" text,
    "idToken" text,
    "accessTokenExpiresAt" timestamptz,
    "refreshTokenExpiresAt" timestamptz,
    scope text,
    password text,
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL
  )`.execute(db);
  await sql`CREATE TABLE verification (
    id text NOT NULL PRIMARY KEY,
    identifier text NOT NULL,
    value text NOT NULL,
    "expiresAt" timestamptz NOT NULL,
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now()
  )`.execute(db);
  await sql`CREATE INDEX "session_userId_idx" ON session ("userId")`.execute(db);
  await sql`CREATE INDEX "account_userId_idx" ON account ("userId")`.execute(db);
  await sql`CREATE INDEX verification_identifier_idx ON verification (identifier)`.execute(db);
}

async function workspaces(db: MigrationHandle): Promise<void> {
  // One row at most: whoever inserts it first is the first admin.
  await sql`CREATE TABLE installation (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    claimed_at timestamptz NOT NULL
  )`.execute(db);
  await sql`CREATE TABLE workspaces (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    created_at timestamptz NOT NULL
  )`.execute(db);
  await sql`CREATE TABLE projects (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace integer NOT NULL REFERENCES workspaces (id),
    name text NOT NULL,
    time_zone text NOT NULL,
    is_demo boolean NOT NULL,
    created_at timestamptz NOT NULL
  )`.execute(db);
  await sql`CREATE TABLE members (
    workspace integer NOT NULL REFERENCES workspaces (id),
    user_id text NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
    role text NOT NULL,
    department text NOT NULL,
    is_admin boolean NOT NULL,
    joined_at timestamptz NOT NULL,
    PRIMARY KEY (workspace, user_id)
  )`.execute(db);
  await sql`CREATE TABLE invitations (
    id uuid PRIMARY KEY,
    workspace integer NOT NULL REFERENCES workspaces (id),
    email text NOT NULL,
    role text NOT NULL,
    department text NOT NULL,
    is_admin boolean NOT NULL,
    invited_by text NOT NULL,
    expires_at timestamptz NOT NULL,
    accepted_at timestamptz
  )`.execute(db);
}

async function keys(db: MigrationHandle): Promise<void> {
  await sql`CREATE TABLE keys (
    id uuid PRIMARY KEY,
    project integer NOT NULL REFERENCES projects (id),
    kind text NOT NULL CHECK (kind IN ('public', 'private')),
    name text NOT NULL,
    display text NOT NULL,
    hash text NOT NULL UNIQUE,
    scopes text[] NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text,
    last_used_at timestamptz,
    revoked_at timestamptz
  )`.execute(db);
}

/** The chain holds salted references only; names and details can go without breaking it. */
async function audit(db: MigrationHandle): Promise<void> {
  await sql`CREATE TABLE audit (
    workspace integer NOT NULL,
    sequence integer NOT NULL,
    at timestamptz NOT NULL,
    action text NOT NULL,
    content_ref text NOT NULL,
    previous text NOT NULL,
    hash text NOT NULL,
    PRIMARY KEY (workspace, sequence)
  )`.execute(db);
  await sql`CREATE TABLE audit_contents (
    workspace integer NOT NULL,
    sequence integer NOT NULL,
    salt text NOT NULL,
    actor text NOT NULL,
    subject text NOT NULL,
    detail jsonb NOT NULL,
    PRIMARY KEY (workspace, sequence)
  )`.execute(db);
  await sql`CREATE INDEX audit_contents_of_subject ON audit_contents (subject)`.execute(db);
}
