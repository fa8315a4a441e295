/** Commands on what people say, and on what is made of it: signals, opportunities, sprints. */
import {
  addInterview,
  createHighlight,
  createNote,
  createOpportunity,
  createSprint,
  joinSprint,
  linkHighlight,
  listOpportunities,
  moveOpportunity,
  moveSignal,
  moveSprint,
  opportunityMachine,
  removeHighlight,
  signalMachine,
  signOpportunity,
  sprintMachine,
  unlinkHighlight,
  updateOpportunity,
  updateSprint,
  type Highlight,
} from '@tandem/contract';
import { expireOpportunities } from '../../discovery/jobs.ts';
import { moveSignal as moveSignalByDomain } from '../../evidence/index.ts';
import { linkAll, sayMerged } from '../askers.ts';
import {
  aMove,
  all,
  at,
  by,
  check,
  dayMs,
  dayOf,
  keep,
  later,
  params,
  projectId,
  refresh,
  signer,
  some,
  why,
  write,
  type Commands,
  type Go,
  type Member,
  type Rec,
  type Said,
} from './bag.ts';
import { checkValidated } from './invariants.ts';
import { countVoices, readPersons, readVoices } from './readings.ts';

const relations = ['supports', 'supports', 'asked_for', 'contradicts'] as const;
type Target = {
  readonly kind: 'opportunity' | 'bet_question' | 'scope_item' | 'learning';
  id: string;
};

/** Highlights words of a signal for a record: the words are exactly those of the span. */
export async function linkTo(
  go: Go,
  { id: signal, text }: Said,
  { relation, ...to }: Target & { readonly relation: (typeof relations)[number] },
): Promise<void> {
  const start = go.dice.roll() % 4;
  const span = { start, end: start + 4 + (go.dice.roll() % 8) };
  const body = { signal, ...span, type: 'pain', link: { ...to, relation } } as const;
  const made = await go.who.call(createHighlight, { params: params(go), body });
  check(go, made.text === text.slice(span.start, span.end), '1. a highlight is its exact words');
  keepHighlight(go, made);
  keep(go, 'signal', { id: signal, state: 'linked' });
}

const keepHighlight = (go: Go, made: Highlight) => {
  go.bag.memory.set(made.id, made);
  return keep(go, 'highlight', { id: made.id });
};

export const listening: Commands = {
  async say(go) {
    const kind = go.dice.pick(['ticket', 'call note', 'interview'] as const)!;
    const who = `${go.bag.name} person ${go.dice.roll() % 7}`;
    const text = `I lose ${go.dice.roll() % 97} minutes every day`;
    const body = { kind, distinctId: who, text, mayContact: go.dice.chance(70) };
    const { signal } = await go.who.call(createNote, { params: params(go), body });
    go.bag.said.push({ id: signal.id, text, who });
    keep(go, 'signal', { id: signal.id, state: signalMachine.first });
  },
  async moveSignal(go) {
    const one = go.dice.chance(40) ? go.dice.pick(all(go, 'signal')) : some(go, 'signal');
    if (one === undefined) return;
    const offered = ['triage', 'dismiss', 'restore', 'merge', 'redact'] as const;
    const move = aMove(go, signalMachine, one, offered);
    const into = move === 'merge' || go.dice.chance(10) ? some(go, 'signal')?.id : undefined;
    const body = { move, ...(into !== undefined && { into }), ...why(go) };
    const { state, mergedInto } = await go.who.call(moveSignal, { params: at(go, one.id), body });
    keep(go, 'signal', { id: one.id, state });
    check(go, state !== 'merged' || mergedInto === into, 'a merged signal leads to the other');
  },
  /** As a domain above does it when an asker was told. */
  async closeSignal(go) {
    const one = some(go, 'signal', ['linked']);
    if (one === undefined) return;
    await go.bag.world.app.platform.records.write(projectId(go), (writer) =>
      moveSignalByDomain(writer, by(go), { signal: one.id, move: 'close' }),
    );
    keep(go, 'signal', { id: one.id, state: 'closed' });
  },
  /** A device turns out to be somebody: two voices become one. */
  async mergePeople(go) {
    const device = `${go.bag.name} device ${go.dice.roll() % 2}`;
    const user = `${go.bag.name} person ${go.dice.roll() % 7}`;
    const own = all(go, 'opportunity').map(({ id }) => id);
    const before = await readVoices(go.bag, own);
    await sayMerged(go.bag.project.send, user, device, go.bag.time.now);
    const now = await readPersons(go.bag);
    const after = before.map((one) => {
      const { person } = one.signal;
      return person === null ? one : { ...one, who: now(person) };
    });
    for (const id of own) {
      const [was, is] = [before, after].map((some) =>
        countVoices(some.filter(({ to }) => to === id)),
      );
      // Two that become one: nobody more, and at most one voice less on each side.
      const isUnion = ([one, other]: readonly [number, number]) => other <= one && other >= one - 1;
      const isKept =
        isUnion([was!.people, is!.people]) && isUnion([was!.contradicting, is!.contradicting]);
      check(go, isKept, '9. a merge keeps who asked, and never raises the count of people');
    }
  },
};

