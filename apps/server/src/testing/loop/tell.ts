/** Commands on what is told: those who asked, the changelog, briefs. */
import { createHash } from 'node:crypto';
import {
  acknowledgeBrief,
  askChangelog,
  createBrief,
  createEntry,
  createOpportunity,
  createRelease,
  declineReopening,
  entryMachine,
  moveEntry,
  moveRelease,
  ProblemError,
  sendBrief,
  updateBrief,
  updateEntry,
  updateRelease,
  writeLoopText,
  type Brief,
  type LoopMessage,
} from '@tandem/contract';
import { compileFlags, evaluate } from '@tandem/flags';
import { markLate } from '../../alignment/briefs/actions.ts';
import { personOf } from '../../people/rules.ts';
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
  refresh,
  roles,
  some,
  why,
  write,
  type Commands,
  type Go,
} from './bag.ts';
import { definitionsOf, newFlag } from './launch.ts';
import { readTable } from './readings.ts';

type Told = { readonly who: string; readonly message: LoopMessage; isShown: boolean };
/** Those who asked for a need, and what their clients were given and painted. */
export type Askers = {
  readonly opportunity: string;
  readonly release: string;
  readonly flag: string;
  readonly mayContact: Map<string, boolean>;
  readonly told: Told[];
};
const askersOf = ({ bag }: Go) => bag.memory.get('askers') as Askers | undefined;
export const deliver = ({ bag }: Go) => bag.world.app.platform.facts.deliver();

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
  const known: Askers = {
    opportunity: opportunity.id,
    release: made.id,
    flag: made.flagKey,
    mayContact,
    told: [],
  };
  bag.memory.set('askers', known);
  // Read when the whole project is looked at.
  bag.memory.set(`askers ${bag.name}`, known);
  bag.memory.set(`asked ${opportunity.id}`, true);
  await deliver(go);
}

/** The need that people asked for in this sequence. */
export async function asked(go: Go): Promise<string> {
  if (askersOf(go) === undefined) await begin(go);
  return askersOf(go)!.opportunity;
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
      check(go, blind.message === null, '18. nobody is told of what is not on there');
    }
    if (message === null) return;
    check(go, asked.flags[askers.flag] === true, '18. it is on for whoever is told, as it is sent');
    check(go, askers.mayContact.get(who) === true, '19. never without consent');
    const isTold = askers.told.some((one) => one.who === who && one.isShown);
    check(go, !isTold, '19. once for each person, need and release');
    if (go.dice.chance(30)) {
      const tab = await client.ask({ ...asked, client: `another ${asked.client}`.slice(0, 60) });
      check(go, tab.message === null, '20. a lease counts: no second client is given it');
    }
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
    const told = askersOf(go)?.told ?? [];
    const shown = told.filter(({ isShown }) => isShown);
    const one = go.dice.pick(go.dice.chance(90) ? shown : told);
    if (one === undefined) return void (await closures[told.length > 0 ? 'paint' : 'ask']!(go));
    const said = go.dice.pick(['solved', 'solved', 'partly', 'not_solved'] as const)!;
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
  /** What those who asked are told below their own words. */
  async text(go) {
    const askers = askersOf(go);
    if (askers === undefined) return;
    const known = (go.bag.memory.get('loop text') ?? 0) as number;
    const body = { version: known, body: `Three picks, ${go.dice.roll()}`, action: null };
    const params = at(go, askers.release);
    const { version } = await go.who.call(writeLoopText, { params, body });
    go.bag.memory.set('loop text', version);
  },
  /** Their "no" asks the owner to reopen the need, who leaves it as it is. */
  async decline(go) {
    const askers = askersOf(go);
    if (askers === undefined) return;
    const { opportunity: id, release } = askers;
    const requests = await readTable(go.bag, 'reopen_requests');
    const asked = requests.find((one) => one.opportunity === id && one.release === release);
    const body = { version: asked?.version ?? 1, reason: 'it is solved by another way' };
    const before = await refresh(go, id);
    await go.who.call(declineReopening, { params: { ...at(go, id), release }, body });
    const { state } = await refresh(go, id);
    check(go, asked?.declined_at === null, 'nothing is declined that nobody asks');
    check(go, state === before.state, 'what is declined leaves the need where it stood');
  },
  async wait(go) {
    if (askersOf(go) === undefined) return;
    later(go, go.dice.pick([61_000, 2 * dayMs, 15 * dayMs])!);
    if (!go.dice.chance(60)) return;
    const { platform } = go.bag.world.app;
    await expireClosures(platform, go.bag.project.id);
    const held = await platform.records.read(go.bag.project.id, (reader) =>
      reader
        .selectFrom('closures')
        .select('id')
        .where('state', '=', 'queued')
        .where('lease_until', '<', new Date(go.bag.time.now.getTime() - dayMs))
        .where('merged_into', 'is', null)
        .execute(),
    );
    check(go, held.length === 0, '20. a lease without a receipt is given back');
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
    const kind = go.dice.pick(['new', 'improved', 'coming_soon'] as const)!;
    const flag = go.dice.chance(40) ? (some(go, 'flag')?.id ?? null) : null;
    const body = { kind, title: 'Three picks', text: 'See three.', holdout: 0.5, flag };
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
    await checkReaders(go, one.id);
    await write(go, 'entry', one, (version) =>
      go.who.call(updateEntry, {
        params: at(go, one.id),
        body: { version, text: `See three, ${go.dice.roll()}.` },
      }),
    );
    if (go.dice.chance(40)) await checkReaders(go, one.id);
  },
};

/** Whom chance keeps out: as it was decided once, by a hash of its own that no code may change. */
function isHeldOut(entry: string, holdout: number, person: string): boolean {
  const bytes = createHash('sha256').update(`holdout\0${entry}\0${person}`).digest();
  return bytes.readUIntBE(0, 6) / 2 ** 48 < holdout;
}

/** Who is given a published entry: those who have its flag on and are not held out, and nobody else. */
async function checkReaders(go: Go, entry: string): Promise<void> {
  const { bag } = go;
  const definitions = await definitionsOf(go);
  const compiled = compileFlags(definitions);
  const row = await bag.world.app.platform.records.read(bag.project.id, (reader) =>
    reader
      .selectFrom('entries')
      .leftJoin('flags', 'flags.id', 'entries.flag')
      .select(['entries.kind', 'entries.holdout', 'flags.key'])
      .where('entries.id', '=', entry)
      .executeTakeFirstOrThrow(),
  );
  for (let i = 0; i < 4; i++) {
    const distinctId = `reader ${i}`;
    const value = row.key && evaluate(compiled, row.key, { attributes: { id: distinctId } }).value;
    const flags = value === true ? { [row.key!]: true } : {};
    const { key, version } = { key: bag.project.publicKey, version: definitions.version };
    const body = { key, distinctId, flags, definitions: version };
    const { entries: given } = await bag.world.as({})(askChangelog, { body });
    const got = given.find(({ id }) => id === entry);
    const isOut = isHeldOut(entry, row.holdout, personOf(bag.project.id, distinctId));
    check(go, !isOut || got === undefined, '22. who is held out gets it never');
    const isFor = row.key === null || value === true;
    check(go, isFor || got === undefined, '18. read only by those for whom it is on');
    check(go, got !== undefined || isOut || !isFor, '18. whoever it is for can read it');
    check(go, got === undefined || got.kind === row.kind, '18. what is coming soon says so');
  }
}

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
    if (known.sent === null && go.dice.chance(90)) return void (await briefs['send']!(go));
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
