/**
 * What must hold after any sequence of commands: the invariants of the domain, by their numbers in its
 * model, read back. Those of single commands are checked where the command stands.
 */
import {
  listBets,
  listOpportunities,
  listOutcomes,
  listPods,
  listReleases,
  readEvidence,
  type BetOverride,
  type Highlight,
  type Opportunity,
} from '@tandem/contract';
import { personOf } from '../../people/rules.ts';
import type { Bag } from './bag.ts';
import type { Askers } from './tell.ts';

/** Notes what is broken in the whole project. */
export async function checkProject(bag: Bag): Promise<void> {
  await bag.world.app.platform.facts.deliver();
  const persons = await readPersons(bag);
  await checkSignatures(bag);
  await checkClosures(bag, persons);
  await checkOutcomes(bag);
  await checkReleases(bag);
  const needs = await checkEvidence(bag, persons);
  await checkBuilt(bag);
  await checkBets(bag, needs);
}

const claim = (bag: Bag, holds: boolean, what: string): void => {
  if (!holds) bag.broken.push(what);
};

/** Who somebody is now, by the id that they go by. */
type Persons = (distinctId: string) => string;
async function readPersons({ world, project }: Bag): Promise<Persons> {
  const rows = await world.app.platform.records.read(project.id, (r) =>
    r.selectFrom('person_ids').select(['own', 'person']).execute(),
  );
  const now = new Map(rows.map(({ own, person }) => [own, person]));
  return (distinctId) => {
    const own = personOf(project.id, distinctId);
    return now.get(own) ?? own;
  };
}

/** Two signatures are of two sides and two people; nobody who has no side signed. */
async function checkSignatures(bag: Bag): Promise<void> {
  const rows = await bag.world.app.platform.records.read(bag.project.id, (r) =>
    r.selectFrom('signatures').selectAll().where('voided_at', 'is', null).execute(),
  );
  for (const [record, signed] of Map.groupBy(rows, (row) => row.record)) {
    const sides = new Set(signed.map(({ side }) => side));
    const people = new Set(signed.map(({ user_id }) => user_id));
    const isApart = sides.size === signed.length && people.size === signed.length;
    claim(bag, isApart, `6. nobody signs for both sides (${record})`);
  }
  const { support, pmm } = bag.players;
  claim(bag, !rows.some(({ user_id }) => user_id === support.userId), '6. support has no side');
  const asProduct = rows.filter(({ side }) => side === 'product');
  claim(bag, !asProduct.some(({ user_id }) => user_id === pmm.userId), '6. a PMM is marketing');
}

/** One closure for each person, need and release; told are those whose clients have painted it. */
async function checkClosures(bag: Bag, persons: Persons): Promise<void> {
  const rows = await bag.world.app.platform.records.read(bag.project.id, (r) =>
    r.selectFrom('closures').selectAll().where('merged_into', 'is', null).execute(),
  );
  const keys = rows.map(
    ({ person, opportunity, release }) => `${person} ${opportunity} ${release}`,
  );
  claim(bag, new Set(keys).size === keys.length, '19. one closure a person, need and release');
  const told = new Set(['told', 'solved', 'partly', 'not_solved', 'no_answer']);
  const honest = rows.every(({ state, told_at }) => told.has(state) === (told_at !== null));
  claim(bag, honest, '20. told is what a client has shown, and nothing else');
  const askers = [...bag.memory].flatMap(([key, value]) =>
    key.startsWith('askers ') ? [value as Askers] : [],
  );
  for (const { release, mayContact, told: given } of askers) {
    const of = (ids: readonly string[]) => [...new Set(ids.map(persons))].toSorted().join();
    const shown = given.filter(({ isShown }) => isShown).map(({ who }) => who);
    const mine = rows.filter((row) => row.release === release);
    const noted = mine.filter(({ told_at }) => told_at !== null).map(({ person }) => person);
    const isSame = noted.toSorted().join() === of(shown);
    claim(bag, isSame, '20. told are those whose clients sent a receipt, no more and no fewer');
    const agreed = new Set([...mayContact].flatMap(([who, may]) => (may ? [persons(who)] : [])));
    const isAgreed = noted.every((person) => agreed.has(person));
    claim(bag, isAgreed, '19. nobody is told without consent');
  }
}

async function checkOutcomes({ project, ...bag }: Bag): Promise<void> {
  const here = { project, ...bag };
  const { outcomes } = await project.call(listOutcomes, { params: project.params });
  const { pods: all } = await project.call(listPods, { params: project.params });
  for (const { leader, seats } of all) {
    const isSeated =
      leader === null || seats.filter(({ userId }) => userId === leader).length === 1;
    claim(here, isSeated, '5. one leader a pod, who sits in it');
  }
  const active = outcomes.filter(({ state }) => state === 'agreed' || state === 'measuring');
  const pods = active.flatMap(({ pod }) => (pod === null ? [] : [pod]));
  claim(here, new Set(pods).size === pods.length, '5. one active outcome a pod');
  for (const one of active) {
    const sides = one.signatures.map(({ side }) => side).toSorted();
    claim(here, sides.join() === 'marketing,product', '6. agreed by both sides');
    const { metric, baseline, target, window } = one;
    const isWhole = ![metric, baseline, target, window].includes(null);
    claim(here, isWhole, '4. agreed with metric, baseline, target and window');
    claim(here, !one.isOutput || one.outputReason !== null, '4. an output is agreed with a reason');
  }
}

