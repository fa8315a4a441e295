/**
 * The state machines of records, as data: the server refuses by them, pages offer moves by them and
 * tests walk every edge of them. What a move needs besides its state (signatures, evidence, reasons)
 * stands in the `rules.ts` of the domain that owns the record.
 */

export type Machine<S extends string = string, M extends string = string> = {
  /** What the record is called in sentences. */
  readonly object: string;
  readonly first: S;
  readonly moves: Readonly<Record<M, { readonly from: readonly S[]; readonly to: S }>>;
};
export type StateOf<T> = T extends Machine<infer S> ? S : never;
export type MoveOf<T> = T extends Machine<string, infer M> ? M : never;

function machine<const S extends string, const M extends string>(
  declared: Machine<S, M>,
): Machine<S, M> {
  return declared;
}

const openSignal = ['new', 'triaged'] as const;
export const signalMachine = machine({
  object: 'signal',
  first: 'new',
  moves: {
    triage: { from: ['new'], to: 'triaged' },
    link: { from: openSignal, to: 'linked' },
    dismiss: { from: openSignal, to: 'noise' },
    restore: { from: ['noise'], to: 'triaged' },
    merge: { from: openSignal, to: 'merged' },
    close: { from: ['linked'], to: 'closed' },
    redact: { from: ['new', 'triaged', 'linked', 'noise', 'merged', 'closed'], to: 'redacted' },
  },
});

export const sprintMachine = machine({
  object: 'discovery sprint',
  first: 'planned',
  moves: {
    start: { from: ['planned'], to: 'running' },
    synthesise: { from: ['running'], to: 'synthesis' },
    validate: { from: ['synthesis'], to: 'validated' },
    invalidate: { from: ['synthesis'], to: 'invalidated' },
    leave_open: { from: ['synthesis'], to: 'inconclusive' },
    abandon: { from: ['running'], to: 'abandoned' },
  },
});

export const opportunityMachine = machine({
  object: 'opportunity',
  first: 'identified',
  moves: {
    explore: { from: ['identified', 'stale', 'reopened'], to: 'exploring' },
    validate: { from: ['exploring'], to: 'validated' },
    reject: { from: ['exploring'], to: 'rejected' },
    expire: { from: ['validated'], to: 'stale' },
    bet: { from: ['validated', 'reopened'], to: 'in_bet' },
    unbet: { from: ['in_bet'], to: 'validated' },
    address: { from: ['in_bet'], to: 'addressed' },
    verify: { from: ['addressed'], to: 'verified_solved' },
    reopen: { from: ['addressed', 'verified_solved'], to: 'reopened' },
  },
});

export const outcomeMachine = machine({
  object: 'outcome',
  first: 'draft',
  moves: {
    propose: { from: ['draft'], to: 'proposed' },
    agree: { from: ['proposed'], to: 'agreed' },
    /** A change of target, window, metric version or segment: both signatures are void. */
    change: { from: ['agreed'], to: 'proposed' },
    measure: { from: ['agreed'], to: 'measuring' },
    meet: { from: ['measuring'], to: 'met' },
    miss: { from: ['measuring'], to: 'missed' },
    leave_open: { from: ['measuring'], to: 'inconclusive' },
    supersede: { from: ['draft', 'proposed', 'agreed', 'measuring'], to: 'superseded' },
  },
});

export const betMachine = machine({
  object: 'bet',
  first: 'idea',
  moves: {
    shape: { from: ['idea'], to: 'shaping' },
    ready: { from: ['shaping'], to: 'ready' },
    build: { from: ['ready'], to: 'building' },
    launch: { from: ['building'], to: 'launching' },
    measure: { from: ['launching'], to: 'measuring' },
    conclude: { from: ['measuring'], to: 'concluded' },
    kill: {
      from: ['idea', 'shaping', 'ready', 'building', 'launching', 'measuring'],
      to: 'killed',
    },
  },
});

export const frameworkMachine = machine({
  object: 'messaging framework',
  first: 'draft',
  moves: {
    test: { from: ['draft'], to: 'tested' },
    /** Another text than the one that was tested. */
    revise: { from: ['tested'], to: 'draft' },
    approve: { from: ['tested'], to: 'approved' },
    /** A newer one was approved. */
    supersede: { from: ['approved'], to: 'superseded' },
  },
});

