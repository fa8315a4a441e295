/** Who is told that the engine is there for them, and whether it solved what they had asked for. */
import type { EventInput } from '@tandem/contract';
import { day, hour, minute } from '../calendar.ts';
import { chance, pick, stream } from '../random.ts';
import type { Letter } from './asking.ts';
import type { RecommendationPlan } from './plan.ts';
import type { Shopping } from './shopping.ts';
import { answerWords } from './words.ts';

/** What became of somebody who asked, has the engine and may be told. */
export type AnswerTold = {
  /** Their user id. */
  readonly person: string;
  /** `sourceId` of all that they wrote. */
  readonly letters: readonly string[];
  /** When they first come with the engine after their letter was read. ISO 8601. */
  readonly toldAt: string;
  readonly answer: {
    readonly at: string;
    readonly says: 'solved' | 'partly' | 'not_solved';
    /** What they write to it; many write nothing. */
    readonly words: string | null;
  } | null;
};

const purpose = 0x414e5332;
/** Of those who are told. */
const answering = 0.8;
/** Of those who answer: for the rest it is not solved. */
const solved = 0.62;
const partly = 0.24;
const writes = { solved: 0.3, partly: 0.9, not_solved: 1 } as const;

/**
 * @param readMs When what was written at that time is read: nobody is told before.
 * @returns undefined for who never asked, may not be told, has no engine or does not come again
 */
export function answerOf(
  plan: RecommendationPlan,
  { shopping, letters }: { readonly shopping: Shopping; readonly letters: readonly Letter[] },
  readMs: (writtenMs: number) => number,
): AnswerTold | undefined {
  const { met, shopper, events } = shopping;
  const [first] = letters;
  if (first?.stance !== 'asks' || first.signal.mayContact !== true) return undefined;
  if (met === undefined || !met.arm.isTreated) return undefined;
  const from = Math.max(met.atMs, readMs(msOf(first.signal.time)));
  const visit = events.find(({ timestamp }) => msOf(timestamp) >= from);
  if (visit === undefined) return undefined;
  const toldMs = msOf(visit.timestamp);
  return {
    person: shopper.userId,
    letters: letters.map(({ signal }) => signal.sourceId ?? ''),
    toldAt: new Date(toldMs).toISOString(),
    answer: saidTo(plan, shopper.index, toldMs),
  };
}

function saidTo(plan: RecommendationPlan, index: number, toldMs: number): AnswerTold['answer'] {
  const random = stream(plan.seed, purpose, index);
  const isAnswering = chance(random, answering);
  const luck = random();
  const says = luck < solved ? 'solved' : luck < solved + partly ? 'partly' : 'not_solved';
  // Most at once, some when they have tried it.
  const waits = chance(random, 0.7) ? minute + random() * minute : hour + random() * 2 * day;
  const words = chance(random, writes[says]) ? pick(random, answerWords[says]) : null;
  const atMs = Math.floor(toldMs + waits);
  if (!isAnswering || atMs >= plan.endMs) return null;
  return { at: new Date(atMs).toISOString(), says, words };
}

const msOf = (instant: EventInput['timestamp']): number => Date.parse(instant ?? '');
