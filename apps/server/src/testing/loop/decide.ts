/** Commands on what is decided: metrics, outcomes, bets and what they say. */
import {
  answerBetQuestion,
  addScopeItem,
  betMachine,
  closeOutcome,
  createBet,
  createFramework,
  createMetric,
  createOutcome,
  createRelease,
  decideBet,
  frameworkMachine,
  getBet,
  getOutcomeResult,
  moveBet,
  moveFramework,
  moveOutcome,
  moveRelease,
  moveScopeItem,
  outcomeMachine,
  outcomeVerdicts,
  ProblemError,
  recordClarity,
  reviseFramework,
  signBet,
  signFramework,
  signOutcome,
  updateBet,
  updateFramework,
  updateOutcome,
  verdicts,
  writeLearning,
  type BetPage,
  type Framework,
  type Outcome,
} from '@tandem/contract';
import {
  aMove,
  all,
  at,
  check,
  keep,
  params,
  signer,
  some,
  why,
  write,
  type Commands,
  type Go,
  type Rec,
} from './bag.ts';
import { linkTo, worthSolving } from './listen.ts';

const signedOf = (go: Go, id: string) =>
  (go.bag.memory.get(id) ?? []) as readonly { readonly side: string }[];

function keepOutcome(go: Go, made: Outcome): Outcome {
  const closing = made.state === 'measuring' ? made.closing : null;
  go.bag.memory.set(made.id, closing?.signatures ?? made.signatures);
  return keep(go, 'outcome', made);
}
const newOutcome = async (go: Go): Promise<Outcome> => {
  const [metric, pod] = [go.bag.records.get('metric')?.[0]?.id, some(go, 'pod')?.id];
  const whole = go.dice.chance(95) && metric !== undefined;
  const body = {
    sentence: go.dice.chance(10) ? 'launch feature X' : 'increase orders by 10% in 3 months',
    pod: go.dice.chance(30) ? (pod ?? null) : null,
    ...(whole && { metric: { id: metric, version: 1 }, baseline: 3 }),
    target: { kind: 'relative', share: 0.1 } as const,
    window: { days: 90 },
  };
  return keepOutcome(go, await go.who.call(createOutcome, { params: params(go), body }));
};
const signOne = async (go: Go, one: Rec) => {
  const { call } = signer(go, signedOf(go, one.id));
  const sign = (version: number) =>
    call(signOutcome, { params: at(go, one.id), body: { version, ...why(go) } });
  return keepOutcome(go, await write(go, 'outcome', one, sign));
};
const stepOutcome = async (go: Go, one: Rec, move: 'propose' | 'measure' | 'supersede') => {
  const step = (version: number) =>
    go.who.call(moveOutcome, { params: at(go, one.id), body: { version, move, ...why(go) } });
  return keepOutcome(go, await write(go, 'outcome', one, step));
};

