/** What to tell when something went wrong: what happened, what is safe, what to do. */
import { ProblemError } from '@tandem/contract';

export type Trouble = {
  /** A rule said no (amber), or something broke (red). */
  readonly kind: 'refusal' | 'failure';
  readonly title: string;
  readonly text: string;
  /** The request's id, for whoever looks into the log. */
  readonly id: string | undefined;
};

const network: Trouble = {
  kind: 'failure',
  title: 'The server does not answer',
  text: 'Nothing was changed and nothing that was saved is lost. Check the connection, then try again.',
  id: undefined,
};

export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof ProblemError)) return network;
  const isRefusal = error.status >= 400 && error.status < 500;
  return {
    kind: isRefusal ? 'refusal' : 'failure',
    title: error.message,
    text: error.hint ?? (isRefusal ? refusalHint(error.status) : failureHint),
    id: error.requestId,
  };
}

const failureHint =
  'What was saved before is safe. Try again; if it stays, the log of the server names the cause.';

function refusalHint(status: number): string {
  if (status === 401) return 'Your session has ended. Sign in again; this page opens where it was.';
  if (status === 403)
    return 'Your role does not allow this. An admin of the workspace can change it.';
  if (status === 404) return 'It may have been removed, or the link belongs to another project.';
  if (status === 429) return 'Too many requests in a short time. Wait a moment, then try again.';
  return 'Change the question and try again.';
}

/** The one sentence for a toast or a form. */
export function wordsOf(error: unknown): string {
  const { title, text } = troubleOf(error);
  return `${title}${/[.!?]$/.test(title) ? '' : '.'} ${text}`;
}
