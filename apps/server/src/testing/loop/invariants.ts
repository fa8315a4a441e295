/** What must hold after any sequence of commands: the invariants of the domain, read back. */
import {
  listBets,
  listOpportunities,
  listOutcomes,
  listReleases,
  readEvidence,
  type Highlight,
  type Opportunity,
} from '@tandem/contract';
import { mergedKey, type Bag } from './bag.ts';

/** Notes what is broken in the whole project. */
export async function checkProject(bag: Bag): Promise<void> {
  await bag.world.app.platform.facts.deliver();
  await checkSignatures(bag);
  await checkClosures(bag);
  await checkOutcomes(bag);
  await checkReleases(bag);
  const needs = await checkEvidence(bag);
  await checkBets(bag, needs);
}

const claim = (bag: Bag, holds: boolean, what: string): void => {
  if (!holds) bag.broken.push(what);
};

/** Two signatures are of two sides and two people; nobody who has no side signed. */
async function checkSignatures(bag: Bag): Promise<void> {
  const rows = await bag.world.app.platform.records.read(bag.project.id, (r) =>
    r.selectFrom('signatures').selectAll().where('voided_at', 'is', null).execute(),
  );
  for (const [record, signed] of Map.groupBy(rows, (row) => row.record)) {
    const sides = new Set(signed.map(({ side }) => side));
    const people = new Set(signed.map(({ user_id }) => user_id));
    const isApart = sides.size === signed.length && people.size === signed.length;
    claim(bag, isApart, `nobody signs for both sides (${record})`);
  }
  const { support, pmm } = bag.players;
  claim(bag, !rows.some(({ user_id }) => user_id === support.userId), 'support has no side');
  const asProduct = rows.filter(({ side }) => side === 'product');
  claim(bag, !asProduct.some(({ user_id }) => user_id === pmm.userId), 'a PMM is marketing');
}

/** One closure for each person, need and release; told only where a receipt came. */
async function checkClosures(bag: Bag): Promise<void> {
  const rows = await bag.world.app.platform.records.read(bag.project.id, (r) =>
    r.selectFrom('closures').selectAll().where('merged_into', 'is', null).execute(),
  );
  const keys = rows.map(
    ({ person, opportunity, release }) => `${person} ${opportunity} ${release}`,
  );
  claim(bag, new Set(keys).size === keys.length, 'one closure a person, need and release');
  const told = new Set(['told', 'solved', 'partly', 'not_solved', 'no_answer']);
  const honest = rows.every(({ state, told_at }) => told.has(state) === (told_at !== null));
  claim(bag, honest, 'told is what a client has shown, and nothing else');
}

async function checkOutcomes({ project, ...bag }: Bag): Promise<void> {
  const here = { project, ...bag };
  const { outcomes } = await project.call(listOutcomes, { params: project.params });
  const active = outcomes.filter(({ state }) => state === 'agreed' || state === 'measuring');
  const pods = active.flatMap(({ pod }) => (pod === null ? [] : [pod]));
  claim(here, new Set(pods).size === pods.length, 'one active outcome a pod');
  for (const one of active) {
    const sides = one.signatures.map(({ side }) => side).toSorted();
    claim(here, sides.join() === 'marketing,product', 'agreed by both sides');
    const { metric, baseline, target, window } = one;
    const isWhole = ![metric, baseline, target, window].includes(null);
    claim(here, isWhole, 'agreed with metric, baseline, target and window');
    claim(here, !one.isOutput || one.outputReason !== null, 'an output is agreed with a reason');
  }
}

async function checkReleases(bag: Bag): Promise<void> {
  const { releases } = await bag.project.call(listReleases, { params: bag.project.params });
  const underWay = releases.filter(({ state }) => state === 'in_rings' || state === 'paused');
  const flags = new Set(underWay.map(({ flag }) => flag));
  claim(bag, flags.size === underWay.length, 'one release under way a flag');
  const told = releases.every(
    ({ state, announcement }) => state !== 'general' || announcement !== null,
  );
  claim(bag, told, 'everybody has it only after somebody decided how it is told');
}

