/**
 * Random commands on every record with a state machine, by members of both sides: whatever is done in
 * whatever order, refusals name their rule and the way out, and the invariants of the domain hold.
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
import { Dice, roles, type Bag, type Players, type Rec, type Said } from './bag.ts';
import { choose } from './choice.ts';
import { checkProject } from './invariants.ts';

const commandsEach = 30;
/** Sequences that share one project: its lists stay short, and few projects are made. */
const perProject = 20;

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
    const steps: string[] = [];
    for (const dice of numbers) tally.refusals += await take(bag, first + i, { dice, steps });
    report(bag, first + i, steps);
    said.push(...bag.said);
    for (const [key, value] of bag.memory) memory.set(key, value);
  }
  await checkProject(whole);
  report(whole, first, []);
}

type Ground = {
  readonly pod: Rec;
  /** A useful one and a vanity metric. */
  readonly metrics: readonly Rec[];
  readonly said: readonly (readonly Said[])[];
};

/** A pod of both sides, a metric, and what a few people said for each sequence. */
async function prepare({ project, players, time }: Shared, sequences: number): Promise<Ground> {
  const { params, call } = project;
  const body = { name: 'Orders', definition: { kind: 'unique', of: { event: 'order' } } } as const;
  const metric = await call(createMetric, { params, body });
  const likes = { ...body, name: 'Likes', kind: 'vanity' } as const;
  const vanity = await call(createMetric, { params, body: likes });
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
      audience: nth < 7 ? 'customer' : 'internal',
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
    metrics: [metric, vanity].map(({ id }) => ({ id, version: 1, state })),
    said: ofEach,
  };
}
/** Seven people and two devices that may turn out to be one of them. */
const voices = 9;

function beginning(shared: Shared, { pod, metrics, said }: Ground, i: number): Bag {
  const signals = said[i]!.map(({ id }) => ({ id, version: 1, state: signalMachine.first }));
  const records = new Map<string, Rec[]>([
    ['pod', [pod]],
    ['metric', [...metrics]],
    ['signal', signals],
  ]);
  return { ...shared, name: `s${i}`, said: [...said[i]!], records, memory: new Map(), broken: [] };
}

type Throw = { readonly dice: readonly number[]; readonly steps: string[] };

/** Gives 1 where the step was refused: by a rule that has a name and a way out. */
async function take(bag: Bag, sequence: number, { dice: numbers, steps }: Throw): Promise<number> {
  const dice = new Dice(numbers);
  const who = bag.players[dice.pick(roles)!];
  const [name, run] = choose(bag, sequence, dice);
  steps.push(name);
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

function report({ broken }: Bag, sequence: number, steps: readonly string[]): void {
  if (broken.length === 0) return;
  throw new Error(`sequence ${sequence}: ${[...new Set(broken)].join('; ')}\n${steps.join(', ')}`);
}

/** Edges that were taken, as "object: move from state". */
async function edgesOf(world: World, project: TestProject): Promise<readonly string[]> {
  const rows = await world.app.platform.records.read(project.id, (r) =>
    r.selectFrom('history').select(['object', 'move', 'from_state']).distinct().execute(),
  );
  return rows.map(({ object, move, from_state }) => `${object}: ${move} from ${from_state}`);
}

/** Every edge of every machine. */
const edges: readonly string[] = machines.flatMap(({ object, moves }) =>
  Object.entries(moves).flatMap(([move, { from }]) =>
    from.map((state) => `${object}: ${move} from ${state}`),
  ),
);

/** How many of all edges were taken. */
export function shareOf(taken: ReadonlySet<string>) {
  const missing = edges.filter((edge) => !taken.has(edge));
  const share = 1 - missing.length / edges.length;
  return { share, missing, words: `${Math.round(share * 100)} % of ${edges.length} edges` };
}