export const outcomes: Commands = {
  async metric(go) {
    const definition = { kind: 'unique', of: { event: 'order' } } as const;
    const body = { name: `Metric ${go.bag.name} ${go.dice.roll()}`, definition };
    await go.who.call(createMetric, { params: params(go), body });
  },
  outcome: newOutcome,
  async stepOutcome(go) {
    const one = some(go, 'outcome', ['draft', 'proposed', 'agreed', 'measuring']);
    if (one === undefined) return newOutcome(go);
    if (one.state === 'proposed' && go.dice.chance(85)) return signOne(go, one);
    if (one.state === 'measuring' && go.dice.chance(80)) return close(go, one);
    const offered = ['propose', 'measure', 'supersede'] as const;
    const move = aMove(go, outcomeMachine, one, go.dice.chance(15) ? offered : offered.slice(0, 2));
    return stepOutcome(go, one, move);
  },
  async editOutcome(go) {
    const one = some(go, 'outcome', ['proposed', 'agreed']);
    if (one === undefined) return;
    // Of each version another one.
    const edit = (version: number) => {
      const target = { kind: 'change', by: version } as const;
      return go.who.call(updateOutcome, { params: at(go, one.id), body: { version, target } });
    };
    const made = keepOutcome(go, await write(go, 'outcome', one, edit));
    check(go, made.signatures.length === 0, 'another target voids both signatures');
  },
  async readOutcome(go) {
    const one = some(go, 'outcome', ['measuring']);
    if (one === undefined || one.state !== 'measuring' || !go.dice.chance(40)) return;
    const { reading } = await go.who.call(getOutcomeResult, { params: at(go, one.id) });
    const { label, sentence } = reading.beforeAfter;
    check(go, label === 'observational', 'before against after is observational');
    check(
      go,
      !/\b(raised|lowered|caused|because of)\b/.test(sentence),
      'only chance may say caused',
    );
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

const keepFramework = (go: Go, made: Framework) => {
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

function keepBet(go: Go, made: BetPage): BetPage {
  go.bag.memory.set(made.id, made);
  return keep(go, 'bet', made);
}
const onBet = async (go: Go, one: Rec, call: (version: number) => Promise<BetPage>) =>
  keepBet(go, await write(go, 'bet', one, call));

export const bets: Commands = {
  async bet(go) {
    const opportunity = some(go, 'opportunity', ['validated', 'reopened'])?.id ?? null;
    const body = { title: `Bet ${go.dice.roll()}`, opportunity };
    keepBet(go, await go.who.call(createBet, { params: params(go), body }));
  },
  /** Does what the gate says is missing, or moves the bet on. */
  async stepBet(go) {
    // Mostly the oldest: its way to the end is long.
    const oldest = all(go, 'bet').find(({ state }) => state in nextMove);
    const one = go.dice.chance(80) ? oldest : some(go, 'bet', Object.keys(nextMove));
    if (one === undefined) return bets['bet']!(go);
    // What others did to what it rests on is seen now and then; else as it was answered.
    const known = go.dice.chance(40) ? undefined : (go.bag.memory.get(one.id) as BetPage);
    const page = known ?? keepBet(go, await go.who.call(getBet, { params: at(go, one.id) }));
    const here = { id: page.id, version: page.version, state: page.state };
    const missing = page.gate?.checks.filter(({ isMet }) => !isMet) ?? [];
    if (missing[0] !== undefined && go.dice.chance(85)) return mend(go, page, missing[0].rule);
    return stepOn(go, here, nextMove[page.state] ?? 'shape');
  },
  async rush(go) {
    const one = some(go, 'bet', ['ready', 'building', 'shaping']);
    if (one !== undefined) await stepOn(go, one, nextMove[one.state] ?? 'build');
  },
  async killBet(go) {
    const one = some(go, 'bet', Object.keys(nextMove));
    if (one !== undefined && go.dice.chance(40)) await stepOn(go, one, 'kill');
  },
  async cut(go) {
    const one = some(go, 'bet', ['shaping', 'ready', 'building']);
    const page = one && (go.bag.memory.get(one.id) as BetPage);
    const item = go.dice.pick(page?.items ?? []);
    if (page === undefined || item === undefined) return;
    const inside = { ...at(go, page.id), item: item.id };
    const move = item.state === 'in' ? ('cut' as const) : ('restore' as const);
    const body = { version: item.version, move, ...why(go) };
    keepBet(go, await go.who.call(moveScopeItem, { params: inside, body }));
  },
};

const nextMove: Readonly<Record<string, (typeof moves)[number]>> = {
  idea: 'shape',
  shaping: 'ready',
  ready: 'build',
  building: 'launch',
  launching: 'measure',
  measuring: 'conclude',
};
const moves = Object.keys(betMachine.moves) as (keyof typeof betMachine.moves)[];

async function stepOn(go: Go, one: Rec, move: (typeof moves)[number]): Promise<void> {
  const made = await onBet(go, one, (version) =>
    go.who.call(moveBet, { params: at(go, one.id), body: { version, move, ...why(go) } }),
  );
  if (move === 'ready') checkReady(go, made);
  if (move !== 'build') return;
  const { statement, overrides } = made;
  const need = some({ ...go }, 'opportunity', ['in_bet']);
  if (made.opportunity !== null) {
    const known = go.bag.records.get('opportunity')?.find(({ id }) => id === made.opportunity);
    if (known !== undefined && overrides.length === 0) {
      keep(go, 'opportunity', { ...known, state: 'in_bet' });
    }
  }
  const signed = overrides.every(({ author, reason, at: day }) => author && reason && day);
  check(go, signed, 'an override has author, reason and date');
  check(
    go,
    statement !== null || overrides.length > 0 || need !== undefined,
    'no need, no building',
  );
}

function checkReady(go: Go, { questions, framework, sides, outcome }: BetPage): void {
  check(
    go,
    questions.every(({ isAnswered }) => isAnswered),
    'ready: both questions answered',
  );
  check(go, framework !== null && framework.missing.length === 0, 'ready: a draft framework');
  check(go, sides !== null && sides.product > 0 && sides.marketing > 0, 'ready: both sides');
  check(go, outcome !== null, 'ready: an agreed outcome');
}

type Mend = (go: Go, page: BetPage, one: Rec) => Promise<unknown>;
const change =
  (
    field: 'opportunity' | 'outcome' | 'pod',
    value: (go: Go) => Promise<string | undefined>,
  ): Mend =>
  async (go, page, one) => {
    const id = await value(go);
    if (id === undefined) return;
    await onBet(go, one, (version) =>
      go.who.call(updateBet, { params: at(go, page.id), body: { version, [field]: id } }),
    );
  };
const answer =
  (question: 'real_problem' | 'why_this'): Mend =>
  async (go, page) => {
    const asked = page.questions.find(({ name }) => name === question)!;
    const inside = { ...at(go, page.id), question };
    const body = { version: asked.version, answer: 'They told us so' };
    keepBet(go, await go.who.call(answerBetQuestion, { params: inside, body }));
    const said = go.dice.pick(go.bag.said);
    if (said === undefined) return;
    await linkTo(go, said, { kind: 'bet_question', id: asked.id, relation: 'supports' });
  };

const mends: Readonly<Record<string, Mend>> = {
  'bet.shape.opportunity': change('opportunity', async (go) => {
    return some(go, 'opportunity', ['validated', 'reopened'])?.id ?? worthSolving(go);
  }),
  'bet.ready.outcome': change('outcome', async (go) => {
    const one = some(go, 'outcome', ['agreed', 'measuring']);
    return one?.state === 'agreed' ? one.id : agreed(go);
  }),
  'bet.ready.framework': async (go, page) => {
    const text = { audience: 'Shoppers', problem: 'It takes long', valueProposition: 'One step' };
    const body = { ...text, bet: page.id };
    keepFramework(go, await go.who.call(createFramework, { params: params(go), body }));
  },
  'bet.ready.real_problem': answer('real_problem'),
  'bet.ready.why_this': answer('why_this'),
  'bet.ready.sides': change('pod', async (go) => some(go, 'pod')?.id),
  'bet.build.scope': async (go, page) => {
    const body = { text: 'Show three picks' };
    const made = keepBet(go, await go.who.call(addScopeItem, { params: at(go, page.id), body }));
    const [item, said] = [made.items.at(-1), go.dice.pick(go.bag.said)];
    if (item === undefined || said === undefined) return;
    await linkTo(go, said, { kind: 'scope_item', id: item.id, relation: 'supports' });
  },
  'bet.launch.release': async (go, page) => {
    const flag = go.bag.records.get('flag')?.at(-1)?.id;
    if (flag === undefined) return;
    const rings = [{ name: 'Early', share: 0.1 }];
    const body = { name: 'Of a bet', flag, bet: page.id, rings };
    keep(go, 'release', await go.who.call(createRelease, { params: params(go), body }));
  },
  'bet.measure.release': async (go, page) => {
    const release = page.releases.at(-1);
    const known = go.bag.records.get('release')?.find(({ id }) => id === release);
    if (known === undefined) return;
    await write(go, 'release', known, (version) =>
      go.who.call(moveRelease, { params: at(go, known.id), body: { version, move: 'start' } }),
    );
  },
  'bet.measure.outcome': async (go, page) => {
    const known = go.bag.records.get('outcome')?.find(({ id }) => id === page.outcome);
    if (known !== undefined) await stepOutcome(go, known, 'measure');
  },
  'bet.conclude.verdict': (go, page, one) =>
    onBet(go, one, (version) =>
      go.who.call(decideBet, {
        params: at(go, page.id),
        body: { version, verdict: go.dice.pick(verdicts)! },
      }),
    ),
  'bet.conclude.learning': async (go, page) => {
    const restsOn = page.outcome === null ? [] : [{ kind: 'outcome' as const, id: page.outcome }];
    const text = { believed: 'Fewer choices', happened: 'It rose', statement: 'Three are enough' };
    const body = { version: page.learning?.version ?? 0, ...text, restsOn };
    const label = 'observational' as const;
    keepBet(
      go,
      await go.who.call(writeLearning, { params: at(go, page.id), body: { ...body, label } }),
    );
  },
  'bet.conclude.signatures': (go, page, one) =>
    onBet(go, one, (version) =>
      signer(go, page.signatures).call(signBet, { params: at(go, page.id), body: { version } }),
    ),
};

async function mend(go: Go, page: BetPage, rule: string): Promise<void> {
  const one = { id: page.id, version: page.version, state: page.state };
  const how = mends[rule];
  if (how === undefined) await stepOn(go, one, nextMove[page.state] ?? 'kill');
  else await how(go, page, one);
}

/** An outcome that both sides signed, where it can be had. */
async function agreed(go: Go): Promise<string | undefined> {
  const made = await newOutcome(go);
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
