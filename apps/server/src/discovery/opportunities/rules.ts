/** When an opportunity is worth solving, and where it may stand in the tree: pure decisions. */
import type { Criterion, EvidenceCount, Opportunity } from '@tandem/contract';
import { dayMs } from '@tandem/query';
import { refusal } from '../../platform/moves.ts';

/** Defaults of the product: few enough for a small company, enough that one loud voice is none. */
export const needed = {
  people: 5,
  knownPeople: 3,
  contradictingShare: 1 / 3,
  sources: 2,
  freshDays: 90,
} as const;

/** Each criterion with its value: what the system says before anybody signs. */
export function criteriaOf(counts: EvidenceCount, now: Date): Criterion[] {
  const known = (counts.audiences['customer'] ?? 0) + (counts.audiences['prospect'] ?? 0);
  const all = counts.people + counts.contradicting;
  const against = all === 0 ? 0 : counts.contradicting / all;
  const days =
    counts.lastAt === null ? null : Math.floor((now.getTime() - Date.parse(counts.lastAt)) / dayMs);
  return [
    atLeast('people', counts.people, needed.people, 'independent people say it'),
    atLeast(
      'known_people',
      known,
      needed.knownPeople,
      'of them are customers or prospects; competitors and colleagues alone validate nothing',
    ),
    {
      name: 'contradiction',
      says: 'At most a third of all voices speak against it.',
      value: against,
      needed: needed.contradictingShare,
      passes: against <= needed.contradictingShare,
    },
    atLeast('sources', counts.sources.length, needed.sources, 'different sources carry it'),
    {
      name: 'fresh',
      says: `The newest words are at most ${needed.freshDays} days old.`,
      value: days,
      needed: needed.freshDays,
      passes: days !== null && days <= needed.freshDays,
    },
  ];
}

const atLeast = (
  name: Criterion['name'],
  value: number,
  least: number,
  what: string,
): Criterion => ({
  name,
  says: `At least ${least} ${what}.`,
  value,
  needed: least,
  passes: value >= least,
});

export function checkCriteria(criteria: readonly Criterion[]): void {
  const failing = criteria.filter(({ passes }) => !passes);
  if (failing.length === 0) return;
  throw refusal(
    'opportunity.validate.criteria',
    `The evidence does not carry it yet: ${failing.map(({ says }) => says).join(' ')}`,
    'Listen to more people, or reject it with a reason.',
    { failing },
  );
}

type Place = Pick<Opportunity, 'id' | 'parent'>;

/** A place that is its own ancestor would take a branch out of the tree. */
export function checkParent(all: readonly Place[], id: string, parent: string | null): void {
  const above = new Map(all.map((one) => [one.id, one.parent]));
  if (parent !== null && !above.has(parent)) {
    throw refusal(
      'opportunity.parent',
      'There is no such opportunity to stand under.',
      'Choose one of the tree, or none.',
    );
  }
  for (let at = parent; at !== null; at = above.get(at) ?? null) {
    if (at !== id) continue;
    throw refusal(
      'opportunity.parent.cycle',
      'An opportunity cannot stand under itself.',
      'Move the other one out from under it first.',
    );
  }
}

export function checkReason(move: 'explore' | 'reject' | 'reopen', reason?: string): void {
  if (move === 'explore' || reason !== undefined) return;
  throw refusal(
    `opportunity.${move}.reason`,
    `To ${move} an opportunity needs a reason.`,
    'Say why: those who asked for it may want to know.',
  );
}

export type Standing = {
  /** Neither rejected nor solved. */
  readonly open: number;
  /** Open questions that the evidence carries: they wait for signatures. */
  readonly carried: number;
  /** Signed by one side only. */
  readonly halfSigned: number;
  /** Carried, explored, and not signed by both: with what signatures there are. */
  readonly toSign: readonly Pick<Opportunity, 'id' | 'statement' | 'signatures'>[];
  /** Both sides have signed that these are worth solving, and no bet has taken them along. */
  readonly worthSolving: readonly Pick<Opportunity, 'id' | 'statement'>[];
  /** Nobody may sign these before they are explored: carried, or asked again. */
  readonly toExplore: readonly Pick<Opportunity, 'id' | 'statement' | 'state'>[];
  /** Open questions that the evidence does not carry yet, with what it lacks. */
  readonly thin: readonly (Pick<Opportunity, 'id' | 'statement'> & {
    readonly failing: readonly Criterion[];
  })[];
};

export function standingOf(
  all: readonly Pick<Opportunity, 'id' | 'statement' | 'state' | 'criteria' | 'signatures'>[],
): Standing {
  const open = all.filter(({ state }) => state !== 'rejected' && state !== 'verified_solved');
  const asked = open.filter(({ state }) => state === 'identified' || state === 'exploring');
  const carried = asked.filter(({ criteria }) => criteria.every(({ passes }) => passes));
  const halfSigned = asked.filter(({ signatures }) => signatures.length === 1);
  return {
    open: open.length,
    carried: carried.length,
    halfSigned: halfSigned.length,
    toSign: carried
      .filter(({ state }) => state === 'exploring')
      .map(({ id, statement, signatures }) => ({ id, statement, signatures })),
    worthSolving: all
      .filter(({ state }) => state === 'validated')
      .map(({ id, statement }) => ({ id, statement })),
    toExplore: [
      ...open.filter(({ state }) => state === 'reopened' || state === 'stale'),
      ...carried.filter(({ state }) => state === 'identified'),
    ].map(({ id, statement, state }) => ({ id, statement, state })),
    thin: asked.flatMap(({ id, statement, criteria }) => {
      const failing = criteria.filter(({ passes }) => !passes);
      return failing.length === 0 ? [] : [{ id, statement, failing }];
    }),
  };
}