/** A need that both sides signed, where the words carry it; else one that nobody did. */
export async function worthSolving(go: Go): Promise<string> {
  await discovery['name']!(go);
  const { id } = all(go, 'opportunity').at(-1)!;
  if (go.dice.chance(70)) await validate(go, id);
  return id;
}

/** Everybody's words, and the signatures of both sides where they carry it. */
export async function validate(go: Go, id: string): Promise<void> {
  await gatherFor(go, id);
  const inside = { params: at(go, id) };
  const body = { move: 'explore' } as const;
  keep(go, 'opportunity', await go.who.call(moveOpportunity, { ...inside, body }));
  const { pm, pmm } = go.bag.players;
  await signNeed(go, id, pm);
  await signNeed(go, id, pmm);
}

async function gatherFor(go: Go, id: string): Promise<void> {
  const { world, project, memory } = go.bag;
  if (memory.get(`gathered ${id}`) === true) return;
  memory.set(`gathered ${id}`, true);
  const from = ((memory.get('gathered') ?? 0) as number) + 1;
  memory.set('gathered', from);
  const there = go.bag.said.filter((said) => {
    return all(go, 'signal').find((known) => known.id === said.id)?.state !== 'redacted';
  });
  const voices = new Map(there.map((said) => [said.who, said]));
  // Those of the devices too: they may turn out to be one of the others.
  const said = [...voices.values()].slice(-7);
  await linkAll(world.app, project.id, said, { id, relation: 'supports', from });
}

export const discovery: Commands = {
  async name(go) {
    const parent = go.dice.chance(30) ? (some(go, 'opportunity')?.id ?? null) : null;
    const body = { statement: `Need ${go.dice.roll()}`, parent };
    keep(go, 'opportunity', await go.who.call(createOpportunity, { params: params(go), body }));
  },
  async link(go) {
    const [signal, one] = [go.dice.pick(go.bag.said), some(go, 'opportunity')];
    if (signal === undefined || one === undefined) return;
    const relation = go.dice.pick(relations)!;
    await linkTo(go, signal, { kind: 'opportunity', id: one.id, relation });
  },
  /** The same words stand for something else too, or for nothing any more. */
  async relink(go) {
    const [mark, one] = [some(go, 'highlight'), some(go, 'opportunity')];
    if (mark === undefined || one === undefined) return;
    const to = { kind: 'opportunity', id: one.id, relation: go.dice.pick(relations)! } as const;
    keepHighlight(go, await go.who.call(linkHighlight, { params: at(go, mark.id), body: to }));
  },
  async unlink(go) {
    const mark = some(go, 'highlight');
    const known = mark && (go.bag.memory.get(mark.id) as Highlight);
    const link = go.dice.pick(known?.links ?? [])?.id;
    if (mark === undefined || link === undefined) return;
    const inside = { params: { ...at(go, mark.id), link } };
    keepHighlight(go, await go.who.call(unlinkHighlight, inside));
  },
  async unmark(go) {
    const mark = some(go, 'highlight');
    if (mark === undefined || !go.dice.chance(30)) return;
    await go.who.call(removeHighlight, { params: at(go, mark.id) });
  },
  /** Everybody's words: enough for both sides to sign. */
  async gather(go) {
    const one = some(go, 'opportunity', ['exploring', 'identified', 'stale', 'reopened']);
    if (one === undefined) return;
    await gatherFor(go, one.id);
  },
  async moveOpportunity(go) {
    const one = some(go, 'opportunity');
    if (one === undefined) return;
    if (one.state === 'exploring' && go.dice.chance(75)) {
      await gatherFor(go, one.id);
      return signNeed(go, one.id);
    }
    const offered = ['explore', 'reject', 'reopen'] as const;
    const move = aMove(go, opportunityMachine, one, offered);
    const body = { move, ...why(go) };
    keep(go, 'opportunity', await go.who.call(moveOpportunity, { params: at(go, one.id), body }));
  },
  async signOpportunity(go) {
    const one = some(go, 'opportunity', ['exploring']);
    if (one !== undefined) await signNeed(go, one.id);
  },
  async editOpportunity(go) {
    const one = some(go, 'opportunity');
    if (one === undefined) return;
    const place = go.dice.chance(40) ? { parent: some(go, 'opportunity')?.id ?? null } : {};
    const statement = `Need ${go.dice.roll()} again`;
    await write(go, 'opportunity', one, (version) =>
      go.who.call(updateOpportunity, {
        params: at(go, one.id),
        body: { version, statement, ...place },
      }),
    );
  },
  /** Nobody says anything for long. */
  async silence(go) {
    if (!go.dice.chance(40)) return;
    later(go, 91 * dayMs);
    const { bag } = go;
    const { records, clock } = bag.world.app.platform;
    const { opportunities } = await bag.project.call(listOpportunities, { params: params(go) });
    const counts = new Map(opportunities.map((one) => [one.id, one.counts]));
    const evidence = {
      counts: async (_: unknown, { ids }: { readonly ids: readonly string[] }) =>
        ids.map((id) => counts.get(id)!),
    };
    const expired = await expireOpportunities({ records, clock, evidence }, bag.project.id);
    for (const one of all(go, 'opportunity')) {
      if (expired.includes(one.id)) keep(go, 'opportunity', { ...one, state: 'stale' });
    }
  },
};

