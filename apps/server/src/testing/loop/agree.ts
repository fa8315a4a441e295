/** Commands on what both sides agree on: metrics, outcomes and messaging frameworks. */
import {
  closeOutcome,
  createFramework,
  createMetric,
  createOutcome,
  createPod,
  frameworkMachine,
  getOutcomeResult,
  leaveSeat,
  moveFramework,
  moveOutcome,
  outcomeMachine,
  outcomeVerdicts,
  ProblemError,
  recordClarity,
  redefineMetric,
  reviseFramework,
  signFramework,
  signOutcome,
  takeSeat,
  updateFramework,
  updateMetric,
  updateOutcome,
  updatePod,
  type Framework,
  type Outcome,
} from '@tandem/contract';
import {
  aMove,
  at,
  check,
  checkWording,
  keep,
  params,
  roles,
  signer,
  some,
  why,
  write,
  type Commands,
  type Go,
  type Rec,
} from './bag.ts';
import { checkVoided } from './invariants.ts';

const signedOf = (go: Go, id: string) =>
  (go.bag.memory.get(id) ?? []) as readonly { readonly side: string }[];

function keepOutcome(go: Go, made: Outcome): Outcome {
  const closing = made.state === 'measuring' ? made.closing : null;
  go.bag.memory.set(made.id, closing?.signatures ?? made.signatures);
  go.bag.memory.set(`${made.id} metric`, made.metric?.id);
  return keep(go, 'outcome', made);
}
/** Of a pod that has another one already nothing is agreed: bets get an outcome without. */
const newOutcome = async (go: Go, isForPod = go.dice.chance(60)): Promise<Outcome> => {
  const [useful, vanity] = go.bag.records.get('metric')!;
  const pod = some(go, 'own pod')?.id ?? (go.dice.chance(40) ? some(go, 'pod')?.id : undefined);
  const own = go.dice.chance(15) ? some(go, 'own metric')?.id : undefined;
  const metric = own ?? (go.dice.chance(10) ? vanity!.id : useful!.id);
  const whole = go.dice.chance(95);
  const body = {
    sentence: go.dice.chance(20) ? 'launch feature X' : 'increase orders by 10% in 3 months',
    pod: isForPod ? (pod ?? null) : null,
    ...(whole && { metric: { id: metric, version: 1 }, baseline: 3 }),
    target: { kind: 'relative', share: 0.1 } as const,
    window: { days: 90 },
  };
  return keepOutcome(go, await go.who.call(createOutcome, { params: params(go), body }));
};
const signOne = async (go: Go, one: Rec) => {
  const { call } = signer(go, signedOf(go, one.id));
  // Only a piece of work needs a reason.
  const reason = go.dice.chance(40) ? why(go) : {};
  const sign = (version: number) =>
    call(signOutcome, { params: at(go, one.id), body: { version, ...reason } });
  return keepOutcome(go, await write(go, 'outcome', one, sign));
};
export const stepOutcome = async (go: Go, one: Rec, move: 'propose' | 'measure' | 'supersede') => {
  const step = (version: number) =>
    go.who.call(moveOutcome, { params: at(go, one.id), body: { version, move, ...why(go) } });
  return keepOutcome(go, await write(go, 'outcome', one, step));
};

export const outcomes: Commands = {
  async metric(go) {
    const definition = { kind: 'unique', of: { event: 'order' } } as const;
    const body = { name: `Metric ${go.bag.name} ${go.dice.roll()}`, definition };
    keep(go, 'own metric', await go.who.call(createMetric, { params: params(go), body }));
  },
  /** Of another name or kind, or defined anew: what was measured by it stays as it was. */
  async changeMetric(go) {
    const one = some(go, 'own metric');
    if (one === undefined) return;
    const name = `Metric ${go.bag.name} ${go.dice.roll()} again`;
    const kind = go.dice.pick(['product_outcome', 'business', 'vanity'] as const)!;
    const definition = { kind: 'count', of: { event: 'order' } } as const;
    const isAnew = go.dice.chance(40);
    await write(go, 'own metric', one, (version) =>
      isAnew
        ? go.who.call(redefineMetric, {
            params: at(go, one.id),
            body: { version, definition, reason: 'orders, not people' },
          })
        : go.who.call(updateMetric, { params: at(go, one.id), body: { version, name, kind } }),
    );
  },
  outcome: (go) => newOutcome(go),
  async stepOutcome(go) {
    const one = some(go, 'outcome', ['draft', 'proposed', 'agreed', 'measuring']);
    if (one === undefined) return newOutcome(go);
    if (one.state === 'proposed' && go.dice.chance(85)) return signOne(go, one);
    if (one.state === 'measuring' && go.dice.chance(60)) return close(go, one);
    const offered = ['propose', 'measure', 'supersede'] as const;
    const move = aMove(go, outcomeMachine, one, go.dice.chance(15) ? offered : offered.slice(0, 2));
    return stepOutcome(go, one, move);
  },
  async editOutcome(go) {
    const one = some(go, 'outcome', ['proposed', 'agreed']);
    if (one === undefined) return;
    // Of each version another one.
    const vanity = go.bag.records.get('metric')![1]!.id;
    const what = go.dice.pick(['target', 'window', 'metric', 'segment'] as const)!;
    const edit = (version: number) => {
      const fields = {
        target: { kind: 'change', by: version } as const,
        window: { days: 90 + version },
        metric: { id: vanity, version: 1 },
        segment: { all: [{ kind: 'trait' as const, key: `t${version}`, op: 'is_set' as const }] },
      };
      const body = { version, [what]: fields[what] };
      return go.who.call(updateOutcome, { params: at(go, one.id), body });
    };
    const isOther = what !== 'metric' || go.bag.memory.get(`${one.id} metric`) !== vanity;
    keepOutcome(go, await write(go, 'outcome', one, edit));
    if (isOther) await checkVoided(go, one.id);
  },
  async readOutcome(go) {
    const one = some(go, 'outcome', ['measuring']);
    if (one === undefined || one.state !== 'measuring' || !go.dice.chance(40)) return;
    const result = await go.who.call(getOutcomeResult, { params: at(go, one.id) });
    const { label } = result.reading.beforeAfter;
    check(go, label === 'observational', '14. before against after is observational');
    checkWording(go, result);
  },
};

