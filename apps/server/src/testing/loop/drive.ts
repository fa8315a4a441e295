/**
 * Random commands on every record with a state machine, by members of both sides: whatever is done in
 * whatever order, refusals name their rule and the way out, and the invariants of the domain hold.
 * TANDEM_TEST_SEED repeats a run, TANDEM_TEST_SEQUENCES makes it longer or shorter.
 */
import {
  createMetric,
  createPod,
  machines,
  ProblemError,
  signalMachine,
  takeSeat,
} from '@tandem/contract';
import * as fc from 'fast-check';
import { Problem } from '../../platform/problem.ts';
import { openWorld, type TestProject, type World } from '../world.ts';
import {
  Dice,
  roles,
  type Bag,
  type Command,
  type Commands,
  type Players,
  type Rec,
  type Said,
} from './bag.ts';
import { bets, outcomes, stories } from './decide.ts';
import { checkProject } from './invariants.ts';
import { experiments, releases } from './launch.ts';
import { discovery, listening, sprints } from './listen.ts';
import { briefs, closures, entries } from './tell.ts';

const commandsEach = 30;
/** Sequences that share one project: its lists stay short, and few projects are made. */
const perProject = 20;

const domains: readonly Commands[] = [
  listening,
  discovery,
  sprints,
  outcomes,
  stories,
  bets,
  releases,
  experiments,
  closures,
  entries,
  briefs,
];
/** A sequence is mostly about a few things that belong together, so that something gets far. */
const themes: readonly (readonly Commands[])[] = [
  [listening, discovery],
  [sprints],
  [discovery, sprints],
  [discovery, bets, outcomes],
  [bets],
  [bets],
  [stories],
  [outcomes],
  [releases, experiments],
  [experiments],
  [closures],
  [closures, releases, entries],
  [briefs],
  [briefs, entries],
];
/** What leads on is thrown more often than what begins something. */
const weights: Readonly<Record<string, number>> = {
  moveSignal: 4,
  gather: 2,
  moveOpportunity: 6,
  moveSprint: 6,
  join: 2,
  stepOutcome: 8,
  editOutcome: 2,
  stepFramework: 7,
  stepBet: 20,
  announce: 2,
  moveRelease: 9,
  stepExperiment: 8,
  expose: 2,
  result: 2,
  ask: 3,
  paint: 4,
  answer: 4,
  wait: 2,
  moveEntry: 2,
  send: 2,
  acknowledge: 8,
};
const named = (some: readonly Commands[]) =>
  some.flatMap((one) =>
    Object.entries(one).flatMap((entry) =>
      Array.from({ length: weights[entry[0]] ?? 1 }, () => entry),
    ),
  );

type Step = { readonly name: string; readonly run: Command; readonly dice: readonly number[] };

/** The steps that these numbers stand for. */
function stepsOf(theme: readonly Commands[], throws: readonly (readonly number[])[]): Step[] {
  const [mine, any] = [named(theme), named(domains)];
  return throws.map((dice) => {
    const from = dice[0]! % 100 < 85 ? mine : any;
    const [name, run] = from[dice[1]! % from.length]!;
    return { name, run, dice: dice.slice(2) };
  });
}

export type Driven = {
  readonly taken: ReadonlySet<string>;
  readonly seconds: number;
  readonly refusals: number;
};
type Options = { readonly sequences: number; readonly seed: number; readonly env?: Env };
type Env = Readonly<Record<string, string>>;

const start = new Date('2026-06-01T08:00:00Z');

/** Runs so many sequences; throws where anything is broken, with the commands that led there. */
export async function drive({ sequences, seed, env }: Options): Promise<Driven> {
  const began = performance.now();
  const time = { now: start };
  const world = await openWorld({ clock: { now: () => time.now }, ...(env && { env }) });
  try {
    const players = await makePlayers(world);
    const taken = new Set<string>();
    const tally = { refusals: 0 };
    const exactly = (length: number) => ({ minLength: length, maxLength: length });
    const dice = fc.array(fc.nat(9999), exactly(12));
    // Without a bias towards small numbers, which would prefer the first commands.
    const throws = fc.noBias(fc.array(dice, exactly(commandsEach)));
    const all = fc.sample(throws, { seed, numRuns: sequences });
    for (let first = 0; first < all.length; first += perProject) {
      const block = all.slice(first, first + perProject);
      const project = await world.project();
      const shared = { world, project, time, players };
      await runBlock(shared, { block, first, tally });
      for (const edge of await edgesOf(world, project)) taken.add(edge);
    }
    return { taken, seconds: (performance.now() - began) / 1000, refusals: tally.refusals };
  } finally {
    await world.close();
  }
}

async function makePlayers(world: World): Promise<Players> {
  const made = await Promise.all(
    roles.map(async (role) => {
      const { cookie, userId } = await world.member({ role, name: role });
      return [role, { call: world.as({ cookie }), userId }] as const;
    }),
  );
  return Object.fromEntries(made) as Players;
}

type Shared = Pick<Bag, 'world' | 'project' | 'time' | 'players'>;
type Block = {
  readonly block: readonly (readonly (readonly number[])[])[];
  readonly first: number;
  readonly tally: { refusals: number };
};

