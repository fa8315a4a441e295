/**
 * The test world: the whole app on real engines in this process, one per test file. Each test makes
 * its own project in it.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  acceptInvitation,
  claimInstallation,
  createClient,
  createKey,
  createProject,
  inviteMember,
  listMembers,
  type Client,
  type ProjectId,
  type Role,
} from '@tandem/contract';
import { compose, type App, type Overrides } from '../compose.ts';
import { readConfig } from '../platform/config.ts';
import { createLog } from '../platform/log.ts';
import { copyRecordsTemplate } from './records-template.ts';
import { openRecords } from '../platform/records.ts';
import { migrateRecords, readRecordsMigrations } from '../platform/records-schema.ts';

export type TestProject = {
  readonly id: ProjectId;
  readonly publicKey: string;
  readonly privateKey: string;
  /** Path parameters of the project's endpoints. */
  readonly params: { readonly project: number };
  /** The typed client, as a server of the customer's would use it. */
  readonly call: Client;
  /** A request with the public key, as a sender makes it. */
  readonly send: (path: string, body: unknown) => Promise<Response>;
};

export type TestMember = {
  readonly cookie: string;
  readonly userId: string;
  readonly email: string;
  readonly password: string;
};

type MemberOptions = {
  readonly isAdmin?: boolean;
  readonly name?: string;
  readonly role?: Role;
};

export type World = {
  readonly app: App;
  readonly folder: string;
  /** A request to the app, without a socket; `path` begins with `/`. */
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  /** The typed client with these headers. */
  readonly as: (headers: Readonly<Record<string, string>>) => Client;
  /** The first admin, signed in: the headers that make a request theirs. Made on first use. */
  readonly admin: () => Promise<{ readonly cookie: string }>;
  /** A member of the admin's workspace, by invitation, signed in. */
  readonly member: (options?: MemberOptions) => Promise<TestMember>;
  readonly project: (options?: { name?: string; timeZone?: string }) => Promise<TestProject>;
  readonly close: () => Promise<void>;
};

export type WorldOptions = Overrides & { readonly env?: Readonly<Record<string, string>> };

export const adminOfWorld = { email: 'admin@world.example', password: 'a password of the world' };
type Fetching = Parameters<typeof createClient<unknown>>[0]['fetch'];
const host = 'http://localhost';

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const { env, ...overrides } = options;
  const folder = mkdtempSync(join(tmpdir(), 'tandem-world-'));
  const config = readConfig({ PORT: '0', TANDEM_DATA: folder, TANDEM_LOG_LEVEL: 'silent', ...env });
  const recordsFrom = config.databaseUrl === undefined ? await migratedRecords() : undefined;
  if (recordsFrom === undefined) copyRecordsTemplate(join(folder, 'records'));
  const app = await compose(config, {
    log: createLog('silent'),
    ...(recordsFrom === undefined ? {} : { recordsFrom }),
    ...overrides,
  });
  const request: World['request'] = async (path, init) => app.http.request(path, init);
  const as: World['as'] = (headers) =>
    createClient({ baseUrl: '', fetch: request as Fetching, headers });
  let admin: Promise<{ cookie: string; workspace: number }> | undefined;
  const theAdmin = () => (admin ??= firstAdmin(request, as({})));

  return {
    app,
    folder,
    request,
    as,
    admin: async () => ({ cookie: (await theAdmin()).cookie }),
    async member(given) {
      return makeMember(request, as, { ...(await theAdmin()), ...given });
    },
    async project(given) {
      const { cookie, workspace } = await theAdmin();
      return makeProject(request, as, { cookie, workspace, ...given });
    },
    async close() {
      await app.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function firstAdmin(
  request: World['request'],
  call: Client,
): Promise<{ cookie: string; workspace: number }> {
  const body = { ...adminOfWorld, name: 'Ada Admin', workspace: 'The world' };
  const { workspace } = await call(claimInstallation, { body });
  return { workspace, cookie: await signIn(request, adminOfWorld) };
}

/** Signs in as a browser does; gives the Cookie header. */
export async function signIn(
  request: World['request'],
  user: { readonly email: string; readonly password: string },
): Promise<string> {
  const answer = await request(`${host}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', host: 'localhost', origin: host },
    body: JSON.stringify({ email: user.email, password: user.password }),
  });
  if (!answer.ok) throw new Error(`signing in failed: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function makeMember(
  request: World['request'],
  as: World['as'],
  given: MemberOptions & { cookie: string; workspace: number },
): Promise<TestMember> {
  const call = as({ cookie: given.cookie });
  const params = { workspace: given.workspace };
  const email = `${randomUUID()}@world.example`;
  const { url } = await call(inviteMember, {
    params,
    body: {
      email,
      role: given.role ?? 'analyst',
      department: 'Data',
      isAdmin: given.isAdmin ?? false,
    },
  });
  const password = 'a password of a member';
  await as({})(acceptInvitation, {
    params: { token: url.split('/').at(-1) ?? '' },
    body: { name: given.name ?? 'Mo Member', password },
  });
  const { members } = await call(listMembers, { params });
  const userId = members.find((one) => one.email === email)?.userId ?? '';
  return { email, password, userId, cookie: await signIn(request, { email, password }) };
}

async function makeProject(
  request: World['request'],
  as: World['as'],
  given: { cookie: string; workspace: number; name?: string; timeZone?: string },
): Promise<TestProject> {
  const call = as({ cookie: given.cookie });
  const { id } = await call(createProject, {
    params: { workspace: given.workspace },
    body: { name: given.name ?? 'A project', timeZone: given.timeZone ?? 'UTC' },
  });
  const params = { project: id as number };
  const key = (kind: 'public' | 'private') =>
    call(createKey, {
      params,
      body: { kind, name: `${kind} key`, scopes: ['read', 'write', 'send', 'erase', 'admin'] },
    });
  const [open, closed] = [await key('public'), await key('private')];
  return {
    id,
    params,
    publicKey: open.secret,
    privateKey: closed.secret,
    call: as({ authorization: `Bearer ${closed.secret}` }),
    send: (path, body) =>
      request(path, {
        method: 'POST',
        headers: { authorization: `Bearer ${open.secret}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
  };
}

/** A dump of a migrated record store, made once per state of the migrations: a world opens quicker. */
async function migratedRecords(): Promise<Blob> {
  const checksums = (await readRecordsMigrations()).map(({ checksum }) => checksum).join();
  const name = createHash('sha256').update(checksums).digest('hex').slice(0, 16);
  const file = join(tmpdir(), `tandem-records-${name}.tar`);
  if (existsSync(file)) return new Blob([new Uint8Array(readFileSync(file))]);
  const records = await openRecords({ folder: undefined, url: undefined });
  await migrateRecords(records.installation.kysely);
  const dump = await records.installation.pglite!.dumpDataDir('none');
  await records.close();
  // Renamed into place: another test file may be doing the same.
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, Buffer.from(await dump.arrayBuffer()));
  renameSync(mine, file);
  return dump;
}
