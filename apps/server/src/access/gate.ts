/** Lets calls in: the one place where keys, sessions and permissions meet an endpoint's demand. */
import type { Permission, ProjectId } from '@tandem/contract';
import type { Admission, Caller, Gate } from '../platform/http.ts';
import { Problem } from '../platform/problem.ts';
import type { RecordsDoor } from '../platform/records.ts';
import type { Keys, KnownKey } from './keys/reads.ts';
import { keyIn } from './keys/rules.ts';
import { permissionsOfKey, permissionsOfMember } from './permissions.ts';
import { freshUntil, tokenIn, type SignIn } from './sign-in.ts';
import './tables.ts';

/** Ids of projects are PostgreSQL's `integer`. */
const largestId = 0x7fff_ffff;

type Call = Parameters<Gate>[1];
type User = Extract<Caller, { kind: 'user' }> & { readonly is_admin: boolean };
type Needs = {
  readonly records: RecordsDoor;
  readonly keys: Keys;
  readonly signIn: SignIn;
  readonly publicUrl: string;
};

export function createGate(needs: Needs): Gate {
  return async (access, call) => {
    switch (access.kind) {
      case 'public':
        // A page that somebody visits may not claim what runs on their own machine.
        refuseForeignPage(call.request, needs.publicUrl);
        return { caller: { kind: 'anonymous' }, project: undefined };
      case 'ingest':
        return admitSender(needs, call);
      case 'session':
        await refuseKey(needs, call.request);
        return { caller: await userOf(needs, call.request), project: undefined };
      case 'workspace':
        return admitToWorkspace(needs, call, access.needs);
      case 'project':
        return bearer(call.request) === undefined
          ? admitMember(needs, call, access.needs)
          : admitKey(needs, call, access.needs);
      default:
        throw new Problem('forbidden', 'Nobody may call this.', {
          hint: 'The reference at /api/docs says what a key or a member may call.',
        });
    }
  };
}

async function admitSender({ keys }: Needs, call: Call): Promise<Admission> {
  const text = keyIn(call.request, call.body);
  const key = text === undefined ? undefined : await keys.find(text);
  if (key === undefined) throw unknownKey(text);
  if (key.kind === 'private' && !key.scopes.includes('send')) {
    throw new Problem('forbidden', 'This private key may not send data.', {
      hint: 'Use the public key of the project, or a private key with the scope "send".',
    });
  }
  return { caller: callerOf(key), project: key.project };
}

async function admitKey({ keys }: Needs, call: Call, needed: Permission): Promise<Admission> {
  const key = await keys.find(bearer(call.request) ?? '');
  if (key === undefined) throw unknownKey(bearer(call.request));
  if (key.kind === 'public') throw publicKey();
  if (key.project !== call.params['project']) throw noProject();
  if (!permissionsOfKey(key).includes(needed)) throw lacking(needed);
  return { caller: callerOf(key), project: key.project };
}

async function admitMember(needs: Needs, call: Call, needed: Permission): Promise<Admission> {
  const project = call.params['project'] as ProjectId;
  const user = await userOf(needs, call.request, project);
  if (!user.ownsProject) throw noProject();
  if (!permissionsOfMember(user).includes(needed)) throw lacking(needed);
  return { caller: user, project };
}

async function admitToWorkspace(needs: Needs, call: Call, needed: Permission): Promise<Admission> {
  await refuseKey(needs, call.request);
  const user = await userOf(needs, call.request);
  if (user.workspace !== call.params['workspace']) {
    throw new Problem('not_found', 'There is no such workspace for you.', {
      hint: 'A member sees their own; the answer to /api/v1/me names it.',
    });
  }
  if (!permissionsOfMember(user).includes(needed)) throw lacking(needed);
  return { caller: user, project: undefined };
}

/** Keys belong to a project; what concerns people and the workspace is for people. */
async function refuseKey({ keys }: Needs, request: Request): Promise<void> {
  const text = bearer(request);
  if (text === undefined) return;
  const key = await keys.find(text);
  if (key === undefined) throw unknownKey(text);
  if (key.kind === 'public') throw publicKey();
  throw new Problem('forbidden', 'A key opens its own project and nothing beside it.', {
    hint: 'Sign in to Tandem for this.',
  });
}

