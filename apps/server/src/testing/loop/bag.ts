/** What a sequence of random commands knows: the records it made, in the states it was told of. */
import {
  movesFrom,
  ProblemError,
  type Client,
  type Machine,
  type ProjectId,
  type Role,
} from '@tandem/contract';
import type { TestProject, World } from '../world.ts';

export type Rec = { readonly id: string; readonly version: number; readonly state: string };
export type Said = { readonly id: string; readonly text: string; readonly who: string };
export type Member = { readonly call: Client; readonly userId: string };
export const roles = ['pm', 'pmm', 'engineer', 'support'] as const satisfies readonly Role[];
export type Players = Readonly<Record<(typeof roles)[number], Member>>;

/** The world's clock, which commands may put forward. */
export type Time = { now: Date };

export type Bag = {
  readonly world: World;
  readonly project: TestProject;
  readonly time: Time;
  readonly players: Players;
  readonly said: Said[];
  /** By kind, in the order in which they were made. */
  readonly records: Map<string, Rec[]>;
  /** Whatever else a domain's commands remember of a record. */
  readonly memory: Map<string, unknown>;
  /** Unique within the project, for names and keys. */
  readonly name: string;
  /** What is broken: the sequence fails with it. */
  readonly broken: string[];
};

/** Whole numbers that commands read as their choices; the same numbers, the same choices. */
export class Dice {
  readonly #numbers: readonly number[];
  #next = 0;
  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }
  /** A whole number below 10,000. */
  roll(): number {
    const at = this.#next++;
    const salt = Math.floor(at / this.#numbers.length) * 7919;
    return (this.#numbers[at % this.#numbers.length]! + salt) % 10_000;
  }
  /** True in so many of a hundred cases. */
  chance(percent: number): boolean {
    return this.roll() % 100 < percent;
  }
  pick<T>(from: readonly T[]): T | undefined {
    return from[this.roll() % Math.max(1, from.length)];
  }
}

export type Go = { readonly bag: Bag; readonly dice: Dice; readonly who: Member };
export type Command = (go: Go) => Promise<unknown>;
export type Commands = Readonly<Record<string, Command>>;

export const params = ({ bag }: Pick<Go, 'bag'>) => bag.project.params;
export const at = ({ bag }: Pick<Go, 'bag'>, id: string) => ({ ...bag.project.params, id });

type Known = { readonly id: string; readonly version?: number; readonly state?: string };
/** Remembers a record as it was answered. */
export function keep<T extends Known>({ bag }: Pick<Go, 'bag'>, kind: string, made: T): T {
  const all = bag.records.get(kind) ?? [];
  const { id, version = 1, state = '' } = made;
  const place = all.findIndex((one) => one.id === id);
  if (place < 0) all.push({ id, version, state });
  else all[place] = { id, version, state };
  bag.records.set(kind, all);
  return made;
}

export const all = ({ bag }: Pick<Go, 'bag'>, kind: string): readonly Rec[] =>
  bag.records.get(kind) ?? [];

/** One of a kind, mostly the newest, so that something gets far; of these states, where any is. */
export function some(go: Go, kind: string, states?: readonly string[]): Rec | undefined {
  const known = all(go, kind);
  const fitting = states && known.filter(({ state }) => states.includes(state));
  const from = fitting && fitting.length > 0 && go.dice.chance(90) ? fitting : known;
  return go.dice.chance(60) ? from.at(-1) : go.dice.pick(from);
}

/** A move that leads on from the state, now and then any. */
export function aMove<S extends string, M extends string>(
  { dice }: Go,
  machine: Machine<S, M>,
  { state }: Rec,
  offered: readonly M[],
): M {
  const legal = movesFrom(machine, state as S).filter((move) => offered.includes(move));
  return (dice.chance(88) ? dice.pick(legal) : undefined) ?? dice.pick(offered)!;
}

/** Mostly a reason. */
export const why = ({ dice }: Go) => (dice.chance(92) ? { reason: 'because they said so' } : {});

/**
 * A call with the version that is there, now and then with an older one: that one must be refused
 * with both texts. Kept as answered.
 */
export async function write<T extends Known>(
  go: Go,
  kind: string,
  { id, version }: Rec,
  call: (version: number) => Promise<T>,
): Promise<T> {
  const isOld = version > 1 && go.dice.chance(5);
  const made = await call(isOld ? (go.dice.roll() % (version - 1)) + 1 : version).catch(
    (error: unknown) => {
      if (error instanceof ProblemError && error.rule === 'record.version') {
        const { version: newest, theirs, yours } = error.body;
        check(go, Number(newest) >= version, 'the refusal of an old version names the newest');
        check(go, theirs !== undefined && yours !== undefined, 'an old version gets both texts');
        keep(go, kind, { ...all(go, kind).find((one) => one.id === id)!, version: Number(newest) });
      }
      throw error;
    },
  );
  check(go, !isOld, `an old version of a ${kind} was taken`);
  return keep(go, kind, made);
}

/** An opportunity as it stands in the records: others move it too. */
export async function refresh(go: Go, id: string): Promise<Rec> {
  const row = await go.bag.world.app.platform.records.read(go.bag.project.id, (reader) =>
    reader
      .selectFrom('opportunities')
      .select(['id', 'version', 'state'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  );
  return keep(go, 'opportunity', row);
}

/** Notes what is broken. */
export function check({ bag }: Pick<Go, 'bag'>, holds: boolean, what: string): void {
  if (!holds) bag.broken.push(what);
}

/** Whatever compares carries one label, and only what chance divided may say that it did something. */
export function checkWording(go: Go, given: unknown): void {
  if (typeof given !== 'object' || given === null) return;
  const { label, sentence } = given as { label?: unknown; sentence?: unknown };
  if (label !== undefined) {
    const labels: readonly unknown[] = causalLabels;
    check(go, labels.includes(label), `14. one label of three, not ${JSON.stringify(label)}`);
    const claims = typeof sentence === 'string' && /\b(raised|lowered|caused)\b/i.test(sentence);
    check(go, !claims || label === 'randomised', '14. only what is randomised may say raised');
  }
  for (const part of Object.values(given)) checkWording(go, part);
}
const causalLabels = ['randomised', 'quasi-experiment', 'observational'];

/** The other side's member where one side has signed, else anybody. */
export function signer(go: Go, signatures: readonly { readonly side: string }[]): Member {
  const { pm, pmm } = go.bag.players;
  if (go.dice.chance(12)) return go.who;
  const sides = new Set(signatures.map(({ side }) => side));
  if (sides.has('product')) return pmm;
  return sides.has('marketing') || go.dice.chance(50) ? pm : pmm;
}

export const later = ({ bag }: Pick<Go, 'bag'>, ms: number): void => {
  bag.time.now = new Date(bag.time.now.getTime() + ms);
};
export const dayMs = 86_400_000;
export const by = ({ bag }: Pick<Go, 'bag'>) => ({
  actor: { id: 'calendar', name: 'Tandem', kind: 'key', role: null } as const,
  at: bag.time.now,
});
export const dayOf = ({ bag }: Pick<Go, 'bag'>, plus = 0): string =>
  new Date(bag.time.now.getTime() + plus * dayMs).toISOString().slice(0, 10);
export const projectId = ({ bag }: Pick<Go, 'bag'>): ProjectId => bag.project.id;