async function runBlock(shared: Shared, { block, first, tally }: Block): Promise<void> {
  const said: Said[] = [];
  const memory = new Map<string, unknown>();
  const ground = await prepare(shared, block.length);
  const inProject = { ...shared, name: 'the project', said, memory, records: new Map() };
  const whole: Bag = { ...inProject, broken: [] };
  for (const [i, numbers] of block.entries()) {
    // Each begins at the same time: what one waits for makes nobody's words old.
    shared.time.now = start;
    const bag = beginning(shared, ground, i);
    const steps = stepsOf(themes[(first + i) % themes.length]!, numbers);
    for (const step of steps) tally.refusals += await take(bag, step);
    report(bag, first + i, steps);
    said.push(...bag.said);
    for (const [key, value] of bag.memory) memory.set(key, value);
  }
  await checkProject(whole);
  report(whole, first, []);
}

type Ground = {
  readonly pod: Rec;
  readonly metric: Rec;
  readonly said: readonly (readonly Said[])[];
};

/** A pod of both sides, a metric, and what a few people said for each sequence. */
async function prepare({ project, players, time }: Shared, sequences: number): Promise<Ground> {
  const { params, call } = project;
  const body = { name: 'Orders', definition: { kind: 'unique', of: { event: 'order' } } } as const;
  const metric = await call(createMetric, { params, body });
  const pod = await call(createPod, { params, body: { name: 'Pod' } });
  for (const role of ['pm', 'pmm'] as const) {
    const seat = { ...params, id: pod.id, user: players[role].userId };
    await call(takeSeat, { params: seat, body: {} });
  }
  const signals = Array.from({ length: sequences * voices }, (_, i) => {
    const [name, nth] = [`s${Math.floor(i / voices)}`, i % voices];
    return {
      source: nth % 2 === 0 ? 'ticket' : 'app store',
      sourceId: `${i}`,
      text: `I lose ${i} minutes every day`,
      distinctId: nth < 7 ? `${name} person ${nth}` : `${name} device ${nth - 7}`,
      time: time.now.toISOString(),
      audience: 'customer',
      mayContact: true,
    };
  });
  const answer = await project.send('/api/v1/signals', { signals });
  const { results } = (await answer.json()) as { results: { id: string }[] };
  const said = signals.map(({ text, distinctId }, i) => ({
    id: results[i]!.id,
    text,
    who: distinctId,
  }));
  const ofEach = Array.from({ length: sequences }, (_, i) =>
    said.slice(i * voices, (i + 1) * voices),
  );
  const state = '';
  return {
    pod: { id: pod.id, version: pod.version, state },
    metric: { id: metric.id, version: 1, state },
    said: ofEach,
  };
}
/** Seven people and two devices that may turn out to be one of them. */
const voices = 9;

function beginning(shared: Shared, { pod, metric, said }: Ground, i: number): Bag {
  const signals = said[i]!.map(({ id }) => ({ id, version: 1, state: signalMachine.first }));
  const records = new Map<string, Rec[]>([
    ['pod', [pod]],
    ['metric', [metric]],
    ['signal', signals],
  ]);
  return { ...shared, name: `s${i}`, said: [...said[i]!], records, memory: new Map(), broken: [] };
}

/** Gives 1 where the step was refused: by a rule that has a name and a way out. */
async function take(bag: Bag, { name, run, dice: numbers }: Step): Promise<number> {
  const dice = new Dice(numbers);
  const who = bag.players[dice.pick(roles)!];
  try {
    await run({ bag, dice, who });
    return 0;
  } catch (error) {
    const { status, rule, hint, message } = refusalOf(error);
    if (![400, 404, 409].includes(status)) bag.broken.push(`${name}: ${status} ${message}`);
    if (status === 409 && (rule === undefined || hint === undefined)) {
      bag.broken.push(`${name}: refused without rule or hint: ${message}`);
    }
    return 1;
  }
}

/** What a client was told, or a domain's own function threw; anything else is a failure. */
function refusalOf(error: unknown) {
  if (error instanceof ProblemError) return error;
  if (!(error instanceof Problem) || error.code !== 'conflict') throw error;
  const { message, hint, detail } = error;
  return { status: 409, rule: detail?.['rule'], hint, message };
}

function report({ broken }: Bag, sequence: number, steps: readonly Step[]): void {
  if (broken.length === 0) return;
  const commands = steps.map(({ name }) => name).join(', ');
  throw new Error(`sequence ${sequence}: ${[...new Set(broken)].join('; ')}\n${commands}`);
}

/** Edges that were taken, as "object: move from state". */
async function edgesOf(world: World, project: TestProject): Promise<readonly string[]> {
  const rows = await world.app.platform.records.read(project.id, (r) =>
    r.selectFrom('history').select(['object', 'move', 'from_state']).distinct().execute(),
  );
  return rows.map(({ object, move, from_state }) => `${object}: ${move} from ${from_state}`);
}

/** Every edge of every machine. */
export const edges: readonly string[] = machines.flatMap(({ object, moves }) =>
  Object.entries(moves).flatMap(([move, { from }]) =>
    from.map((state) => `${object}: ${move} from ${state}`),
  ),
);