/**
 * The signed-in member; a session of somebody who is no member any more counts for nothing. In the
 * same question whether the project is one of their workspace's.
 */
async function userOf(
  needs: Needs,
  request: Request,
  project?: ProjectId,
): Promise<User & { readonly ownsProject: boolean }> {
  refuseForeignPage(request, needs.publicUrl);
  const member = await memberOf(needs, request, project ?? 0);
  if (member !== undefined) return member;
  throw new Problem('unauthenticated', 'You are not signed in.', {
    hint: 'Sign in, or send a private key as "Authorization: Bearer ...".',
  });
}

/** One question for a session as it is; the library's own three where it has to be renewed or ended. */
async function memberOf({ records, signIn }: Needs, request: Request, project: number) {
  const token = await tokenIn(signIn, request);
  if (token === undefined) return undefined;
  const known = await readMember(records, project, { token, endsAfter: freshUntil(Date.now()) });
  if (known !== undefined) return known;
  const session = await signIn.api.getSession({ headers: request.headers });
  return session === null ? undefined : readMember(records, project, session.session);
}

type SessionKey = { readonly token: string; readonly endsAfter?: Date };
/** A project that is none, as 0, is nobody's. */
async function readMember(
  records: RecordsDoor,
  project: number,
  { token, endsAfter = new Date() }: SessionKey,
) {
  const row = await records.installation.read((r) =>
    r
      .selectFrom('session')
      .innerJoin('user', 'user.id', 'session.userId')
      .innerJoin('members', 'members.user_id', 'session.userId')
      .leftJoin('projects', (join) =>
        join
          .onRef('projects.workspace', '=', 'members.workspace')
          .on('projects.id', '=', project > largestId ? 0 : project),
      )
      .select(['user.id', 'user.name', 'user.email'])
      .select(['members.workspace', 'is_admin', 'role', 'projects.id as project'])
      .where('session.token', '=', token)
      .where('session.expiresAt', '>', endsAfter)
      .executeTakeFirst(),
  );
  if (row === undefined) return undefined;
  const { project: found, ...member } = row;
  return { kind: 'user', ...member, ownsProject: found !== null } as const;
}

/** A browser's own cookie and place travel with requests of other sites' pages: those change nothing. */
function refuseForeignPage(request: Request, publicUrl: string): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const origin = request.headers.get('origin');
  const fetchSite = request.headers.get('sec-fetch-site');
  const host = request.headers.get('host') ?? new URL(request.url).host;
  const own =
    origin === null ||
    origin === new URL(publicUrl).origin ||
    (URL.canParse(origin) && new URL(origin).host === host);
  if (own && fetchSite !== 'cross-site') return;
  throw new Problem('forbidden', 'A page of another site asked for this.', {
    hint: `Open Tandem at ${publicUrl}, or set TANDEM_PUBLIC_URL to where people reach it.`,
  });
}

function bearer(request: Request): string | undefined {
  const [scheme, credentials] = (request.headers.get('authorization') ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' ? credentials : undefined;
}

const callerOf = ({ id, name, kind }: KnownKey): Caller => ({
  kind: 'key',
  id,
  name,
  isPrivate: kind === 'private',
});

function unknownKey(text: string | undefined): Problem {
  return text === undefined
    ? new Problem('unauthenticated', 'The request carries no key.', {
        hint: 'Send the project key as "Authorization: Bearer KEY".',
      })
    : new Problem('unauthenticated', 'This key is not known here, or was revoked.', {
        hint: 'Settings, Keys lists the keys of the project.',
      });
}

const publicKey = () =>
  new Problem(
    'forbidden',
    'This is a public key: it sends data and reads what any visitor may see, nothing else.',
    {
      hint: 'Use a private key (Settings, Keys) from a server, never from a page.',
    },
  );

export const noProject = () =>
  new Problem('not_found', 'There is no such project for you.', {
    hint: 'A private key reads its own project only; a member those of the workspace.',
  });

const lacking = (needed: Permission) =>
  new Problem('forbidden', `This needs the permission ${needed}.`, {
    hint: 'An admin of the workspace can do it or grant it; a key needs the scope.',
  });