async function close(go: Go, one: Rec): Promise<void> {
  const proposed = go.bag.memory.get(`${one.id} verdict`) as (typeof outcomeVerdicts)[number];
  const verdict = proposed && go.dice.chance(85) ? proposed : go.dice.pick(outcomeVerdicts)!;
  const { call } = signer(go, signedOf(go, one.id));
  const sign = (version: number) =>
    call(closeOutcome, { params: at(go, one.id), body: { version, verdict, ...why(go) } });
  keepOutcome(go, await write(go, 'outcome', one, sign));
  go.bag.memory.set(`${one.id} verdict`, verdict);
}

/** Who sits where, and who leads: of pods of this sequence's own, for the others need theirs. */
export const pods: Commands = {
  async pod(go) {
    const body = { name: `Pod ${go.bag.name} ${go.dice.roll()}` };
    const made = keep(go, 'own pod', await go.who.call(createPod, { params: params(go), body }));
    for (const role of ['pm', 'pmm'] as const) await seat(go, made, role);
  },
  async seat(go) {
    const one = some(go, 'own pod');
    if (one !== undefined) await seat(go, one, go.dice.pick(roles)!);
  },
  async unseat(go) {
    const one = some(go, 'own pod');
    if (one === undefined) return;
    const user = go.bag.players[go.dice.pick(roles)!].userId;
    const inside = { params: { ...at(go, one.id), user } };
    keep(go, 'own pod', await go.who.call(leaveSeat, inside));
  },
  async lead(go) {
    const one = some(go, 'own pod');
    if (one === undefined) return;
    const leader = go.bag.players[go.dice.pick(roles)!].userId;
    await write(go, 'own pod', one, (version) =>
      go.who.call(updatePod, { params: at(go, one.id), body: { version, leader } }),
    );
  },
};

async function seat(go: Go, { id }: { readonly id: string }, role: (typeof roles)[number]) {
  const inside = { ...at(go, id), user: go.bag.players[role].userId };
  keep(go, 'own pod', await go.who.call(takeSeat, { params: inside, body: {} }));
}

export const keepFramework = (go: Go, made: Framework) => {
  go.bag.memory.set(made.id, made.signatures);
  return keep(go, 'framework', made);
};

export const stories: Commands = {
  async framework(go) {
    const bet = go.dice.chance(60) ? some(go, 'bet')?.id : undefined;
    const text = { audience: 'Shoppers', problem: 'It takes long', valueProposition: 'One step' };
    const body = { ...text, ...(bet && { bet }) };
    keepFramework(go, await go.who.call(createFramework, { params: params(go), body }));
  },
  async stepFramework(go) {
    const one = some(go, 'framework', ['draft', 'tested', 'approved']);
    if (one === undefined) return stories['framework']!(go);
    if (one.state === 'approved' && go.dice.chance(85)) {
      const made = await go.who.call(reviseFramework, { params: at(go, one.id) });
      return keepFramework(go, made);
    }
    const isTold = go.bag.memory.get(`${one.id} clarity`) === true;
    if (one.state === 'draft' && !isTold && go.dice.chance(85)) {
      go.bag.memory.set(`${one.id} clarity`, true);
      const body = { score: 4, people: 5, note: 'clear' };
      const tell = (version: number) =>
        go.who.call(recordClarity, { params: at(go, one.id), body: { ...body, version } });
      return keepFramework(go, await write(go, 'framework', one, tell));
    }
    if (one.state === 'tested' && go.dice.chance(80)) {
      const { call } = signer(go, signedOf(go, one.id));
      const sign = (version: number) =>
        call(signFramework, { params: at(go, one.id), body: { version } });
      return keepFramework(go, await write(go, 'framework', one, sign));
    }
    const move = aMove(go, frameworkMachine, one, ['test', 'revise'] as const);
    const step = (version: number) =>
      go.who.call(moveFramework, { params: at(go, one.id), body: { version, move } });
    return keepFramework(go, await write(go, 'framework', one, step));
  },
  async editFramework(go) {
    const one = some(go, 'framework', ['draft', 'tested']);
    if (one === undefined) return;
    const message = `In one step, ${go.dice.roll()}`;
    const edit = (version: number) =>
      go.who.call(updateFramework, { params: at(go, one.id), body: { version, message } });
    keepFramework(go, await write(go, 'framework', one, edit));
  },
};

/** An outcome that both sides signed, where it can be had. */
export async function agreed(go: Go): Promise<string | undefined> {
  const made = await newOutcome(go, go.dice.chance(15));
  try {
    const proposed = await stepOutcome(go, asRec(made), 'propose');
    const half = await signOne(go, asRec(proposed));
    return (await signOne(go, asRec(half))).id;
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}
const asRec = ({ id, version, state }: Outcome): Rec => ({ id, version, state });
