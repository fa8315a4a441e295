/**
 * Exactly the askers for whom it is on are told, once each: 503 people wrote in, 3 of them are others
 * already there; 40 have the flag on and 5 of these gave no consent. Twenty companies at once on one
 * real server, with merges before, during and after, second tabs, lost answers and receipts, and
 * `kill -9` while all of them are under way. TANDEM_TEST_SEEDS=4 runs fewer companies.
 */
import { rmSync } from 'node:fs';
import { createClient, listLoops, type ProjectId } from '@tandem/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  askFor,
  messagesOf,
  planRelease,
  question,
  sayMerged,
  stepOn,
  type Definitions,
  type Send,
  type Wish,
} from '../testing/askers.ts';
import { startPostgres, type TestPostgres } from '../testing/postgres.ts';
import { startServer, type ServerProcess } from '../testing/server-process.ts';
import { openWorld } from '../testing/world.ts';

const seeds = Array.from(
  { length: Number(process.env['TANDEM_TEST_SEEDS'] ?? 20) },
  (_, i) => i + 1,
);
/** Most on PostgreSQL, where transactions run side by side; the first in the process. */
const embedded = seeds.slice(0, 1);
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

test.each([
  ['in the process', embedded, async () => ({})],
  [
    'in PostgreSQL',
    seeds.slice(embedded.length),
    async () => ({ TANDEM_DATABASE_URL: await postgres.database('exact') }),
  ],
] as const)(
  'exactly 35 of 40, then 495 of 500, through kill -9: records %s',
  { timeout: 1_800_000 },
  async (where, some, settings) => {
    const env = await settings();
    const { folder, companies } = await found(some, env);
    const server = await surviving(folder, env);
    // Killed when so many messages were painted, all companies together.
    const kills = [some.length * 120];
    let painted = 0;
    const onPaint = () => {
      painted += 1;
      if (painted === kills[server.deaths()]) server.kill();
    };
    await Promise.all(companies.map((company) => play(company, server, onPaint)));
    expect(server.deaths()).toBe(kills.length);
    expect(painted).toBe(some.length * 495);
    console.log(
      `exact delivery, records ${where}: seeds ${some.join(' ')}; ${painted} messages, each once, through ${kills.length} kill -9`,
    );
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  },
);

type Person = {
  /** The first is who wrote in; a second wrote in too. */
  readonly ids: readonly string[];
  readonly isEarly: boolean;
  readonly mayContact: boolean;
  /** When their second id is found out to be theirs. */
  readonly merge: 'before' | 'during' | 'after' | undefined;
  /** A device that joins them at some time. */
  readonly device: string | undefined;
};
type Company = {
  readonly seed: number;
  readonly people: readonly Person[];
  readonly publicKey: string;
  readonly privateKey: string;
  readonly project: ProjectId;
  readonly release: string;
};

type Env = Readonly<Record<string, string>>;

/** Everybody wrote in before the server of the test begins. */
async function found(some: readonly number[], env: Env) {
  const world = await openWorld({ env });
  const companies: Company[] = [];
  for (const seed of some) {
    const project = await world.project({ name: `Seed ${seed}` });
    const people = peopleOf(seed);
    const plan = await planRelease(project.call, project.params);
    const wishes = people.flatMap(({ ids, mayContact }) =>
      ids.map((distinctId): Wish => ({ distinctId, mayContact, text: `${distinctId} asks` })),
    );
    expect(wishes).toHaveLength(503);
    await askFor(world.app, project, plan.opportunity, wishes);
    companies.push({
      seed,
      people,
      publicKey: project.publicKey,
      privateKey: project.privateKey,
      project: project.id,
      release: plan.release,
    });
  }
  await world.app.stop();
  return { folder: world.folder, companies };
}

function peopleOf(seed: number): readonly Person[] {
  const dice = diceOf(seed);
  const order = dice.shuffle(Array.from({ length: 500 }, (_, i) => i));
  const early = new Set(order.slice(0, 40));
  const silent = new Set(order.slice(0, 5));
  // Two of the three are among those with the flag on, each found out at another time.
  const twins = new Map(
    dice
      .shuffle(['before', 'during', 'after'] as const)
      .map((merge, i) => [[order[5]!, order[6]!, order[60]!][i]!, merge] as const),
  );
  return Array.from({ length: 500 }, (_, i) => ({
    ids: twins.has(i) ? [`u${i}`, `twin-of-${i}`] : [`u${i}`],
    isEarly: early.has(i),
    mayContact: !silent.has(i),
    merge: twins.get(i),
    device: dice.chance(0.02) ? `device-${i}` : undefined,
  }));
}

type Server = Awaited<ReturnType<typeof surviving>>;

/** A server that comes back on the same folder after each kill. */
async function surviving(folder: string, env: Env) {
  let running: Promise<ServerProcess> = startServer(folder, env);
  let deaths = 0;
  await running;
  return {
    url: async () => (await running).url,
    deaths: () => deaths,
    kill() {
      deaths += 1;
      const dying = running;
      running = dying.then(async (server) => {
        server.signal('SIGKILL');
        await server.ended;
        return startServer(folder, env);
      });
    },
    async stop() {
      const server = await running;
      server.signal('SIGTERM');
      await server.ended;
    },
  };
}

