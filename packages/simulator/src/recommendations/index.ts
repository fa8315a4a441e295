/**
 * The recommendation engine: Northfell's shoppers before and after it came, those who asked for it,
 * and what it truly does to the value of their orders.
 */
import type { EventInput, SignalInput } from '@tandem/contract';
import { batched } from '../batches.ts';
import { answerOf, type AnswerTold } from './answering.ts';
import { lettersOf, stanceOf, writesTwice, writingMs, type Letter } from './asking.ts';
import { interviewsOf, type InterviewTold } from './interviews.ts';
import { shopperAt } from './people.ts';
import { planOf, type RecommendationOptions, type RecommendationPlan } from './plan.ts';
import { shoppingOf, type Shopping } from './shopping.ts';
import { truthsOf, type RecommendationTruths } from './truths.ts';

export type Recommendations = {
  readonly plan: RecommendationPlan;
  /** As of a simulation: shopper after shopper, each one's own in order. */
  readonly events: (size?: number) => Generator<readonly EventInput[]>;
  /** What was written in; transcripts are with the interviews. */
  readonly signals: (size?: number) => Generator<readonly SignalInput[]>;
  /** The sprint's interviews, in the order they were held. */
  readonly interviews: () => readonly InterviewTold[];
  /**
   * Those who are told that it is there, in the order in which they are.
   * @param readMs When what was written at that time is read, in ms since 1970.
   */
  readonly answers: (readMs: (writtenMs: number) => number) => readonly AnswerTold[];
  /** The truths. Runs the whole scenario once, in memory. */
  readonly truths: () => RecommendationTruths;
};

/**
 * Plans the scenario; nothing is made until it is asked for, and asked again it is the same again.
 * @throws RangeError where the options do not fit together.
 */
export function recommendations(options: RecommendationOptions): Recommendations {
  const plan = planOf(options);
  return {
    plan,
    events: (size = 1_000) =>
      batched(
        size,
        mapped(plan, ({ shopping }) => shopping.events),
      ),
    signals: (size = 500) =>
      batched(
        size,
        mapped(plan, ({ letters }) => letters.map(({ signal }) => signal)),
      ),
    interviews: () => interviewsOf(plan),
    answers: (readMs) =>
      [...everybody(plan)]
        .flatMap((made) => answerOf(plan, made, readMs) ?? [])
        .toSorted((one, other) => (one.toldAt < other.toldAt ? -1 : 1)),
    truths: () => truthsOf(plan, everybody(plan)),
  };
}

type Made = { readonly shopping: Shopping; readonly letters: readonly Letter[] };

function* everybody(plan: RecommendationPlan): Generator<Made> {
  for (let index = 0; index < plan.people; index += 1) {
    const shopper = shopperAt(plan, index);
    const writes =
      stanceOf(plan, index) === undefined
        ? undefined
        : { atMs: writingMs(plan, index), twice: writesTwice(plan, index) };
    yield { shopping: shoppingOf(plan, shopper, writes), letters: lettersOf(plan, shopper) };
  }
}

function* mapped<T>(
  plan: RecommendationPlan,
  of: (made: Made) => readonly T[],
): Generator<readonly T[]> {
  for (const made of everybody(plan)) yield of(made);
}
