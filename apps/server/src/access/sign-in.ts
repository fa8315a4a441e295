/**
 * Signing in: better-auth with e-mail and password, mounted at /api/auth. Accounts are made only by
 * the first visit, an invitation or the unattended settings, never by signing up.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { readBytes, smallBody } from '../platform/body.ts';
import { rooms } from '../platform/body-room.ts';
import { ipOf, type Wire } from '../platform/http.ts';
import type { Platform } from '../platform/platform.ts';

const basePath = '/api/auth';
export type SignIn = ReturnType<typeof createSignIn>;

/** Set by us from the socket (or the trusted proxy); what a caller sends under this name is dropped. */
const ipHeader = 'x-tandem-ip';

/** What is open of the library's paths; names, addresses and members are changed by our own routes. */
const openPaths = new Set([
  '/sign-in/email',
  '/sign-out',
  '/get-session',
  '/list-sessions',
  '/revoke-session',
  '/revoke-other-sessions',
  '/revoke-sessions',
  '/change-password',
  '/request-password-reset',
  '/reset-password',
]);

const daySeconds = 86_400;
const expiresIn = 30 * daySeconds;
/** A session is made longer when this much of it is over, by the library. */
const updateAge = daySeconds;
/** One that ends later than this needs nothing done to it. */
export const freshUntil = (nowMs: number): Date => new Date(nowMs + (expiresIn - updateAge) * 1000);

/** Told of what belongs into the audit log. */
export type OnSignIn = {
  readonly session: (userId: string) => Promise<void>;
  readonly passwordReset: (userId: string) => Promise<void>;
};

export function createSignIn(platform: Platform, on: OnSignIn) {
  const { config, mail, records, log } = platform;
  return betterAuth({
    appName: 'Tandem',
    baseURL: config.publicUrl,
    basePath,
    secret: config.secret,
    database: { db: records.installation.kysely, type: 'postgres' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
      onPasswordReset: async ({ user }) => {
        await endResets(platform, user.id);
        await on.passwordReset(user.id);
      },
      sendResetPassword: ({ user, token }) =>
        mail.send({
          to: user.email,
          subject: 'Set a new password for Tandem',
          text: `Set a new password within an hour:\n${config.publicUrl}/reset?token=${token}\n\nIf you did not ask for this, do nothing.`,
        }),
    },
    session: { expiresIn, updateAge },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 300,
      customRules: {
        '/sign-in/email': { window: 60, max: 10 },
        '/request-password-reset': { window: 300, max: 5 },
        '/reset-password': { window: 300, max: 10 },
      },
    },
    trustedOrigins: async (request) =>
      request === undefined ? [] : ownOrigins(request, config.publicUrl),
    advanced: {
      // A session and its user in one question.
      database: { joins: true },
      cookiePrefix: 'tandem',
      useSecureCookies: config.publicUrl.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [ipHeader] },
      // Said, since the library leaves it out where it sees a test runner.
      disableOriginCheck: false,
    },
    databaseHooks: { session: { create: { after: (session) => on.session(session.userId) } } },
    logger: { log: (level, message) => log[level === 'error' ? 'error' : 'debug'](message) },
    telemetry: { enabled: false },
  });
}

/** The session's token in the cookie of a request, where we signed it: as the library writes it. */
export async function tokenIn(signIn: SignIn, request: Request): Promise<string | undefined> {
  const { authCookies, secret } = await signIn.$context;
  const before = `${authCookies.sessionToken.name}=`;
  const cookies = request.headers.get('cookie')?.split(/; */) ?? [];
  const [, token, signature] =
    /^([^.]+)\.([^.]+)$/.exec(
      decoded(cookies.find((one) => one.startsWith(before))?.slice(before.length) ?? ''),
    ) ?? [];
  if (token === undefined || signature === undefined) return undefined;
  const ours = createHmac('sha256', secret).update(token).digest();
  const theirs = Buffer.from(signature, 'base64');
  return theirs.length === ours.length && timingSafeEqual(theirs, ours) ? token : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** Further links that were mailed for the forgotten password end with the one that was used. */
async function endResets({ records }: Platform, userId: string): Promise<void> {
  await records.installation.write((w) =>
    w
      .deleteFrom('verification')
      .where('value', '=', userId)
      .where('identifier', 'like', 'reset-password:%')
      .execute(),
  );
}

/** The page may be reached under the public URL or under the very host that this request names. */
function ownOrigins(request: Request, publicUrl: string): string[] {
  const host = request.headers.get('host');
  return host === null ? [publicUrl] : [publicUrl, `http://${host}`, `https://${host}`];
}

export function signInWire(signIn: SignIn, trustProxy: boolean): Wire {
  return (app) => {
    app.on(['GET', 'POST'], `${basePath}/*`, async (context) => {
      if (!openPaths.has(context.req.path.slice(basePath.length))) return context.notFound();
      const headers = new Headers(context.req.raw.headers);
      const ip = ipOf(context, trustProxy);
      headers.delete(ipHeader);
      if (ip !== '') headers.set(ipHeader, ip);
      const { raw } = context.req;
      // The library reads a body of whatever size.
      const body = await rooms.strangers.hold((place) => readBytes(raw, smallBody, place));
      const { url, method } = raw;
      const given = body.length === 0 ? {} : { body: new Uint8Array(body) };
      return signIn.handler(new Request(url, { method, headers, ...given }));
    });
  };
}
