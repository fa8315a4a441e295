/** What must hold of what is measured and said: 12 to 22 of the domain model. See invariants.ts. */
import type { Seen } from './invariants.ts';
import { readsAsFair, voicesIn } from './readings.ts';
import type { Askers } from './tell.ts';

type Invariant = (seen: Seen) => void | Promise<void>;

/** 12. One release at a time decides who has a flag. */
const oneReleaseAFlag: Invariant = ({ stored, claim }) => {
  const underWay = stored.releases.filter(({ state }) => ['in_rings', 'paused'].includes(state));
  const flags = new Set(underWay.map(({ flag }) => flag));
  claim(flags.size === underWay.length, '12. one release under way a flag');
};

/** 15. What was decided had split as chance would. */
const decidedIsFair: Invariant = async ({ bag, stored, claim }) => {
  const decided = stored.experiments.filter(({ state }) => state === 'decided');
  for (const { id } of decided) {
    claim(
      await readsAsFair(bag, id),
      '15. nothing is decided on a split that chance does not make',
    );
  }
};

/** 18. Everybody has it only after somebody decided how it is told; told are those of an open release. */
const toldIsDecided: Invariant = ({ stored, claim }) => {
  const everybody = stored.releases.filter(({ state }) => state === 'general');
  const isDecided = everybody.every(({ announcement }) => announcement !== null);
  claim(isDecided, '18. everybody has it only after somebody decided how it is told');
  const opened = new Set(
    stored.history.flatMap(({ object, record, to_state: to }) =>
      object === 'release' && (to === 'in_rings' || to === 'general') ? record : [],
    ),
  );
  const told = stored.closures.filter(({ told_at: at }) => at !== null);
  const isOpen = told.every(({ release }) => opened.has(release));
  claim(isOpen, '18. nobody is told of what was never on');
};

/** 19. One closure a person, need and release, of somebody who asked; told only with their consent. */
const toldOnceWithConsent: Invariant = ({ stored, claim }) => {
  const { persons } = stored;
  const live = stored.closures.filter((one) => one.merged_into === null);
  const keys = live.map((one) => `${persons(one.person)} ${one.opportunity} ${one.release}`);
  claim(new Set(keys).size === keys.length, '19. one closure a person, need and release');
  const voices = voicesIn(stored).filter(({ relation }) => relation === 'asked_for');
  const may = new Set(
    voices.flatMap(({ who, to, signal }) => (signal.may_contact ? `${who} ${to}` : [])),
  );
  const isTold = live.filter(({ told_at: at }) => at !== null);
  const isAgreed = isTold.every((one) => may.has(`${persons(one.person)} ${one.opportunity}`));
  claim(isAgreed, '19. nobody is told without consent');
  const merged = stored.closures.filter((one) => one.merged_into !== null);
  const stays = new Map(stored.closures.map((one) => [one.id, one]));
  const isKept = merged.every(({ told_at: at, merged_into: into }) => {
    return at === null || stays.get(into ?? '')?.told_at !== null;
  });
  claim(isKept, '9. whoever was told before a merge is told after it');
};

/** 20. Told are those whose clients have painted it, as the clients themselves know. */
const toldIsShown: Invariant = ({ bag, stored, claim }) => {
  const { persons, signals } = stored;
  const live = stored.closures.filter((one) => one.merged_into === null);
  const told = new Set(['told', 'solved', 'partly', 'not_solved', 'no_answer']);
  const honest = live.every(({ state, told_at: at }) => told.has(state) === (at !== null));
  claim(honest, '20. told is what a client has shown, and nothing else');
  const leased = live.every(
    ({ state, lease_until: until }) => state !== 'queued' || until !== null,
  );
  claim(leased, '20. whoever is queued holds a lease that ends');
  const stored_as = new Map([...signals.values()].map((one) => [one.distinct_id, one.person]));
  for (const { release, told: given } of askersOf(bag)) {
    const shown = given
      .filter(({ isShown }) => isShown)
      .map(({ who }) => stored_as.get(who) ?? who);
    const painted = [...new Set(shown.map(persons))].toSorted();
    const noted = live.filter((one) => one.release === release && one.told_at !== null);
    const theirs = noted.map(({ person }) => persons(person)).toSorted();
    const isSame = painted.join() === theirs.join();
    claim(isSame, '20. told are those whose clients sent a receipt, no more and no fewer');
  }
};

const askersOf = ({ memory }: Seen['bag']) =>
  [...memory].flatMap(([key, value]) => (key.startsWith('askers ') ? [value as Askers] : []));

export const sayings: readonly Invariant[] = [
  oneReleaseAFlag,
  decidedIsFair,
  toldIsDecided,
  toldOnceWithConsent,
  toldIsShown,
];
