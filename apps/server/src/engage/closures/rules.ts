/** Who is told what and when: pure decisions, and the names of leases. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Actor, closureMachine, MoveOf, ProjectId, StateOf } from '@tandem/contract';

/** In whose name clients move closures and signals: the people themselves. */
export const asker: Actor = { id: 'asker', name: 'Asker', kind: 'system', role: null };

export type ClosureState = StateOf<typeof closureMachine>;
export type ClosureMove = MoveOf<typeof closureMachine>;
export type ClosureRow = {
  readonly id: string;
  readonly release: string;
  readonly opportunity: string;
  readonly person: string;
  readonly state: ClosureState;
  readonly reason: 'no_consent' | 'opted_out' | 'no_longer_asked' | 'merged' | null;
  readonly highlight: string;
  readonly signal: string;
  readonly from_unit: number;
  readonly to_unit: number;
  readonly leases: number;
  readonly lease_client: string | null;
  readonly lease_until: Date | null;
  readonly told_at: Date | null;
  readonly words: string | null;
};

/** A client that says nothing for so long has lost its turn. */
export const leaseMs = 60_000;
/** After so many days without an answer none is expected. */
export const answerDays = 14;

/**
 * One that ends much later than any lease would was given before the clock was set back. Much: whoever
 * waited for its turn comes with the time at which it asked, and another's lease is from after that.
 */
export function isLive({ state, lease_until }: ClosureRow, now: Date): boolean {
  if (state !== 'queued' || lease_until === null) return false;
  const leftMs = lease_until.getTime() - now.getTime();
  return leftMs > 0 && leftMs <= 10 * leaseMs;
}

/** The furthest one counts for both: who was told once is told. */
const far: Readonly<Record<ClosureState, number>> = {
  solved: 6,
  partly: 6,
  not_solved: 6,
  told: 5,
  no_answer: 5,
  queued: 3,
  eligible: 2,
  suppressed: 1,
};

/** Of closures that turn out to be of one person: the one that stays. Ties go to the smaller id. */
export function survivorOf(rows: readonly ClosureRow[], now: Date): ClosureRow {
  const rank = (row: ClosureRow) => far[row.state] + (isLive(row, now) ? 1 : 0);
  return rows.reduce((best, row) =>
    rank(row) > rank(best) || (rank(row) === rank(best) && row.id < best.id) ? row : best,
  );
}

export type Lease = { readonly closure: string; readonly lease: number };

/** The name of one lease: nobody can make one up, and each lease has another. */
export function sealLease(secret: string, project: ProjectId, { closure, lease }: Lease): string {
  const named = `${closure}.${lease}`;
  const seal = createHmac('sha256', secret).update(`lease\0${project}\0${named}`);
  return `${named}.${seal.digest('base64url')}`;
}

export function openLease(secret: string, project: ProjectId, token: string): Lease | undefined {
  const [closure = '', number = ''] = token.split('.');
  const lease = { closure, lease: Number(number) };
  const expected = Buffer.from(sealLease(secret, project, lease));
  const given = Buffer.from(token);
  const isOurs = expected.length === given.length && timingSafeEqual(expected, given);
  return isOurs ? lease : undefined;
}

const longestQuote = 280;
type Quote = { readonly text: string; readonly start: number; readonly end: number };

/** The words around the span, as whole sentences; short texts whole. */
export function quoteAround(text: string, start: number, end: number): Quote {
  if (text.length <= longestQuote) return { text, start, end };
  const sentences = [...new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(text)];
  const touched = sentences.filter(
    ({ index, segment }) => index < end && index + segment.length > start,
  );
  const from = touched[0]?.index ?? start;
  const whole = touched.map(({ segment }) => segment).join('');
  if (whole.trimEnd().length <= longestQuote) {
    return { text: whole.trimEnd(), start: start - from, end: end - from };
  }
  const span = text.slice(start, end);
  const cut = span.length <= longestQuote ? span : `${span.slice(0, longestQuote - 1).trimEnd()}…`;
  return { text: cut, start: 0, end: cut.length };
}
