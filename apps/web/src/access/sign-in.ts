/** Sessions: the server's own sign-in under /api/auth, by plain requests. */
import { wordsOf } from '../ui/trouble.ts';

/** What the sign-in said no to, in words for the form. */
export class SignInRefused extends Error {}

async function post(path: string, body: Readonly<Record<string, unknown>>): Promise<void> {
  const answer = await fetch(`/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    credentials: 'same-origin',
    body: JSON.stringify(body),
  });
  if (answer.ok) return;
  const told = (await answer.json().catch(() => ({}))) as { message?: unknown };
  throw new SignInRefused(refusalWords(answer.status, told.message));
}

/** Why it was refused and what to do, whatever the server calls it. */
export function refusalWords(status: number, message: unknown): string {
  if (status === 401) return 'E-mail and password do not match. Try again, or reset the password.';
  if (status === 429) return 'Too many attempts. Wait a minute, then try again.';
  if (status >= 500) return 'The server could not check this just now. Try again in a moment.';
  return typeof message === 'string' && message !== ''
    ? message
    : 'This was refused. Check what you typed.';
}

export const signIn = (email: string, password: string): Promise<void> =>
  post('/sign-in/email', { email, password });

export const signOut = (): Promise<void> => post('/sign-out', {});

/** Sends a link, or writes it into the server's log where no mail is set up. */
export const requestReset = (email: string): Promise<void> =>
  post('/request-password-reset', { email, redirectTo: '/reset' });

export const resetPassword = (token: string, newPassword: string): Promise<void> =>
  post('/reset-password', { token, newPassword });

/** What a refused entry form says. */
export function entrySaid(error: Error | null): string | undefined {
  if (error === null) return undefined;
  return error instanceof SignInRefused ? error.message : wordsOf(error);
}