/** Words are those of their signals; people are counted once, whoever counts; doubts are counted too. */
async function checkEvidence(bag: Bag): Promise<readonly Opportunity[]> {
  const { params } = bag.project;
  const texts = new Map(bag.said.map(({ id, text }) => [id, text]));
  const highlights: Highlight[] = [];
  for (let i = 0; i < bag.said.length; i += 500) {
    const signals = bag.said.slice(i, i + 500).map(({ id }) => id);
    const read = await bag.project.call(readEvidence, { params, body: { signals } });
    highlights.push(...read.highlights);
    const redacted = new Set(
      read.states.filter(({ state }) => state === 'redacted').map(({ signal }) => signal),
    );
    for (const one of read.highlights) {
      const words = texts.get(one.signal)?.slice(one.start, one.end);
      const isGone = redacted.has(one.signal);
      claim(bag, one.text === (isGone ? '' : words), 'a highlight is its exact words, or none');
      claim(bag, one.isRedacted === isGone, 'a redaction takes the words of its highlights');
    }
  }
  const { opportunities } = await bag.project.call(listOpportunities, { params });
  // A device that turned out to be two people in turn: which of them counts is not said here.
  const speakers = new Map(
    bag.said.map(({ id, who }) => [id, mergesOf(bag, who).at(0) ?? who] as const),
  );
  for (const one of opportunities) checkCounts(bag, one, { highlights, speakers });
  return opportunities;
}

const mergesOf = ({ memory }: Bag, who: string): readonly string[] =>
  (memory.get(mergedKey(who)) as readonly string[] | undefined) ?? [];

type Words = {
  readonly highlights: readonly Highlight[];
  readonly speakers: ReadonlyMap<string, string>;
};
function checkCounts(bag: Bag, one: Opportunity, { highlights, speakers }: Words): void {
  const linked = highlights
    .filter(({ isRedacted }) => !isRedacted)
    .flatMap(({ signal, links }) =>
      links
        .filter(({ to }) => to.id === one.id)
        .map(({ relation }) => ({ relation, who: speakers.get(signal)! })),
    );
  const isMerged = bag.said.some(({ who }) => new Set(mergesOf(bag, who)).size > 1);
  // Askers of the closures are not among those whom the sequence knows by name.
  if (bag.memory.get(`asked ${one.id}`) !== undefined) return;
  const of = (isMeant: (relation: string) => boolean) =>
    new Set(linked.filter(({ relation }) => isMeant(relation)).map(({ who }) => who)).size;
  const voices = of((relation) => relation === 'supports' || relation === 'asked_for');
  const against = of((relation) => relation === 'contradicts');
  const fits = (counted: number, said: number) =>
    counted <= said && (isMerged ? counted > 0 || said === 0 : counted === said);
  const { people, contradicting } = one.counts;
  claim(bag, fits(people, voices), `people are counted once: ${people}, not ${voices}`);
  claim(bag, fits(contradicting, against), `doubts are counted: ${contradicting}, not ${against}`);
  if (one.state === 'validated') {
    const isSigned = one.signatures.length === 2 || bag.memory.has('bets');
    claim(bag, isSigned, 'validated by two signatures');
  }
}

/** What is built is worth solving or overridden by somebody; overrides are counted for each pod. */
async function checkBets(bag: Bag, needs: readonly Opportunity[]): Promise<void> {
  const { bets, overrides } = await bag.project.call(listBets, { params: bag.project.params });
  const against = new Map(needs.map((one) => [one.id, one.counts.contradicting]));
  const built = new Set<string>(['building', 'launching', 'measuring', 'concluded']);
  for (const one of bets) {
    const doubts = one.opportunity === null ? 0 : (against.get(one.opportunity) ?? 0);
    claim(bag, one.counts.contradicting >= doubts, 'a bet shows the doubts of its opportunity');
    if (!built.has(one.state)) continue;
    const isSigned = one.overrides.some(({ rules, author, reason, at }) => {
      return rules.length > 0 && author !== '' && reason !== '' && at !== '';
    });
    const need = needs.find(({ id }) => id === one.opportunity);
    const isHeld = need !== undefined && held.has(need.state);
    claim(bag, isSigned || isHeld, 'building needs a validated opportunity or an override');
  }
  const counted = overrides.reduce((sum, { count }) => sum + count, 0);
  const listed = bets.reduce((sum, one) => sum + one.overrides.length, 0);
  claim(bag, counted === listed, 'every override is counted for its pod');
}
/** Where an opportunity may stand that was validated when a bet took it along. */
const held: ReadonlySet<string> = new Set([
  'in_bet',
  'addressed',
  'verified_solved',
  'reopened',
  'exploring',
  'validated',
]);
