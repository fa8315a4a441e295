/**
 * Who may do what: sign-in, workspaces, projects, members, keys and the audit log. Everything that
 * asks "who is this, and may they?" is answered here. Emits `project.created`.
 */
import type { ProjectId, Role } from '@tandem/contract';
import type { Gate } from '../platform/http.ts';
import type { Parts, Platform } from '../platform/platform.ts';
import { append, forget, type AuditEntry } from './audit/actions.ts';
import { nameOf } from './audit/rules.ts';
import { cast } from './cast/rules.ts';
import { createGate, noProject } from './gate.ts';
import { setUpUnattended } from './installation/actions.ts';
import { installationRoutes } from './installation/routes.ts';
import { createKeys, type KnownKey } from './keys/reads.ts';
import { keyRoutes } from './keys/routes.ts';
import { readMembers } from './members/reads.ts';
import { memberRoutes } from './members/routes.ts';
import { projectRoutes } from './projects/routes.ts';
import { createSignIn, signInWire, type SignIn } from './sign-in.ts';
import './tables.ts';

export type { KnownKey } from './keys/reads.ts';
export { cast, type CastMember } from './cast/rules.ts';
export { personSubject } from './audit/actions.ts';
export { actorOf, nameOf } from './audit/rules.ts';
export { change, given, type Called, type Change } from './change.ts';
export { keyIn } from './keys/rules.ts';

export interface Access {
  readonly gate: Gate;
  readonly signIn: SignIn;
  /** The project's key behind this text; undefined if it is not known or was revoked. */
  keyOf(text: string): Promise<KnownKey | undefined>;
  /** IANA name of the project's time zone. */
  timeZoneOf(project: ProjectId): Promise<string>;
  /** Whether the project holds the demo company. */
  isDemo(project: ProjectId): Promise<boolean>;
  projects(): Promise<readonly ProjectId[]>;
  /** Members of the project's workspace; of a demo project its fictive pod too. */
  membersOf(project: ProjectId): Promise<
    readonly {
      readonly userId: string;
      readonly name: string;
      readonly role: Role;
      /** The fictive pod is nobody's admin. */
      readonly isAdmin?: boolean;
    }[]
  >;
  /** Puts on record who did what; a person is named as `personSubject(id)`, nowhere else. */
  audit(project: ProjectId, entry: Omit<AuditEntry, 'workspace'>): Promise<void>;
  /** Makes the log forget these people (ids, as in `personSubject`); its chain stays valid. */
  forget(project: ProjectId, people: readonly string[]): Promise<void>;
  /** Creates what the unattended settings name; at every start. */
  setUp(): Promise<void>;
}

export function createAccess(platform: Platform, version: string): Access & Parts {
  const { records, clock, config } = platform;
  const signIn = createSignIn(platform, {
    session: (userId) => auditUser(platform, userId, 'session.opened'),
    passwordReset: (userId) => auditUser(platform, userId, 'password.reset'),
  });
  const hash = async (password: string) => (await signIn.$context).password.hash(password);
  const keys = createKeys(platform);
  const zones = new Map<ProjectId, { workspace: number; timeZone: string; isDemo: boolean }>();

  async function about(project: ProjectId) {
    const known = zones.get(project);
    if (known !== undefined) return known;
    const row = await records.installation.read((r) =>
      r
        .selectFrom('projects')
        .select(['workspace', 'time_zone', 'is_demo'])
        .where('id', '=', project)
        .executeTakeFirst(),
    );
    if (row === undefined) throw noProject();
    const { workspace, time_zone: timeZone, is_demo: isDemo } = row;
    const found = { workspace, timeZone, isDemo };
    zones.set(project, found);
    return found;
  }

  return {
    gate: createGate({ records, keys, signIn, publicUrl: config.publicUrl }),
    signIn,
    keyOf: (text) => keys.find(text),
    timeZoneOf: async (project) => (await about(project)).timeZone,
    isDemo: async (project) => (await about(project)).isDemo,
    projects: async () =>
      (await records.installation.read((r) => r.selectFrom('projects').select('id').execute())).map(
        ({ id }) => id as ProjectId,
      ),
    async membersOf(project) {
      const { workspace, isDemo } = await about(project);
      const members = await records.installation.read((r) => readMembers(r, workspace));
      return isDemo ? [...members, ...Object.values(cast)] : members;
    },
    async audit(project, entry) {
      const { workspace } = await about(project);
      await records.installation.write((w) => append(w, clock.now(), { ...entry, workspace }));
    },
    async forget(project, people) {
      const { workspace } = await about(project);
      await records.installation.write((w) => forget(w, workspace, people));
    },
    setUp: () => setUpUnattended(platform, hash),
    routes: [
      ...installationRoutes(platform, hash, version),
      ...projectRoutes(platform, () => zones.clear()),
      ...keyRoutes(platform, keys),
      ...memberRoutes(platform, hash),
    ],
    wires: [signInWire(signIn, config.trustProxy)],
  };
}

/** What people do with their own account is on record; a log that can't be written locks nobody out. */
async function auditUser(
  { records, clock, log }: Platform,
  userId: string,
  action: string,
): Promise<void> {
  try {
    await records.installation.write(async (w) => {
      const member = await w
        .selectFrom('members')
        .innerJoin('user', 'user.id', 'members.user_id')
        .select(['members.workspace', 'members.role', 'user.email', 'user.name'])
        .where('user.id', '=', userId)
        .executeTakeFirst();
      if (member === undefined) return;
      const { workspace } = member;
      const actor = nameOf({ kind: 'user', id: userId, ...member });
      await append(w, clock.now(), { workspace, action, actor, subject: member.email, detail: {} });
    });
  } catch (error) {
    log.error({ err: error, action }, 'an entry of the audit log could not be written');
  }
}
