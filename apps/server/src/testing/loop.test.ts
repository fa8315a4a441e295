/**
 * Random commands on every record with a state machine, by members of both sides: whatever is done in
 * whatever order, refusals name their rule and the way out, and the invariants of the domain hold.
 * TANDEM_TEST_SEED repeats a run, TANDEM_TEST_SEQUENCES makes it longer.
 */
import {
  closeOutcome,
  createFlag,
  createHighlight,
  createMetric,
  createNote,
  createOpportunity,
  createOutcome,
  createPod,
  createRelease,
  listEvidence,
  listOpportunities,
  listOutcomes,
  listReleases,
  machines,
  moveOpportunity,
  moveOutcome,
  moveRelease,
  moveSignal,
  outcomeVerdicts,
  ProblemError,
  signOpportunity,
  signOutcome,
  updateOpportunity,
  updateOutcome,
  updateRelease,
  type Client,
  type Role,
} from '@tandem/contract';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type TestProject, type World } from './world.ts';

const sequences = Number(process.env['TANDEM_TEST_SEQUENCES'] ?? 25);
const seed = Number(process.env['TANDEM_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const commands = 30;

let world: World;
const members = new Map<Role, Client>();
beforeAll(async () => {
  world = await openWorld();
  for (const role of ['pm', 'pmm', 'engineer', 'support'] as const) {
    const { cookie } = await world.member({ role, name: role });
    members.set(role, world.as({ cookie }));
  }
});
afterAll(() => world.close());

/** Whole numbers that a command reads as its choices. */
type Dice = { readonly pick: <T>(all: readonly T[]) => T | undefined; readonly n: number };
type Bag = {
  readonly project: TestProject;
  readonly ids: Record<string, string[]>;
  readonly versions: Map<string, number>;
};
type Command = (bag: Bag, dice: Dice, who: Client) => Promise<unknown>;

type Versioned = { readonly id: string; readonly version?: number };
/** Remembers what was made or changed, with its version. */
function keep(bag: Bag, kind: string, { id, version = 1 }: Versioned): void {
  const ids = (bag.ids[kind] ??= []);
  if (!ids.includes(id)) ids.push(id);
  bag.versions.set(id, version);
}
/** The version that is there, now and then an older one. */
const versionOf = (bag: Bag, id: string, { n }: Dice): number =>
  n % 9 === 0 ? 1 : (bag.versions.get(id) ?? 1);
const some = (bag: Bag, kind: string, dice: Dice) => dice.pick(bag.ids[kind] ?? []);
/** Path of one record of a kind, none chosen yet: undefined. */
function at(bag: Bag, kind: string, dice: Dice) {
  const id = some(bag, kind, dice);
  return id === undefined ? undefined : { ...bag.project.params, id };
}
const rings = [
  { name: 'Early', share: 0.1 },
  { name: 'Half', share: 0.5 },
];

const all: Readonly<Record<string, Command>> = {
  async say(bag, { n }, who) {
    const kind = (['ticket', 'call note', 'interview'] as const)[n % 3]!;
    const body = { kind, distinctId: `person-${n % 7}`, text: `I lose ${n % 97} minutes` };
    const { signal } = await who(createNote, { params: bag.project.params, body });
    keep(bag, 'signal', signal);
  },
  async name(bag, { n, pick }, who) {
    const parent = n % 3 === 0 ? (pick(bag.ids['opportunity'] ?? []) ?? null) : null;
    const body = { statement: `Need ${n}`, parent };
    const made = await who(createOpportunity, { params: bag.project.params, body });
    keep(bag, 'opportunity', made);
  },
  async link(bag, dice, who) {
    const [signal, id] = [some(bag, 'signal', dice), some(bag, 'opportunity', dice)];
    if (signal === undefined || id === undefined) return;
    const relation = dice.pick(['supports', 'supports', 'asked_for', 'contradicts'] as const)!;
    const link = { kind: 'opportunity', id, relation } as const;
    const span = { start: 0, end: 6 + (dice.n % 8) };
    const body = { signal, ...span, type: 'pain', link } as const;
    await who(createHighlight, { params: bag.project.params, body });
  },
  async moveSignal(bag, dice, who) {
    const params = at(bag, 'signal', dice);
    const move = dice.pick(['triage', 'dismiss', 'restore', 'merge', 'redact'] as const)!;
    const body = { move, into: some(bag, 'signal', dice), reason: 'asked for' };
    if (params) await who(moveSignal, { params, body });
  },
  async moveOpportunity(bag, dice, who) {
    const params = at(bag, 'opportunity', dice);
    if (params === undefined) return;
    const move = dice.pick(['explore', 'explore', 'reject', 'reopen'] as const)!;
    const reason = dice.n % 4 === 0 ? {} : { reason: 'because' };
    if (params) await who(moveOpportunity, { params, body: { move, ...reason } });
  },
  async signOpportunity(bag, dice, who) {
    const params = at(bag, 'opportunity', dice);
    if (params) keep(bag, 'opportunity', await who(signOpportunity, { params }));
  },
  async editOpportunity(bag, dice, who) {
    const params = at(bag, 'opportunity', dice);
    if (params === undefined) return;
    const parent = some(bag, 'opportunity', dice) ?? null;
    const body = {
      version: versionOf(bag, params.id, dice),
      parent,
      statement: `Need ${dice.n} again`,
    };
    keep(bag, 'opportunity', await who(updateOpportunity, { params, body }));
  },
  async pod(bag, { n }, who) {
    const body = { name: `Pod ${n}` };
    keep(bag, 'pod', await who(createPod, { params: bag.project.params, body }));
  },
  async metric(bag, { n }, who) {
    const definition = { kind: 'unique', of: { event: 'order' } } as const;
    const body = { name: `Metric ${n}`, definition };
    keep(bag, 'metric', await who(createMetric, { params: bag.project.params, body }));
  },
  async outcome(bag, dice, who) {
    const id = some(bag, 'metric', dice);
    const metric = id === undefined ? null : { id, version: 1 };
    const pod = some(bag, 'pod', dice) ?? null;
    const sentence = dice.n % 5 === 0 ? 'launch feature X' : 'increase orders by 10% in 3 months';
    const fields = dice.n % 4 === 0 ? {} : { metric, baseline: 3 };
    const target = { kind: 'relative', share: 0.1 } as const;
    const body = { sentence, pod, ...fields, target, window: { days: 90 } };
    keep(bag, 'outcome', await who(createOutcome, { params: bag.project.params, body }));
  },
  async moveOutcome(bag, dice, who) {
    const params = at(bag, 'outcome', dice);
    if (params === undefined) return;
    const move = dice.pick(['propose', 'propose', 'measure', 'supersede'] as const)!;
    const body = { version: versionOf(bag, params.id, dice), move, reason: 'because' };
    keep(bag, 'outcome', await who(moveOutcome, { params, body }));
  },
  async closeOutcome(bag, dice, who) {
    const params = at(bag, 'outcome', dice);
    if (params === undefined) return;
    const verdict = dice.pick(outcomeVerdicts)!;
    const body = { version: versionOf(bag, params.id, dice), verdict, reason: 'because' };
    keep(bag, 'outcome', await who(closeOutcome, { params, body }));
  },
  async signOutcome(bag, dice, who) {
    const params = at(bag, 'outcome', dice);
    if (params === undefined) return;
    const body = { version: versionOf(bag, params.id, dice), reason: 'because' };
    keep(bag, 'outcome', await who(signOutcome, { params, body }));
  },
  async editOutcome(bag, dice, who) {
    const params = at(bag, 'outcome', dice);
    if (params === undefined) return;
    const body = { version: versionOf(bag, params.id, dice), baseline: dice.n % 3 };
    keep(bag, 'outcome', await who(updateOutcome, { params, body }));
  },
  async flag(bag, { n }, who) {
    const body = { key: `flag-${n}`, name: 'A flag', kind: 'boolean' } as const;
    keep(bag, 'flag', await who(createFlag, { params: bag.project.params, body }));
  },
  async release(bag, dice, who) {
    const flag = some(bag, 'flag', dice);
    if (flag === undefined) return;
    const body = { name: 'A release', flag, rings };
    keep(bag, 'release', await who(createRelease, { params: bag.project.params, body }));
  },
  async announce(bag, dice, who) {
    const params = at(bag, 'release', dice);
    if (params === undefined) return;
    const announcement = { kind: 'none', reason: 'an internal tool' } as const;
    const body = { version: versionOf(bag, params.id, dice), announcement };
    keep(bag, 'release', await who(updateRelease, { params, body }));
  },
  async moveRelease(bag, dice, who) {
    const params = at(bag, 'release', dice);
    if (params === undefined) return;
    const moves = ['start', 'advance', 'complete', 'pause', 'resume', 'restore', 'roll_back'];
    const move = dice.pick(moves) as 'start';
    const reason = dice.n % 4 === 0 ? {} : { reason: 'because' };
    const body = { version: versionOf(bag, params.id, dice), move, ...reason };
    keep(bag, 'release', await who(moveRelease, { params, body }));
  },
};
const names = Object.keys(all);

type Throw = { readonly command: string; readonly dice: readonly number[]; readonly role: Role };
const aThrow: fc.Arbitrary<Throw> = fc.record({
  command: fc.constantFrom(...names),
  dice: fc.array(fc.nat(10_000), { minLength: 4, maxLength: 4 }),
  role: fc.constantFrom('pm', 'pmm', 'engineer', 'support'),
});

async function run(bag: Bag, { command, dice, role }: Throw): Promise<void> {
  let next = 0;
  const pick = <T>(from: readonly T[]) => from[dice[next++ % dice.length]! % from.length];
  try {
    await all[command]!(bag, { pick, n: dice[3]! }, members.get(role)!);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    expect([400, 404, 409], `${command}: ${error.message}`).toContain(error.status);
    if (error.status === 409) expect([error.rule, error.hint]).not.toContain(undefined);
  }
}

/** What must hold whatever was done. */
async function holds({ project }: Bag): Promise<void> {
  const { params } = project;
  const { outcomes } = await project.call(listOutcomes, { params });
  const active = outcomes.filter(({ state }) => state === 'agreed' || state === 'measuring');
  const pods = active.flatMap(({ pod }) => (pod === null ? [] : [pod]));
  expect(new Set(pods).size, 'one active outcome per pod').toBe(pods.length);
  for (const { signatures, metric: measured } of active) {
    expect(signatures.map(({ side }) => side).toSorted()).toEqual(['marketing', 'product']);
    expect(new Set(signatures.map(({ userId }) => userId)).size).toBe(2);
    expect(measured).not.toBeNull();
  }
  const { releases } = await project.call(listReleases, { params });
  const underWay = releases.filter(({ state }) => state === 'in_rings' || state === 'paused');
  expect(new Set(underWay.map(({ flag }) => flag)).size).toBe(underWay.length);
  for (const { state, announcement } of releases) {
    if (state === 'general') expect(announcement).not.toBeNull();
  }
  const { opportunities } = await project.call(listOpportunities, { params });
  for (const one of opportunities) {
    if (one.state === 'validated') expect(one.signatures).toHaveLength(2);
    const { items } = await project.call(listEvidence, { params: { ...params, id: one.id } });
    for (const { highlight, signal } of items) {
      const words = highlight.isRedacted ? '' : signal.text.slice(highlight.start, highlight.end);
      expect(highlight.text).toBe(words);
    }
  }
}

/** Edges that were taken, as "object: move from state". */
async function edgesOf(project: TestProject): Promise<readonly string[]> {
  const rows = await world.app.platform.records.read(project.id, (r) =>
    r.selectFrom('history').select(['object', 'move', 'from_state']).distinct().execute(),
  );
  return rows.map(({ object, move, from_state }) => `${object}: ${move} from ${from_state}`);
}

test('random commands keep the invariants', { timeout: 600_000 }, async () => {
  console.log(`loop seed ${seed} (TANDEM_TEST_SEED=${seed} repeats it), ${sequences} sequences`);
  const taken = new Set<string>();
  const sample = fc.sample(fc.array(aThrow, { minLength: commands, maxLength: commands }), {
    seed,
    numRuns: sequences,
  });
  for (const [i, sequence] of sample.entries()) {
    const project = await world.project();
    const bag: Bag = { project: { ...project }, ids: {}, versions: new Map() };
    for (const one of [...first(i), ...sequence]) await run(bag, one);
    await holds(bag);
    for (const edge of await edgesOf(project)) taken.add(edge);
  }
  const reachable = machines.filter(({ object }) => walked.has(object));
  const edges = reachable.flatMap(({ object, moves }) =>
    Object.entries(moves).flatMap(([move, { from }]) =>
      from.map((state) => `${object}: ${move} from ${state}`),
    ),
  );
  const share = edges.filter((edge) => taken.has(edge)).length / edges.length;
  console.log(`loop: ${Math.round(share * 100)} % of ${edges.length} edges were taken`);
  expect(share).toBeGreaterThan(0);
});

/** Machines whose every move has an endpoint among the commands, or is taken by one. */
const walked = new Set(['signal', 'outcome', 'release']);

/** A bag that is empty makes most commands idle: each sequence begins with a little of everything. */
function first(i: number): readonly Throw[] {
  const command = (name: string, k: number): Throw => ({
    command: name,
    dice: [i + k, i * 3 + k, i * 7 + k, i * 31 + k + 1],
    role: k % 2 === 0 ? 'pm' : 'pmm',
  });
  return ['pod', 'say', 'name', 'metric', 'outcome', 'flag', 'release', 'announce'].map(command);
}
