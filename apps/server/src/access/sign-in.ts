/**
 * Signing in: better-auth with e-mail and password, mounted at /api/auth. Accounts are made only by
 * the first visit, an invitation or the unattended settings, never by signing up.
 */
import { betterAuth } from 'better-auth';
import { ipOf, type Wire } from '../platform/http.ts';
import type { Platform } from '../platform/platform.ts';

export type SignIn = ReturnType<typeof createSignIn>;

/** Set by us from the socket (or the trusted proxy); what a caller sends under this name is dropped. */
const ipHeader = 'x-tandem-ip';

export function createSignIn(platform: Platform, onSession: (userId: string) => Promise<void>) {
  const { config, mail, records, log } = platform;
  return betterAuth({
    appName: 'Tandem',
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    secret: config.secret,
    database: { db: records.installation.kysely, type: 'postgres' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) =>
        mail.send({
          to: user.email,
          subject: 'Set a new password for Tandem',
          text: `Set a new password within an hour:\n${config.publicUrl}/reset?token=${token}\n\nIf you did not ask for this, do nothing.`,
        }),
    },
    session: { expiresIn: 30 * 86_400, updateAge: 86_400 },
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
      cookiePrefix: 'tandem',
      useSecureCookies: config.publicUrl.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [ipHeader] },
    },
    databaseHooks: { session: { create: { after: (session) => onSession(session.userId) } } },
    logger: { log: (level, message) => log[level === 'error' ? 'error' : 'debug'](message) },
    telemetry: { enabled: false },
  });
}

/** The page may be reached under the public URL or under the very host that this request names. */
function ownOrigins(request: Request, publicUrl: string): string[] {
  const host = request.headers.get('host');
  return host === null ? [publicUrl] : [publicUrl, `http://${host}`, `https://${host}`];
}

export function signInWire(signIn: SignIn, trustProxy: boolean): Wire {
  return (app) => {
    app.on(['GET', 'POST'], '/api/auth/*', (context) => {
      const headers = new Headers(context.req.raw.headers);
      const ip = ipOf(context, trustProxy);
      headers.delete(ipHeader);
      if (ip !== '') headers.set(ipHeader, ip);
      return signIn.handler(new Request(context.req.raw, { headers }));
    });
  };
}
