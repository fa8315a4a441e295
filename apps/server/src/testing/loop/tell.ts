/** Commands on what is told: those who asked, the changelog, briefs. */
import {
  acknowledgeBrief,
  askChangelog,
  createBrief,
  createEntry,
  createOpportunity,
  createRelease,
  entryMachine,
  moveEntry,
  moveRelease,
  ProblemError,
  sendBrief,
  updateBrief,
  updateEntry,
  updateRelease,
  type Brief,
  type LoopMessage,
} from '@tandem/contract';
import { markLate } from '../../alignment/briefs/actions.ts';
import { expireClosures } from '../../engage/jobs.ts';
import { askFor, messagesOf, question } from '../askers.ts';
import {
  aMove,
  at,
  by,
  check,
  dayMs,
  dayOf,
  keep,
  later,
  params,
  roles,
  some,
  why,
  write,
  type Commands,
  type Go,
} from './bag.ts';
import { definitionsOf, newFlag } from './launch.ts';

type Told = { readonly who: string; readonly message: LoopMessage; isShown: boolean };
type Askers = {
  readonly opportunity: string;
  readonly release: string;
  readonly mayContact: Map<string, boolean>;
  readonly told: Told[];
};
const askersOf = ({ bag }: Go) => bag.memory.get('askers') as Askers | undefined;
const deliver = ({ bag }: Go) => bag.world.app.platform.facts.deliver();

/** A need that people asked for, with its release to everybody. */
async function begin(go: Go): Promise<void> {
  const { bag, who } = go;
  const opportunity = await who.call(createOpportunity, {
    params: params(go),
    body: { statement: 'I waste my time looking for what fits' },
  });
  keep(go, 'opportunity', opportunity);
  const wishes = Array.from({ length: 5 }, (_, i) => ({
    distinctId: `${bag.name} asker ${i}`,
    text: 'Just show me what I will love',
    mayContact: i < 4,
  }));
  await askFor(bag.world.app, bag.project, opportunity.id, wishes);
  const flag = await newFlag(go);
  const rings = [{ name: 'Early', share: 1, condition: { early: true } }];
  const opportunities = [opportunity.id];
  const made = await who.call(createRelease, {
    params: params(go),
    body: { name: 'Asked for', flag: flag.id, opportunities, rings },
  });
  const inside = at(go, made.id);
  const announcement = { kind: 'none', reason: 'askers are told' } as const;
  const said = await who.call(updateRelease, {
    params: inside,
    body: { version: 1, announcement },
  });
  const step = { version: said.version, move: 'complete', reason: 'because' } as const;
  keep(go, 'asked release', await who.call(moveRelease, { params: inside, body: step }));
  const mayContact = new Map(wishes.map((one) => [one.distinctId, one.mayContact]));
  const known: Askers = { opportunity: opportunity.id, release: made.id, mayContact, told: [] };
  bag.memory.set('askers', known);
  bag.memory.set(`asked ${opportunity.id}`, true);
  await deliver(go);
}

export const closures: Commands = {
  /** A client asks; what it is given it paints, or not. */
  async ask(go) {
    const askers = askersOf(go);
    if (askers === undefined) return begin(go);
    const who = go.dice.pick([...askers.mayContact.keys()])!;
    const client = messagesOf(go.bag.project.send);
    const asked = question(await definitionsOf(go), { distinctId: who });
    const { message } = await client.ask(asked);
    if (go.dice.chance(30)) {
      const blind = await client.ask({ ...asked, flags: {} });
      check(go, blind.message === null, 'nobody is told of what is not on there');
    }
    if (message === null) return;
    check(go, askers.mayContact.get(who) === true, 'never without consent');
    check(go, !askers.told.some((one) => one.who === who && one.isShown), 'told once');
    askers.told.push({ who, message, isShown: false });
  },
  async paint(go) {
    const askers = askersOf(go);
    const one = go.dice.pick(askers?.told.filter(({ isShown }) => !isShown) ?? []);
    if (one === undefined) return void (await closures['ask']!(go));
    const client = messagesOf(go.bag.project.send);
    if (!(await client.showing(one.message)) || go.dice.chance(20)) return;
    await client.shown(one.message);
    one.isShown = true;
  },
  async answer(go) {
    const one = go.dice.pick(askersOf(go)?.told ?? []);
    if (one === undefined) return void (await closures['ask']!(go));
    const said = go.dice.pick(['solved', 'partly', 'not_solved'] as const)!;
    await messagesOf(go.bag.project.send).answer(one.message, said).catch(asProblem);
  },
  async stop(go) {
    const one = go.dice.pick(askersOf(go)?.told ?? []);
    if (one === undefined || !go.dice.chance(30)) return;
    await messagesOf(go.bag.project.send).stop(one.message);
  },
  /** Whoever could not be told says it again, this time with consent. */
  async askAgain(go) {
    const askers = askersOf(go);
    if (askers === undefined || !go.dice.chance(40)) return;
    const distinctId = go.dice.pick([...askers.mayContact.keys()])!;
    const wish = { distinctId, text: 'Please do tell me', mayContact: go.dice.chance(80) };
    await askFor(go.bag.world.app, go.bag.project, askers.opportunity, [wish]);
    if (wish.mayContact) askers.mayContact.set(distinctId, true);
    const writer = go.bag.world.app.platform.records;
    // What the routes of evidence emit where somebody links words.
    await writer.write(go.bag.project.id, (r) =>
      r
        .updateTable('asker_lookups')
        .set({ wanted: 1_000_000 })
        .where('release', '=', askers.release)
        .execute(),
    );
    await deliver(go);
  },
  async wait(go) {
    if (askersOf(go) === undefined) return;
    later(go, go.dice.pick([61_000, 2 * dayMs, 15 * dayMs])!);
    if (go.dice.chance(60)) await expireClosures(go.bag.world.app.platform, go.bag.project.id);
  },
};

