/** The first visit: admin, workspace, project and public key, made once and never again. */
import { sql } from 'kysely';
import type { ProjectId, Role } from '@tandem/contract';
import type { Platform } from '../../platform/platform.ts';
import { Problem } from '../../platform/problem.ts';
import type { Writer } from '../../platform/records.ts';
import { append } from '../audit/actions.ts';
import { insertKey } from '../keys/actions.ts';
import { newKey } from '../keys/rules.ts';
import { insertProject } from '../projects/actions.ts';
import '../tables.ts';

type Needs = Pick<Platform, 'records' | 'clock' | 'newId' | 'config'>;
export type HashPassword = (password: string) => Promise<string>;
export type Claim = {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly workspace: string;
  readonly role: Role;
};
export type Claimed = { readonly workspace: number; readonly project: ProjectId };

export async function isClaimed({ records }: Pick<Platform, 'records'>): Promise<boolean> {
  const row = await records.installation.read((r) =>
    r.selectFrom('installation').select('one').executeTakeFirst(),
  );
  return row !== undefined;
}

/** Makes the first admin. Of any number of claims at the same moment one wins; the others are refused. */
export async function claim(platform: Needs, hash: HashPassword, given: Claim): Promise<Claimed> {
  // Hashing costs a tenth of a second: nobody shall have it for nothing.
  if (await isClaimed(platform)) throw alreadyClaimed();
  const password = await hash(given.password);
  const at = platform.clock.now();
  return platform.records.installation.write(async (w) => {
    const won = await w
      .insertInto('installation')
      .values({ claimed_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .returning('one')
      .executeTakeFirst();
    if (won === undefined) throw alreadyClaimed();
    const { workspace, project } = await firstProject(w, platform, given.workspace);
    // The unattended keys may have made it under a name that nobody chose.
    await w
      .updateTable('workspaces')
      .set({ name: given.workspace })
      .where('id', '=', workspace)
      .execute();
    const user = await insertUser(w, platform, { ...given, password });
    await w
      .insertInto('members')
      .values({
        workspace,
        user_id: user,
        role: given.role,
        department: 'Product',
        is_admin: true,
        joined_at: at,
      })
      .execute();
    await append(w, at, {
      workspace,
      action: 'installation.claimed',
      actor: given.email,
      subject: given.workspace,
      detail: {},
    });
    return { workspace, project };
  });
}

/** "maya.lindqvist@..." is Maya Lindqvist, until she says otherwise. */
const nameIn = (email: string): string =>
  email
    .split('@')[0]!
    .split(/[._+-]+/)
    .filter((part) => part !== '')
    .map((part) => part[0]!.toUpperCase() + part.slice(1))
    .join(' ') || 'Admin';

/** The unattended settings: creates what they name and is not there yet, at every start. */
export async function setUpUnattended(platform: Needs, hash: HashPassword): Promise<void> {
  const { adminEmail, adminPassword, projectKey, apiKey } = platform.config.unattended;
  if (adminEmail !== undefined && adminPassword !== undefined && !(await isClaimed(platform))) {
    const name = nameIn(adminEmail);
    await claim(platform, hash, {
      name,
      email: adminEmail,
      password: adminPassword,
      workspace: 'Tandem',
      role: 'pm',
    });
  }
  if (projectKey === undefined && apiKey === undefined) return;
  await platform.records.installation.write(async (w) => {
    const { project } = await firstProject(w, platform, 'Tandem');
    const now = platform.clock.now();
    const common = { project, createdBy: null, at: now, id: platform.newId() };
    if (projectKey !== undefined) {
      await insertKey(w, {
        ...common,
        kind: 'public',
        name: 'TANDEM_PROJECT_KEY',
        key: projectKey,
        scopes: [],
      });
    }
    if (apiKey !== undefined) {
      await insertKey(w, {
        ...common,
        id: platform.newId(),
        kind: 'private',
        name: 'TANDEM_API_KEY',
        key: apiKey,
        scopes: ['read', 'write', 'send', 'erase', 'admin'],
      });
    }
  });
}

/** The oldest workspace and project, made if there is none. */
async function firstProject(w: Writer, platform: Needs, name: string): Promise<Claimed> {
  await sql`SELECT pg_advisory_xact_lock(4102)`.execute(w);
  const found = await w
    .selectFrom('projects')
    .select(['id', 'workspace'])
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (found !== undefined) return { workspace: found.workspace, project: found.id as ProjectId };
  const at = platform.clock.now();
  const workspace = await w
    .insertInto('workspaces')
    .values({ name, created_at: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  const made = await insertProject(w, {
    workspace: workspace.id,
    name: 'My product',
    timeZone: 'UTC',
    demo: false,
    at,
  });
  await insertKey(w, {
    id: platform.newId(),
    project: made.id,
    kind: 'public',
    name: 'Website and apps',
    key: newKey('public'),
    scopes: [],
    createdBy: null,
    at,
  });
  return { workspace: workspace.id, project: made.id };
}

/** A user who signs in with e-mail and password; `password` is hashed already. Throws `conflict`. */
export async function insertUser(
  w: Writer,
  { newId, clock }: Pick<Platform, 'newId' | 'clock'>,
  user: { readonly name: string; readonly email: string; readonly password: string },
): Promise<string> {
  const [id, now] = [newId(), clock.now()];
  const made = await w
    .insertInto('user')
    .values({
      id,
      name: user.name,
      email: user.email.toLowerCase(),
      emailVerified: true,
      image: null,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made === undefined) throw knownEmail(user.email);
  await w
    .insertInto('account')
    .values({
      id: newId(),
      accountId: id,
      providerId: 'credential',
      userId: id,
      password: user.password,
      updatedAt: now,
    })
    .execute();
  return id;
}

export const knownEmail = (email: string) =>
  new Problem('conflict', `${email} has an account here already.`, { hint: 'Sign in with it.' });

const alreadyClaimed = () =>
  new Problem('forbidden', 'This installation has its first admin already.', {
    hint: 'Sign in, or ask an admin for an invitation.',
  });
