/** What is settled before anybody comes: when it began, who may have the engine, and what it does. */
import { day } from '../calendar.ts';
import { hex, scramble } from '../random.ts';

/** What the flag gave one person. */
export type Arm = {
  /** In the experiment, as the exposure says it; absent: something else than chance gave the value. */
  readonly variation?: string;
  /** The ring of a release that gave it. */
  readonly ring?: string;
  readonly value: unknown;
  /** The value that switches the engine on. */
  readonly isTreated: boolean;
};

export type RecommendationOptions = {
  /** Any whole number; the same options give the same bytes. */
  readonly seed: number;
  /** Nothing happens at or after this instant. ISO 8601. */
  readonly end: string;
  /** Length of the period; its first day starts at midnight UTC. 90 unless told. */
  readonly days?: number;
  /** Of these, the last ones with the experiment: 56 unless told, so that week 8 ends at `end`. */
  readonly experimentDays?: number;
  /** How many shoppers there are. 3,000 unless told; about a seventh never comes by. */
  readonly people?: number;
  /** What the engine adds to the value of an order, as a share. 0.147 unless told. */
  readonly effect?: number;
  /** What the season adds to the value of orders from the first day to the last. 0.3 unless told. */
  readonly season?: number;
  /** How many texts ask for it. 503 unless told. */
  readonly askers?: number;
  /** Of these texts, written under a second id of somebody who wrote already. 3 unless told. */
  readonly duplicates?: number;
  /** Askers who may not be contacted. 5 unless told. */
  readonly withoutConsent?: number;
  /** How many say the opposite: that they like to look around. 24 unless told. */
  readonly against?: number;
  readonly flag?: string;
  readonly experiment?: string;
  /** What the flag gives the person with this id; undefined: nothing that is reported. Halves by the seed unless told. */
  readonly assign?: (id: string) => Arm | undefined;
};

/** The options with everything filled in. */
export type RecommendationPlan = Required<Omit<RecommendationOptions, 'end' | 'experimentDays'>> & {
  readonly startMs: number;
  /** The engine is there from here on. */
  readonly launchMs: number;
  readonly endMs: number;
};

/** @throws RangeError for options no scenario can be made of. */
export function planOf(options: RecommendationOptions): RecommendationPlan {
  const { seed, end, experimentDays = 56, days = 90, ...given } = options;
  const endMs = Date.parse(end);
  const plan = {
    people: 3_000,
    effect: 0.147,
    season: 0.3,
    askers: 503,
    duplicates: 3,
    withoutConsent: 5,
    against: 24,
    flag: 'recommendations',
    experiment: 'recommendations',
    assign: halves(seed),
    ...given,
  };
  if (Number.isNaN(endMs)) throw new RangeError(`end must be ISO 8601, not "${end}"`);
  if (!Number.isInteger(seed)) throw new RangeError('seed must be a whole number');
  if (experimentDays < 1 || days - experimentDays < 7) {
    throw new RangeError('the period needs seven days before the experiment, and one with it');
  }
  if (plan.people < plan.askers - plan.duplicates + plan.against) {
    throw new RangeError('people must be at least the askers and those against it together');
  }
  if (plan.askers < 2 * plan.duplicates + plan.withoutConsent) {
    throw new RangeError('askers must be more than duplicates and those without consent');
  }
  const startMs = Math.floor((endMs - 1) / day) * day - (days - 1) * day;
  const launchMs = startMs + (days - experimentDays) * day;
  return { ...plan, seed, days, startMs, launchMs, endMs };
}

const halves =
  (seed: number) =>
  (id: string): Arm => {
    let mark = seed;
    for (const letter of id) mark = scramble(mark ^ (letter.codePointAt(0) ?? 0));
    const isTreated = mark % 2 === 1;
    return { variation: isTreated ? 'on' : 'off', value: isTreated, isTreated };
  };

/** Sixteen hex digits: unique among the shoppers of this seed and unlike those of other seeds. */
export const keyOf = ({ seed }: Pick<RecommendationPlan, 'seed'>, index: number): string =>
  `${hex(scramble(index + 1))}${hex(scramble(seed))}`;