async function checkReleases(bag: Bag): Promise<void> {
  const { releases } = await bag.project.call(listReleases, { params: bag.project.params });
  const underWay = releases.filter(({ state }) => state === 'in_rings' || state === 'paused');
  const flags = new Set(underWay.map(({ flag }) => flag));
  claim(bag, flags.size === underWay.length, '12. one release under way a flag');
  const told = releases.every(
    ({ state, announcement }) => state !== 'general' || announcement !== null,
  );
  claim(bag, told, '18. everybody has it only after somebody decided how it is told');
}

/** Words are those of their signals; people are counted once, whoever counts; doubts are counted too. */
async function checkEvidence(bag: Bag, persons: Persons): Promise<readonly Opportunity[]> {
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
      claim(bag, one.text === (isGone ? '' : words), '1. a highlight is its exact words, or none');
      claim(bag, one.isRedacted === isGone, '1. a redaction takes the words of its highlights');
    }
  }
  const { opportunities } = await bag.project.call(listOpportunities, { params });
  const speakers = new Map(bag.said.map(({ id, who }) => [id, persons(who)] as const));
  for (const one of opportunities) checkCounts(bag, one, { highlights, speakers });
  return opportunities;
}

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
  // Askers of the closures are not among those whom the sequence knows by name.
  if (bag.memory.get(`asked ${one.id}`) !== undefined) return;
  const of = (isMeant: (relation: string) => boolean) =>
    new Set(linked.filter(({ relation }) => isMeant(relation)).map(({ who }) => who)).size;
  const voices = of((relation) => relation === 'supports' || relation === 'asked_for');
  const against = of((relation) => relation === 'contradicts');
  const { people, contradicting } = one.counts;
  claim(bag, people === voices, `9. people are counted once: ${people}, not ${voices}`);
  const doubts = `8. doubts are counted: ${contradicting}, not ${against}`;
  claim(bag, contradicting === against, doubts);
}

/** Each bet that was built took a validated need along, or somebody signed that it does without. */
async function checkBuilt(bag: Bag): Promise<void> {
  const { history, overrides } = await bag.world.app.platform.records.read(
    bag.project.id,
    async (r) => ({
      history: await r
        .selectFrom('history')
        .selectAll()
        .where('object', 'in', ['bet', 'opportunity'])
        .where('move', 'in', ['build', 'bet', 'validate'])
        .execute(),
      overrides: await r.selectFrom('bet_overrides').selectAll().execute(),
    }),
  );
  const taken = history.filter(({ object, move }) => object === 'opportunity' && move === 'bet');
  const signed = history.filter(({ move }) => move === 'validate');
  for (const { record: bet, id } of history.filter(({ move }) => move === 'build')) {
    const isHeld = taken.some(
      (one) =>
        (one.detail as { bet?: unknown }).bet === bet &&
        one.id < id &&
        signed.some(({ record, id: before }) => record === one.record && before < one.id),
    );
    const isSigned = overrides.some((one) => {
      const rules = one.rules as readonly string[];
      const isWhole = one.author !== '' && one.reason !== '' && !Number.isNaN(one.at.getTime());
      return one.bet === bet && isWhole && rules.includes('bet.build.opportunity');
    });
    const words = '2. building needs a validated opportunity or an override';
    claim(bag, isHeld || isSigned, `${words} (${bet})`);
  }
}

/** Bets show the doubts of their needs, and every override is counted for its pod. */
async function checkBets(bag: Bag, needs: readonly Opportunity[]): Promise<void> {
  const { bets, overrides } = await bag.project.call(listBets, { params: bag.project.params });
  const against = new Map(needs.map((one) => [one.id, one.counts.contradicting]));
  for (const one of bets) {
    const doubts = one.opportunity === null ? 0 : (against.get(one.opportunity) ?? 0);
    claim(bag, one.counts.contradicting >= doubts, '8. a bet shows the doubts of its opportunity');
  }
  const shown = bets.flatMap((one): readonly BetOverride[] => one.overrides);
  const isWhole = shown.every(({ rules, author, reason, at }) => {
    return rules.length > 0 && author !== '' && reason !== '' && at !== '';
  });
  claim(bag, isWhole, '2. an override has rules, author, reason and date');
  const rows = await bag.world.app.platform.records.read(bag.project.id, (r) =>
    r.selectFrom('bet_overrides').select(['id', 'pod']).execute(),
  );
  const stored = new Set(rows.map(({ id }) => id));
  const isShown = shown.length === stored.size && shown.every(({ id }) => stored.has(id));
  claim(bag, isShown, '2. every override is shown on its bet');
  const pods = Map.groupBy(rows, ({ pod }) => pod);
  const isCounted =
    overrides.length === pods.size &&
    overrides.every(({ pod, count }) => pods.get(pod)?.length === count);
  claim(bag, isCounted, '2. every override is counted for its pod');
}
