/** Commands on what is decided: metrics, outcomes, bets and what they say. */
import {
  answerBetQuestion,
  addScopeItem,
  betMachine,
  createBet,
  createFramework,
  createRelease,
  decideBet,
  dropFinding,
  getBet,
  keepFinding,
  moveBet,
  moveRelease,
  moveScopeItem,
  ProblemError,
  signBet,
  updateBet,
  updateScopeItem,
  verdicts,
  writeLearning,
  type BetPage,
} from '@tandem/contract';
import {
  all,
  at,
  check,
  keep,
  params,
  refresh,
  signer,
  some,
  why,
  write,
  type Commands,
  type Go,
  type Rec,
} from './bag.ts';
import { checkReady } from './invariants.ts';
import { agreed, keepFramework, stepOutcome } from './agree.ts';
import { newFlag } from './launch.ts';
import { linkTo, worthSolving } from './listen.ts';

export function keepBet(go: Go, made: BetPage): BetPage {
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
    return step(go, one);
  },
  async rush(go) {
    const one = some(go, 'bet', ['ready', 'building', 'shaping']);
    if (one !== undefined) await stepOn(go, one, nextMove[one.state] ?? 'build');
  },
  async killBet(go) {
    const far = go.dice.pick(Object.keys(nextMove))!;
    const one = some(go, 'bet', [far]);
    const isFar = one?.state === 'measuring' || one?.state === 'launching';
    if (one !== undefined && go.dice.chance(isFar ? 90 : 40)) await stepOn(go, one, 'kill');
  },
  async wordItem(go) {
    const one = some(go, 'bet', ['shaping', 'ready', 'building']);
    const page = one && (go.bag.memory.get(one.id) as BetPage);
    const item = go.dice.pick(page?.items ?? []);
    if (page === undefined || item === undefined) return;
    const inside = { ...at(go, page.id), item: item.id };
    const body = { version: item.version, text: `Show picks, ${go.dice.roll()}` };
    keepBet(go, await go.who.call(updateScopeItem, { params: inside, body }));
  },
  /** What a question showed is kept with the bet, now and then taken back. */
  async finding(go) {
    const one = some(go, 'bet');
    if (one === undefined) return;
    const inside = at(go, one.id);
    const search = `days=${go.dice.roll()}`;
    const body = { says: 'Half of them leave here', page: 'funnel', search } as const;
    const { findings } = await go.who.call(keepFinding, { params: inside, body });
    const finding = findings.find((one) => one.search === search)?.id;
    check(go, finding !== undefined, 'what was kept is shown');
    if (finding === undefined || !go.dice.chance(30)) return;
    const left = await go.who.call(dropFinding, { params: { ...inside, finding } });
    check(go, left.findings.length === findings.length - 1, 'one is taken back, and no other');
  },
  /** Somebody's words speak against an answer, or against a part of what is built. */
  async doubt(go) {
    const one = some(go, 'bet', ['shaping', 'ready', 'building']);
    const page = one && (go.bag.memory.get(one.id) as BetPage);
    const [item, question] = [go.dice.pick(page?.items ?? []), page?.questions[0]];
    const said = go.dice.pick(go.bag.said);
    if (question === undefined || said === undefined) return;
    const to = item === undefined ? 'bet_question' : 'scope_item';
    await linkTo(go, said, { kind: to, id: (item ?? question).id, relation: 'contradicts' });
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

async function step(go: Go, one: Rec): Promise<void> {
  const { memory } = go.bag;
  const known = memory.get(one.id) as BetPage;
  // What others did to what it rests on is seen now and then; else as it was answered.
  const isOld = go.dice.chance(5) || missingOf(known)[0] === memory.get(`${one.id} mended`);
  const page = isOld ? keepBet(go, await go.who.call(getBet, { params: at(go, one.id) })) : known;
  const [missing] = missingOf(page);
  memory.set(`${one.id} mended`, missing ?? 'nothing');
  if (missing !== undefined && go.dice.chance(85)) return mend(go, page, missing);
  const here = { id: page.id, version: page.version, state: page.state };
  return stepOn(go, here, nextMove[page.state] ?? 'shape');
}
const missingOf = (page: BetPage) =>
  page.gate?.checks.filter(({ isMet }) => !isMet).map(({ rule }) => rule) ?? [];

/** Steps until the bet is there, or has to be left where it stands. */
export async function climb(go: Go, id: string, until: BetPage['state']): Promise<void> {
  let [stuck, before] = [0, ''];
  for (let i = 0; i < 24 && stuck < 3; i++) {
    const one = all(go, 'bet').find((bet) => bet.id === id)!;
    if (one.state === until || !(one.state in nextMove)) return;
    // The same is missing as before the last steps: others have to come first.
    const here = `${one.state} ${missingOf(go.bag.memory.get(id) as BetPage)[0]}`;
    stuck = here === before ? stuck + 1 : 0;
    before = here;
    await step(go, one).catch((error: unknown) => {
      if (!(error instanceof ProblemError)) throw error;
      go.bag.memory.set(`${id} mended`, missingOf(go.bag.memory.get(id) as BetPage)[0]);
    });
  }
}

/** The release that carries the bet; one is made where there is none. */
export async function releaseOf(go: Go, bet: string): Promise<string | undefined> {
  const page = go.bag.memory.get(bet) as BetPage;
  if (page.state !== 'building') return page.releases.at(-1);
  await mends['bet.launch.release']!(go, page, page);
  return all(go, 'release').at(-1)?.id;
}

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
  if (move === 'ready') await checkReady(go, made.id);
  if (made.opportunity !== null) await refresh(go, made.opportunity);
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
    const said = go.dice.pick(go.bag.said);
    const to = { kind: 'bet_question', id: asked.id, relation: 'supports' } as const;
    if (said !== undefined) await linkTo(go, said, to);
    keepBet(go, await go.who.call(answerBetQuestion, { params: inside, body }));
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
    // Another one, where a release may have it already.
    const flag = (go.dice.chance(40) ? some(go, 'flag')?.id : undefined) ?? (await newFlag(go)).id;
    const rings = [{ name: 'Early', share: 0.1 }];
    const body = { name: 'Of a bet', flag, bet: page.id, rings };
    const made = await go.who.call(createRelease, { params: params(go), body });
    go.bag.memory.set(made.id, made.flagKey);
    keep(go, 'release', made);
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