async function signNeed(go: Go, id: string, who?: Member): Promise<void> {
  const signed = (go.bag.memory.get(id) ?? []) as readonly { readonly side: string }[];
  const { version } = await refresh(go, id);
  const { call } = who ?? signer(go, signed);
  const made = await call(signOpportunity, { params: at(go, id), body: { version } });
  go.bag.memory.set(id, made.signatures);
  keep(go, 'opportunity', made);
  if (made.state !== 'validated') return;
  const isCarried = made.criteria.every(({ passes }) => passes);
  check(go, isCarried, '7. validated by criteria that hold');
  await checkValidated(go, id);
}

export const sprints: Commands = {
  async plan(go) {
    const validated = all(go, 'opportunity').findLast(({ state }) => state === 'validated');
    const opportunity =
      validated?.id ?? (go.dice.chance(30) ? await worthSolving(go) : some(go, 'opportunity')?.id);
    const days = go.dice.pick([13, 14, 20, 30])!;
    const body = {
      name: `Sprint ${go.dice.roll()}`,
      from: dayOf(go),
      to: dayOf(go, days),
      ...(go.dice.chance(70) && { lengthReason: 'half of us are away' }),
      ...(opportunity && { opportunity }),
    };
    const made = keep(go, 'sprint', await go.who.call(createSprint, { params: params(go), body }));
    go.bag.memory.set(`${made.id} explores`, opportunity);
  },
  async join(go) {
    const one = some(go, 'sprint', ['planned', 'running']);
    if (one === undefined) return;
    await joined(go, one);
  },
  async interview(go) {
    const one = some(go, 'sprint', ['running']);
    if (one === undefined) return;
    const kind = go.dice.pick(['customer', 'prospect', 'outsider'] as const)!;
    const body = { kind, name: 'Somebody', day: dayOf(go) };
    keep(go, 'sprint', await go.who.call(addInterview, { params: at(go, one.id), body }));
  },
  async editSprint(go) {
    const one = some(go, 'sprint');
    if (one === undefined) return;
    const opportunity = some(go, 'opportunity', ['validated', 'in_bet'])?.id ?? null;
    const guide = `Tell me of the last time, ${go.dice.roll()}`;
    await write(go, 'sprint', one, (version) =>
      go.who.call(updateSprint, {
        params: at(go, one.id),
        body: { version, guide, ...(opportunity && { opportunity }) },
      }),
    );
  },
  async moveSprint(go) {
    const one = some(go, 'sprint', ['planned', 'running', 'synthesis']);
    if (one === undefined) return;
    const offered = Object.keys(sprintMachine.moves) as (keyof typeof sprintMachine.moves)[];
    const named = go.bag.memory.get(`${one.id} explores`);
    const need = all(go, 'opportunity').find(({ id }) => id === named);
    const isProven = one.state === 'synthesis' && need?.state === 'validated' && go.dice.chance(60);
    if (one.state === 'planned' && go.dice.chance(70)) await joined(go, one);
    const others = go.dice.chance(90) ? offered.filter((move) => move !== 'validate') : offered;
    const move = isProven ? 'validate' : aMove(go, sprintMachine, one, others);
    const body = { move, ...why(go) };
    keep(go, 'sprint', await go.who.call(moveSprint, { params: at(go, one.id), body }));
  },
};

/** Mostly somebody of each side takes part. */
async function joined(go: Go, { id }: Rec): Promise<void> {
  const both = ['pm', 'pmm'] as const;
  for (const role of go.dice.chance(70) ? both : (['engineer'] as const)) {
    const inside = { ...at(go, id), user: go.bag.players[role].userId };
    const body = { daysSpent: go.dice.roll() % 9 };
    keep(go, 'sprint', await go.who.call(joinSprint, { params: inside, body }));
  }
}