/** Calls of clients throw what the server said as a plain error with its status. */
function asProblem(error: unknown): void {
  const { status, message } = error as { status?: number; message: string };
  if (status === undefined) throw error;
  throw new ProblemError(status, JSON.parse(message) as Record<string, unknown>);
}

export const entries: Commands = {
  async entry(go) {
    const body = { kind: 'new', title: 'Three picks', text: 'See three.', holdout: 0.5 } as const;
    keep(go, 'entry', await go.who.call(createEntry, { params: params(go), body }));
  },
  async moveEntry(go) {
    const one = some(go, 'entry');
    if (one === undefined) return void (await entries['entry']!(go));
    const move = aMove(go, entryMachine, one, ['publish', 'withdraw'] as const);
    await write(go, 'entry', one, (version) =>
      go.who.call(moveEntry, { params: at(go, one.id), body: { version, move, ...why(go) } }),
    );
  },
  /** Whom chance keeps out of an entry never gets it, whatever is edited. */
  async readEntries(go) {
    const one = some(go, 'entry', ['published']);
    if (one?.state !== 'published') return;
    const { version: definitions } = await definitionsOf(go);
    const got = new Set<string>();
    for (let i = 0; i < 5; i++) {
      const distinctId = `reader ${i}`;
      const body = { key: go.bag.project.publicKey, distinctId, flags: {}, definitions };
      const read = await go.bag.world.as({})(askChangelog, { body });
      if (read.entries.some(({ id }) => id === one.id)) got.add(distinctId);
    }
    const before = go.bag.memory.get(`${one.id} readers`) as ReadonlySet<string> | undefined;
    if (before !== undefined) {
      const isSame = got.size === before.size && [...got].every((id) => before.has(id));
      check(go, isSame, 'a holdout stays out');
    }
    go.bag.memory.set(`${one.id} readers`, got);
    await write(go, 'entry', one, (version) =>
      go.who.call(updateEntry, {
        params: at(go, one.id),
        body: { version, text: `See three, ${go.dice.roll()}.` },
      }),
    );
  },
};

const keepBrief = (go: Go, made: Brief) => {
  go.bag.memory.set(made.id, made);
  return keep(go, 'brief', made);
};

export const briefs: Commands = {
  async brief(go) {
    const dueOn = go.dice.chance(60) ? dayOf(go, 3) : null;
    const body = { title: 'What comes', body: 'Three picks', teams: [...roles], dueOn };
    keepBrief(go, await go.who.call(createBrief, { params: params(go), body }));
  },
  async send(go) {
    const one = some(go, 'brief');
    if (one === undefined) return void (await briefs['brief']!(go));
    const text = `Three picks, ${go.dice.roll()}`;
    const edited = await write(go, 'brief', one, (version) =>
      go.who.call(updateBrief, { params: at(go, one.id), body: { version, body: text } }),
    );
    const isMaterial = go.dice.chance(60);
    const body = { version: edited.version, isMaterial };
    keepBrief(go, await go.who.call(sendBrief, { params: at(go, one.id), body }));
  },
  async acknowledge(go) {
    const one = some(go, 'brief');
    if (one === undefined) return void (await briefs['brief']!(go));
    const known = go.bag.memory.get(one.id) as Brief;
    const mine = known.acknowledgements.find(({ userId }) => userId === go.who.userId);
    const next = {
      pending: 'read',
      read: 'acknowledge',
      acknowledged: 'commit',
      committed: 'finish',
    };
    const usual = next[(mine?.state ?? 'pending') as keyof typeof next];
    const any = ['read', 'acknowledge', 'commit', 'finish'] as const;
    const move = ((go.dice.chance(80) && usual) || go.dice.pick(any)!) as (typeof any)[number];
    const text = known.sent?.number ?? 1;
    const body = { move, text, ...(go.dice.chance(92) && { commitment: 'I will say so' }) };
    keepBrief(go, await go.who.call(acknowledgeBrief, { params: at(go, one.id), body }));
  },
  async night(go) {
    if (go.bag.records.get('brief') === undefined || !go.dice.chance(50)) return;
    later(go, 4 * dayMs);
    await go.bag.world.app.platform.records.write(go.bag.project.id, (writer) =>
      markLate(writer, by(go), dayOf(go)),
    );
  },
};
