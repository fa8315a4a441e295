/** The truths a simulation hides for the product to find, drawn by the seed or chosen by the caller. */
import { calendarOf, day, type Calendar } from './calendar.ts';
import { features, locate, places, type Feature, type FunnelId, type Place } from './company.ts';
import { browsers, type Browser } from './devices.ts';
import { pick, stream } from './random.ts';
import { complaintIds, type ComplaintId } from './words/complaints.ts';
import { topics, type TopicId } from './words/topics.ts';

export type PlantedChoice = {
  /** Whose users are stuck, before which step, and what kind of words they find for it. */
  readonly browser: Browser;
  readonly step: Place;
  readonly words: ComplaintId;
  /** The feature nobody uses. */
  readonly unused: Feature;
  /** The topic that people start to talk about. */
  readonly growing: TopicId;
};

export type SimulationOptions = {
  /** Any whole number; the same options give the same bytes. */
  readonly seed: number;
  /** Nothing happens at or after this instant. ISO 8601. */
  readonly end: string;
  /** Length of the period; its first day starts at midnight UTC. 75 unless told. */
  readonly days?: number;
  /** How many people come by. 4,000 unless told; events and verbatims scale with it. */
  readonly people?: number;
  /** What is not given is drawn by the seed. */
  readonly planted?: Partial<PlantedChoice>;
};

/** Everything that is settled before the first person comes. */
export type Plan = {
  readonly seed: number;
  readonly people: number;
  readonly calendar: Calendar;
  readonly stuck: Stuck;
  readonly unused: Feature;
  readonly growing: { readonly topic: TopicId; readonly fromMs: number; readonly rampDays: number };
};

/** The step of `index` in `funnel` is never reached by the people it stops. */
export type Stuck = Pick<PlantedChoice, 'browser' | 'step' | 'words'> & {
  readonly funnel: FunnelId;
  readonly index: number;
};

/** Share of people who use the planted browser; a large one, so that its loss shows. */
export const plantedBrowserShare = 0.33;
/** Of the planted browser's users, those whom the planted step stops. */
export const stuckShare = 0.93;

const purpose = 0x504c414e;
const rampDays = 14;

/** @throws RangeError for options no simulation can be made of. */
export function planOf(options: SimulationOptions): Plan {
  const { seed, days = 75, people = 4_000, planted = {} } = options;
  const endMs = Date.parse(options.end);
  if (Number.isNaN(endMs)) throw new RangeError(`end must be ISO 8601, not "${options.end}"`);
  if (!Number.isInteger(seed)) throw new RangeError('seed must be a whole number');
  if (!Number.isInteger(days) || days < 21)
    throw new RangeError('days must be a whole number >= 21');
  if (!Number.isInteger(people) || people < 1) throw new RangeError('people must be at least 1');
  const random = stream(seed, purpose);
  const drawn: PlantedChoice = {
    browser: pick(random, browsers),
    step: pick(random, places),
    words: pick(random, complaintIds),
    unused: pick(random, features).name,
    growing: pick(random, topics).id,
  };
  const { browser, step, words, unused, growing: topic } = { ...drawn, ...planted };
  const { funnel, step: index } = locate(step);
  const calendar = calendarOf(endMs, days);
  const daysBeforeEnd = rampDays + 2 + Math.floor(random() * Math.min(days - 20, 14));
  const fromMs = calendar.startMs + (days - daysBeforeEnd) * day;
  return {
    seed,
    people,
    calendar,
    stuck: { browser, step, words, funnel, index },
    unused,
    growing: { topic, fromMs, rampDays },
  };
}
