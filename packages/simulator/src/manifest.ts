/** What is true of a simulation, told by the process that made it; no query was asked. */
import type { FunnelQuestion } from '@tandem/contract';
import { day, hour } from './calendar.ts';
import { funnels, type Feature, type Funnel, type FunnelId } from './company.ts';
import type { Life } from './journeys.ts';
import type { Plan, Stuck } from './plant.ts';
import { growthFactor, type Voice } from './voices.ts';
import type { TopicId } from './words/topics.ts';

/**
 * One distinct id stands for each person: the user id of those who signed up within the period, the
 * anonymous id of the others. `idsOf` lists all ids of those who have several.
 */
export type Manifest = {
  readonly seed: number;
  readonly start: string;
  readonly end: string;
  readonly people: number;
  readonly events: number;
  readonly signals: number;
  readonly funnels: readonly FunnelTruth[];
  readonly stuck: StuckTruth;
  readonly unused: UnusedTruth;
  readonly growing: GrowingTruth;
  readonly idsOf: Readonly<Record<string, readonly string[]>>;
};

export type FunnelTruth = {
  readonly id: FunnelId;
  readonly name: string;
  /** What to ask the product; covers the whole period in every time zone. */
  readonly question: FunnelQuestion;
  readonly steps: readonly StepTruth[];
};

export type StepTruth = {
  readonly event: string;
  /** Ids of those who got here. */
  readonly reached: readonly string[];
  /** Ids of those who reached the step before and not this one; none at the first step. */
  readonly lost: readonly string[];
};

/** People on one browser never reach one step, whose loss is its funnel's largest; some say why. */
export type StuckTruth = Stuck & {
  readonly property: '$browser';
  readonly people: readonly string[];
  /** Ids of those who said it, also where the signal does not tell who said it. */
  readonly saidBy: readonly string[];
  readonly signals: readonly SaidTruth[];
};

export type SaidTruth = {
  readonly source: string;
  readonly sourceId: string;
  readonly text: string;
  /** Who, as the simulator knows; the signal itself carries an id only if `known`. */
  readonly person: string;
  readonly known: boolean;
};

/** `feature shown` happens, `feature used` never does, for this value of the property `feature`. */
export type UnusedTruth = {
  readonly feature: Feature;
  readonly shownTo: number;
  readonly usedBy: readonly string[];
};

/** From `from` on the topic's share of what is said rises to `factor` times within `rampDays`. */
export type GrowingTruth = {
  readonly topic: TopicId;
  readonly from: string;
  readonly rampDays: number;
  readonly factor: number;
  /** Source ids of everything said about it. */
  readonly signals: readonly string[];
};

/** Collects truths while lives go by. */
export type Ledger = {
  readonly plan: Plan;
  readonly depths: Record<FunnelId, { readonly id: string; readonly depth: number }[]>;
  readonly idsOf: Record<string, readonly string[]>;
  readonly stuck: string[];
  readonly said: SaidTruth[];
  readonly growing: string[];
  readonly usedBy: string[];
  people: number;
  events: number;
  signals: number;
  shownTo: number;
};

export const ledgerOf = (plan: Plan): Ledger => ({
  plan,
  depths: { order: [], onboarding: [], invitation: [] },
  idsOf: {},
  stuck: [],
  said: [],
  growing: [],
  usedBy: [],
  people: 0,
  events: 0,
  signals: 0,
  shownTo: 0,
});

export function noteLife(ledger: Ledger, life: Life): void {
  const { id, distinctIds, depth } = life;
  const { unused } = ledger.plan;
  ledger.people += 1;
  ledger.events += life.events.length;
  for (const funnel of funnels) {
    if (depth[funnel.id] >= 0) ledger.depths[funnel.id].push({ id, depth: depth[funnel.id] });
  }
  if (distinctIds.length > 1) ledger.idsOf[id] = distinctIds;
  if (life.stuck.length > 0) ledger.stuck.push(id);
  if (life.shown.has(unused)) ledger.shownTo += 1;
  if (life.used.has(unused)) ledger.usedBy.push(id);
}

/** @param person Id of who said it; undefined for the public. */
export function noteVoice(ledger: Ledger, voice: Voice, person: string | undefined): void {
  const { source, sourceId = '', text, distinctId } = voice.signal;
  ledger.signals += 1;
  if (voice.topic === ledger.plan.growing.topic) ledger.growing.push(sourceId);
  if (!voice.planted || person === undefined) return;
  ledger.said.push({ source, sourceId, text, person, known: distinctId !== undefined });
}

export function manifestOf(ledger: Ledger): Manifest {
  const { plan, people, events, signals } = ledger;
  const { calendar, stuck, growing } = plan;
  return {
    seed: plan.seed,
    start: new Date(calendar.startMs).toISOString(),
    end: new Date(calendar.endMs).toISOString(),
    people,
    events,
    signals,
    funnels: funnels.map((funnel) => truthOf(ledger, funnel)),
    stuck: {
      ...stuck,
      property: '$browser',
      people: ledger.stuck,
      saidBy: ledger.said.map((said) => said.person),
      signals: ledger.said,
    },
    unused: { feature: plan.unused, shownTo: ledger.shownTo, usedBy: ledger.usedBy },
    growing: {
      topic: growing.topic,
      from: new Date(growing.fromMs).toISOString(),
      rampDays: growing.rampDays,
      factor: growthFactor,
      signals: ledger.growing,
    },
    idsOf: ledger.idsOf,
  };
}

function truthOf(ledger: Ledger, funnel: Funnel): FunnelTruth {
  const depths = ledger.depths[funnel.id];
  const idsWhere = (test: (depth: number) => boolean): readonly string[] =>
    depths.filter((entry) => test(entry.depth)).map((entry) => entry.id);
  const steps = funnel.steps.map((step, index) => ({
    event: step.event,
    reached: idsWhere((depth) => depth >= index),
    lost: index === 0 ? [] : idsWhere((depth) => depth === index - 1),
  }));
  return { id: funnel.id, name: funnel.name, question: questionOf(ledger.plan, funnel), steps };
}

/** The farthest time zones are 14 hours east and 12 west of UTC. */
function questionOf(plan: Plan, funnel: Funnel): FunnelQuestion {
  const { startMs, endMs } = plan.calendar;
  const dayAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  return {
    kind: 'funnel',
    steps: funnel.steps.map(({ event, filters }) =>
      filters === undefined ? { event } : { event, filters: [...filters] },
    ),
    from: dayAt(startMs - 12 * hour),
    to: dayAt(endMs + 14 * hour),
    windowSeconds: (funnel.windowDays * day) / 1_000,
  };
}
