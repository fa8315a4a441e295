/**
 * Northfell, a company that can be made again from a seed: people, what they do, what they say, and
 * the truths planted in it. Pure: no clock, no chance but the seed's, nothing read or written.
 */
import type { EventInput, SignalInput } from '@tandem/contract';
import { batched } from './batches.ts';
import { lifeOf, type Life } from './journeys.ts';
import { ledgerOf, manifestOf, noteLife, noteVoice, type Manifest } from './manifest.ts';
import { deviceDrawOf, personAt } from './people.ts';
import { planOf, type Plan, type SimulationOptions } from './plant.ts';
import { publicCount, publicVoiceAt, voicesOf, type Voice } from './voices.ts';

export { features, places, type Feature, type FunnelId, type Place } from './company.ts';
export { browsers, type Browser } from './devices.ts';
export { demo, demoRecommendations } from './demo.ts';
export { recommendations, type Recommendations } from './recommendations/index.ts';
export type { AnswerTold } from './recommendations/answering.ts';
export type { Arm, RecommendationOptions } from './recommendations/plan.ts';
export type { InterviewTold, TellingWords } from './recommendations/interviews.ts';
export type { AskerTruth, LetterTruth, RecommendationTruths } from './recommendations/truths.ts';
export { complaintIds, complaints, type ComplaintId } from './words/complaints.ts';
export { topics, type TopicId } from './words/topics.ts';
export type { Plan, PlantedChoice, SimulationOptions } from './plant.ts';
export type {
  FunnelTruth,
  GrowingTruth,
  Manifest,
  SaidTruth,
  StepTruth,
  StuckTruth,
  UnusedTruth,
} from './manifest.ts';

export type Simulation = {
  /** What is settled before the first person comes, the planted choices among it. */
  readonly plan: Plan;
  /**
   * All events, person after person, each person's own in order. A batch ends with a person and
   * holds at least `size` events (1,000 unless told), but for the last; memory is bounded by it.
   */
  readonly events: (size?: number) => Generator<readonly EventInput[]>;
  /** Everything said, first by people in the order of `events`, then by the public. */
  readonly signals: (size?: number) => Generator<readonly SignalInput[]>;
  /** The truths. Runs the whole simulation once; memory grows with people, not with events. */
  readonly manifest: () => Manifest;
};

/**
 * Plans a simulation; nothing is made until it is asked for. Each call of `events`, `signals` and
 * `manifest` starts anew and gives the same again.
 * @throws RangeError where the options name what does not exist.
 */
export function simulate(options: SimulationOptions): Simulation {
  const plan = planOf(options);
  return {
    plan,
    events: (size = 1_000) => batched(size, everyEvent(plan)),
    signals: (size = 500) => batched(size, everySignal(plan)),
    manifest: () => truths(plan),
  };
}

function* lives(plan: Plan): Generator<Life> {
  const deviceDraw = deviceDrawOf(plan);
  for (let index = 0; index < plan.people; index += 1) {
    yield lifeOf(plan, personAt(plan, deviceDraw, index));
  }
}

function* publicVoices(plan: Plan): Generator<Voice> {
  const count = publicCount(plan);
  for (let index = 0; index < count; index += 1) yield publicVoiceAt(plan, index);
}

function* everyEvent(plan: Plan): Generator<readonly EventInput[]> {
  for (const life of lives(plan)) yield life.events;
}

function* everySignal(plan: Plan): Generator<readonly SignalInput[]> {
  for (const life of lives(plan)) yield voicesOf(plan, life).map((voice) => voice.signal);
  for (const voice of publicVoices(plan)) yield [voice.signal];
}

function truths(plan: Plan): Manifest {
  const ledger = ledgerOf(plan);
  for (const life of lives(plan)) {
    noteLife(ledger, life);
    for (const voice of voicesOf(plan, life)) noteVoice(ledger, voice, life.id);
  }
  for (const voice of publicVoices(plan)) noteVoice(ledger, voice, undefined);
  return manifestOf(ledger);
}