export const releaseMachine = machine({
  object: 'release',
  first: 'planned',
  moves: {
    start: { from: ['planned'], to: 'in_rings' },
    advance: { from: ['in_rings'], to: 'in_rings' },
    complete: { from: ['planned', 'in_rings'], to: 'general' },
    pause: { from: ['in_rings', 'general'], to: 'paused' },
    /** Back to the ring in which it was paused. */
    resume: { from: ['paused'], to: 'in_rings' },
    /** Back to everybody, where it was paused there. */
    restore: { from: ['paused'], to: 'general' },
    roll_back: { from: ['in_rings', 'general', 'paused'], to: 'rolled_back' },
  },
});

export const experimentMachine = machine({
  object: 'experiment',
  first: 'draft',
  moves: {
    freeze: { from: ['draft'], to: 'frozen' },
    start: { from: ['frozen'], to: 'running' },
    stop: { from: ['running'], to: 'stopped' },
    decide: { from: ['stopped'], to: 'decided' },
    archive: { from: ['decided', 'invalid'], to: 'archived' },
    /** A sample ratio mismatch or lost tracking. */
    invalidate: { from: ['running', 'stopped'], to: 'invalid' },
  },
});

export const closureMachine = machine({
  object: 'loop closure',
  first: 'eligible',
  moves: {
    /** Leased to one client; it counts as told only by that client's receipt. */
    queue: { from: ['eligible'], to: 'queued' },
    /** No receipt came: the lease is given back. */
    lapse: { from: ['queued'], to: 'eligible' },
    tell: { from: ['queued'], to: 'told' },
    solve: { from: ['told', 'no_answer'], to: 'solved' },
    partly: { from: ['told', 'no_answer'], to: 'partly' },
    not_solve: { from: ['told', 'no_answer'], to: 'not_solved' },
    leave: { from: ['told'], to: 'no_answer' },
    suppress: { from: ['eligible', 'queued'], to: 'suppressed' },
    /** They said it again, this time with consent. */
    readmit: { from: ['suppressed'], to: 'eligible' },
  },
});

export const entryMachine = machine({
  object: 'changelog entry',
  first: 'draft',
  moves: {
    publish: { from: ['draft', 'withdrawn'], to: 'published' },
    withdraw: { from: ['published'], to: 'withdrawn' },
  },
});

export const acknowledgementMachine = machine({
  object: 'acknowledgement',
  first: 'pending',
  moves: {
    read: { from: ['pending'], to: 'read' },
    acknowledge: { from: ['pending', 'read'], to: 'acknowledged' },
    commit: { from: ['acknowledged'], to: 'committed' },
    finish: { from: ['committed'], to: 'done' },
    delay: { from: ['pending', 'read', 'acknowledged', 'committed'], to: 'late' },
    /** A new version that is material asks again. */
    renew: { from: ['read', 'acknowledged', 'committed', 'done', 'late'], to: 'pending' },
  },
});

/** Moves that lead on from a state, for a page to offer and a refusal to name. */
export function movesFrom<S extends string, M extends string>(
  { moves }: Machine<S, M>,
  state: S,
): readonly M[] {
  const named = Object.entries(moves) as [M, { readonly from: readonly S[] }][];
  return named.filter(([, { from }]) => from.includes(state)).map(([name]) => name);
}

/** All moves, in the order in which they are declared. */
export const movesOf = <M extends string>({ moves }: Machine<string, M>): readonly M[] =>
  Object.keys(moves) as M[];

/** All states, the first one first. */
export function statesOf<S extends string>({ first, moves }: Machine<S>): readonly S[] {
  const all = Object.values<{ readonly from: readonly S[]; readonly to: S }>(moves);
  return [...new Set([first, ...all.flatMap(({ from, to }) => [...from, to])])];
}

/** Every state machine of the product. */
export const machines: readonly Machine[] = [
  signalMachine,
  sprintMachine,
  opportunityMachine,
  outcomeMachine,
  betMachine,
  frameworkMachine,
  releaseMachine,
  experimentMachine,
  closureMachine,
  entryMachine,
  acknowledgementMachine,
];
