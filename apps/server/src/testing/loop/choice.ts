/** Which command is drawn: one of the sequence's theme, and one for which there is a record to act on. */
import type { Bag, Command, Commands, Dice } from './bag.ts';
import { outcomes, pods, stories } from './agree.ts';
import { bets } from './decide.ts';
import { experiments, releases } from './launch.ts';
import { discovery, listening, sprints } from './listen.ts';
import { reaching } from './reach.ts';
import { packs } from './pack.ts';
import { briefs, closures, entries } from './tell.ts';

const domains: readonly Commands[] = [
  listening,
  discovery,
  sprints,
  outcomes,
  pods,
  stories,
  bets,
  releases,
  experiments,
  closures,
  entries,
  briefs,
  packs,
];
/** A sequence is mostly about a few things that belong together, so that something gets far. */
const themes: readonly (readonly Commands[])[] = [
  [listening, discovery],
  [sprints],
  [discovery, sprints],
  [discovery, bets, outcomes],
  [bets],
  [stories],
  [outcomes, pods],
  [releases, experiments],
  [experiments],
  [closures],
  [reaching, closures],
  [closures, releases, entries],
  [listening, briefs],
  [briefs, entries, packs],
];

type Wish = {
  /** How often among its theme's; 1 where it is not said. What leads on comes more often than what begins. */
  readonly weight?: number;
  /** The kind of record that it acts on, where it makes none itself. */
  readonly of?: string;
  /** The states in which it does. */
  readonly in?: readonly string[];
};
const wishes: Readonly<Record<string, Wish>> = {
  moveSignal: { weight: 4 },
  mergePeople: { weight: 2 },
  closeSignal: { weight: 2, of: 'signal', in: ['linked'] },
  link: { of: 'opportunity' },
  relink: { of: 'highlight' },
  unlink: { of: 'highlight' },
  unmark: { of: 'highlight' },
  gather: { weight: 2, of: 'opportunity', in: ['exploring', 'identified', 'stale', 'reopened'] },
  moveOpportunity: { weight: 6, of: 'opportunity' },
  signOpportunity: { of: 'opportunity', in: ['exploring'] },
  editOpportunity: { of: 'opportunity' },
  silence: { of: 'opportunity', in: ['validated'] },
  moveSprint: { weight: 6, of: 'sprint', in: ['planned', 'running', 'synthesis'] },
  join: { weight: 2, of: 'sprint', in: ['planned', 'running'] },
  interview: { of: 'sprint', in: ['running'] },
  editSprint: { of: 'sprint', in: ['planned', 'running', 'synthesis'] },
  stepOutcome: { weight: 8 },
  editOutcome: { weight: 2, of: 'outcome', in: ['proposed', 'agreed'] },
  readOutcome: { of: 'outcome', in: ['measuring'] },
  changeMetric: { of: 'own metric' },
  seat: { of: 'own pod' },
  unseat: { of: 'own pod' },
  lead: { of: 'own pod' },
  stepFramework: { weight: 7 },
  editFramework: { of: 'framework', in: ['draft', 'tested'] },
  stepBet: { weight: 16 },
  rush: { of: 'bet', in: ['ready', 'building', 'shaping'] },
  killBet: { of: 'bet', in: ['idea', 'shaping', 'ready', 'building', 'launching', 'measuring'] },
  finding: { of: 'bet' },
  doubt: { of: 'bet', in: ['shaping', 'ready', 'building'] },
  wordItem: { of: 'bet', in: ['shaping', 'ready', 'building'] },
  cut: { of: 'bet', in: ['shaping', 'ready', 'building'] },
  wordFlag: { of: 'flag' },
  announce: { weight: 2, of: 'release', in: ['planned', 'in_rings'] },
  moveRelease: { weight: 9 },
  stepExperiment: { weight: 8 },
  replan: { of: 'experiment', in: ['draft', 'frozen', 'running'] },
  expose: { weight: 4, of: 'experiment', in: ['running'] },
  result: { weight: 2, of: 'experiment', in: ['running', 'stopped', 'decided'] },
  ask: { weight: 3 },
  paint: { weight: 4 },
  answer: { weight: 4 },
  stop: { of: 'asked release' },
  text: { of: 'asked release' },
  decline: { of: 'asked release' },
  askAgain: { of: 'asked release' },
  wait: { weight: 2, of: 'asked release' },
  moveEntry: { weight: 2 },
  readEntries: { weight: 2, of: 'entry', in: ['published'] },
  send: { weight: 2 },
  acknowledge: { weight: 8, of: 'brief' },
  act: { weight: 2, of: 'pack' },
  finish: { of: 'pack action' },
  night: { of: 'brief' },
  carry: { weight: 3 },
  reopen: { weight: 3, of: 'opportunity', in: ['addressed', 'verified_solved'] },
  verify: { weight: 4, of: 'opportunity', in: ['addressed'] },
  takeUp: { weight: 3, of: 'opportunity', in: ['reopened'] },
};

type Named = readonly [string, Command];
const named = (some: readonly Commands[]): readonly Named[] =>
  some.flatMap((one) =>
    Object.entries(one).flatMap((entry) =>
      Array.from({ length: wishes[entry[0]]?.weight ?? 1 }, () => entry),
    ),
  );
const anything = named(domains);
const drawn = themes.map(named);

const acts = ({ records }: Bag, name: string): boolean => {
  const { of, in: states } = wishes[name] ?? {};
  if (of === undefined) return true;
  return records.get(of)?.some(({ state }) => states?.includes(state) ?? true) === true;
};

/** The command of this sequence that the dice name, as things stand. */
export function choose(bag: Bag, sequence: number, dice: Dice): Named {
  const all = dice.chance(85) ? drawn[sequence % drawn.length]! : anything;
  return dice.pick(all.filter(([name]) => acts(bag, name)))!;
}