/** Sends until there is an answer, as clients do; a server that is away is waited for. */
function persistent(server: Server, company: Company): Send {
  return async (path, body) => {
    for (;;) {
      const answer = await fetch(`${await server.url()}${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${company.publicKey}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
      }).catch(() => undefined);
      if (answer !== undefined && answer.status < 500) return answer;
      await new Promise((wait) => setTimeout(wait, 50));
    }
  };
}

/** The pages of a company's customers. */
function customers(company: Company, server: Server, onPaint: () => void) {
  const dice = diceOf(company.seed * 1000);
  const send = persistent(server, company);
  const client = messagesOf(send);
  const told = new Map<Person, number>();
  let definitions: Definitions;

  /** One page: asks, is leased a message, checks its turn, paints, says so; anything may be lost. */
  async function visit(person: Person, id: string, turn?: Promise<unknown>) {
    const asked = question(definitions, {
      distinctId: id,
      attributes: { early: person.isEarly },
    });
    if (Object.keys(asked.flags).length === 0) return;
    const first = await client.ask(asked);
    expect(first.isOutdated).toBe(false);
    const { message } = dice.chance(0.05) ? await client.ask(asked) : first;
    if (message === null) return;
    await turn;
    // A page that waited asks whether it is still its turn; one that paints at once need not.
    const asksForTurn = turn !== undefined || person.isEarly || dice.chance(0.1);
    if (asksForTurn && !(await client.showing(message))) return;
    told.set(person, (told.get(person) ?? 0) + 1);
    onPaint();
    await client.shown(message);
    if (dice.chance(0.05)) await client.shown(message);
    if (dice.chance(0.05)) await client.answer(message, 'solved');
  }
  const merge = (one: string, other: string) => sayMerged(send, one, other);

  /** What happens to somebody in one phase, in any order with others. */
  async function live(person: Person, isSecondTime: boolean) {
    const [id, twin] = person.ids as [string, string | undefined];
    if (person.device !== undefined && dice.chance(0.5)) await merge(id, person.device);
    if (twin !== undefined && person.merge === 'during' && !isSecondTime) {
      const merged = merge(id, twin);
      await Promise.all([visit(person, id, merged), visit(person, twin, merged), merged]);
      return;
    }
    await (dice.chance(0.1)
      ? Promise.all([visit(person, id), visit(person, id), visit(person, id)])
      : visit(person, id));
    if (twin !== undefined) {
      if (person.merge === 'after') await merge(id, twin);
      await visit(person, twin);
    }
    if (person.device !== undefined) {
      await merge(id, person.device);
      await visit(person, person.device);
    }
  }
  async function phase(isSecondTime: boolean) {
    const answer = await fetch(`${await server.url()}/api/v1/flags?key=${company.publicKey}`);
    definitions = (await answer.json()) as Definitions;
    const waiting = dice.shuffle(company.people);
    const worker = async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        await live(next, isSecondTime);
      }
    };
    await Promise.all([worker(), worker()]);
  }
  return { told, merge, phase };
}

async function play(company: Company, server: Server, onPaint: () => void): Promise<void> {
  const { told, merge, phase } = customers(company, server, onPaint);
  const backend = async () =>
    createClient({
      baseUrl: await server.url(),
      fetch,
      headers: { authorization: `Bearer ${company.privateKey}` },
    });
  const step = async (move: 'start' | 'complete') => {
    const now = await backend();
    return stepOn(async (endpoint, input) => now(endpoint, input), at, move);
  };
  const at = { project: company.project, id: company.release };
  for (const { ids, merge: when } of company.people) {
    if (when === 'before') await merge(ids[0]!, ids[1]!);
  }
  await step('start');
  await phase(false);
  const early = company.people.filter(({ isEarly, mayContact }) => isEarly && mayContact);
  expect(early).toHaveLength(35);
  expect(counts(told), `seed ${company.seed}, ring`).toEqual(
    counts(new Map(early.map((p) => [p, 1]))),
  );
  await step('complete');
  await phase(true);
  const consented = company.people.filter(({ mayContact }) => mayContact);
  expect(counts(told), `seed ${company.seed}, all`).toEqual(
    counts(new Map(consented.map((p) => [p, 1]))),
  );
  const { loops } = await (await backend())(listLoops, { params: { project: company.project } });
  expect(loops[0], `seed ${company.seed}`).toMatchObject({
    askers: 500,
    told: 495,
    waiting: 0,
    untold: [{ reason: 'no_consent', count: 5 }],
  });
}

const counts = (told: ReadonlyMap<Person, number>) =>
  Object.fromEntries([...told].map(([{ ids }, count]) => [ids[0], count]));

function diceOf(seed: number) {
  let state = seed >>> 0;
  /** Mulberry32: small, seeded, good enough to shuffle. */
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    chance: (share: number) => next() < share,
    shuffle<T>(from: readonly T[]): T[] {
      const left = [...from];
      for (let i = left.length - 1; i > 0; i--) {
        const j = Math.floor(next() * (i + 1));
        [left[i], left[j]] = [left[j]!, left[i]!];
      }
      return left;
    },
  };
}
