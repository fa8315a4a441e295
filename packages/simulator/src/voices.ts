/** What people say: those we know, at a moment of their journey, and the public that we do not know. */
import type { SignalInput } from '@tandem/contract';
import { arrival, day, hour, minute } from './calendar.ts';
import { site, type FunnelId } from './company.ts';
import type { Life } from './journeys.ts';
import { locales, type Language } from './names.ts';
import type { Plan } from './plant.ts';
import {
  between,
  chance,
  draw,
  exponential,
  hex,
  pick,
  scramble,
  stream,
  urn,
  type Random,
} from './random.ts';
import type { Moment } from './trail.ts';
import { complainOf, sayOf } from './words/fill.ts';
import { topics, type Mood, type TopicId } from './words/topics.ts';

/** A signal and what the simulator knows about it. */
export type Voice = {
  readonly signal: SignalInput;
  /** Absent for the planted complaint. */
  readonly topic: TopicId | undefined;
  readonly planted: boolean;
};

/** How much its share of what is said grows, over `plan.growing.rampDays`. */
export const growthFactor = 3;

/** Of those who are stuck, who says so. More in the small funnels, where few come by. */
const complaintShare: Readonly<Record<FunnelId, number>> = {
  order: 0.11,
  onboarding: 0.14,
  invitation: 0.2,
};
/** Who says something else: of those lost at the planted step, of others with an account, of others. */
const talkShare = { lost: 0.21, members: 0.17, others: 0.09 } as const;
const knownShare = 0.86;
/** Public voices per person of the simulation. */
const publicShare = 0.05;

const purpose = 0x564f4943;
const publicPurpose = 0x5055424c;

/** Everything one person says. */
export function voicesOf(plan: Plan, life: Life): readonly Voice[] {
  const random = stream(plan.seed, purpose, life.person.index);
  const voices: Voice[] = [];
  const stuck = life.stuck[0];
  if (stuck !== undefined && chance(random, complaintShare[plan.stuck.funnel])) {
    voices.push(...complaint(plan, life, stuck, random));
  }
  const lost = life.depth[plan.stuck.funnel] === plan.stuck.index - 1;
  const others = life.id === life.person.userId ? talkShare.members : talkShare.others;
  if (chance(random, lost ? talkShare.lost : others)) {
    const times = chance(random, 0.15) ? 2 : 1;
    for (let time = 1; time <= times; time += 1) {
      voices.push(...remark(plan, life, time, random));
    }
  }
  return voices;
}

function complaint(plan: Plan, life: Life, stuck: Moment, random: Random): readonly Voice[] {
  const atMs = stuck.atMs + minute + Math.floor(exponential(random, 25 * minute));
  if (atMs >= plan.calendar.endMs) return [];
  const { language } = life.person;
  const { step: place, words } = plan.stuck;
  const text = complainOf(random, { place, words, language });
  const source = pick(random, ['widget', 'widget', 'exit survey', 'ticket', 'review']);
  const signal = signalOf(life, { ...stuck, atMs }, { source, number: 0, language, text }, random);
  return [
    {
      signal: { ...signal, ...rated(random, source, 'negative') },
      topic: undefined,
      planted: true,
    },
  ];
}

function remark(plan: Plan, life: Life, number: number, random: Random): readonly Voice[] {
  const event = pick(random, life.events);
  const eventMs = Date.parse(event.timestamp ?? '');
  const atMs = eventMs + minute + Math.floor(exponential(random, 7 * hour));
  if (atMs >= plan.calendar.endMs) return [];
  const pathname = event.properties?.['$pathname'];
  const path = typeof pathname === 'string' ? pathname : '/';
  const topic = topicAt(plan, random, atMs);
  const mood = moodOf(random, life.orders > 0);
  const { language } = life.person;
  const text = sayOf(random, { topic, mood, language });
  const source = draw(random, life.orders > 0 ? buyersSources : visitorsSources);
  const moment = { atMs, path, distinctId: event.distinctId };
  const signal = signalOf(life, moment, { source, number, language, text }, random);
  return [{ signal: { ...signal, ...rated(random, source, mood) }, topic, planted: false }];
}

type Words = {
  readonly source: string;
  readonly number: number;
  readonly language: Language;
  readonly text: string;
};

/** Most of what is said comes with the person; some leave no name, and nothing joins them. */
function signalOf(life: Life, moment: Moment, words: Words, random: Random): SignalInput {
  const { person } = life;
  const known = chance(random, knownShare);
  const signedUp = moment.distinctId === person.userId;
  const signal: SignalInput = {
    source: words.source,
    sourceId: `v-${person.key}-${words.number}`,
    text: words.text,
    language: words.language,
    time: new Date(moment.atMs).toISOString(),
    url: site + moment.path,
    audience: signedUp || life.orders > 0 ? 'customer' : 'prospect',
    mayQuote: chance(random, 0.6),
    mayContact: known && chance(random, 0.5),
  };
  if (!known) return signal;
  const author = signedUp ? { author: person.name } : undefined;
  return { ...signal, distinctId: moment.distinctId, ...author };
}

const buyersSources = urn(
  ['product review', 'widget', 'ticket', 'delivery survey', 'review'],
  (_, index) => [34, 22, 20, 14, 10][index] ?? 0,
);
const visitorsSources = urn(
  ['widget', 'exit survey', 'ticket', 'chat'],
  (_, index) => [42, 30, 16, 12][index] ?? 0,
);

const moodOf = (random: Random, bought: boolean): Mood => {
  const mark = random();
  const positive = bought ? 0.5 : 0.3;
  if (mark < positive) return 'positive';
  return mark < positive + 0.2 ? 'mixed' : 'negative';
};

const stars: Readonly<Record<Mood, readonly [low: number, high: number]>> = {
  positive: [4, 5],
  mixed: [3, 4],
  negative: [1, 2],
};
const starred = new Set(['product review', 'review', 'app store']);

/** Stars of five with reviews, nought to ten with surveys, nothing elsewhere. */
function rated(random: Random, source: string, mood: Mood): Partial<SignalInput> {
  const [low, high] = stars[mood];
  const rating = between(random, low, high);
  if (starred.has(source)) return { rating, ratingMax: 5 };
  return source.endsWith('survey') ? { rating: rating * 2, ratingMax: 10 } : {};
}

const totalWeight = topics.reduce((sum, topic) => sum + topic.weight, 0);
const otherTopics = new Map(
  topics.map((one) => [
    one.id,
    urn(
      topics.filter((topic) => topic !== one),
      (topic) => topic.weight,
    ),
  ]),
);

/** The growing topic's share rises in a straight line from its usual one to `growthFactor` times it. */
function topicAt(plan: Plan, random: Random, atMs: number): TopicId {
  const { topic, fromMs, rampDays } = plan.growing;
  const weight = topics.find((candidate) => candidate.id === topic)?.weight ?? 0;
  const ramp = Math.min(1, Math.max(0, (atMs - fromMs) / (rampDays * day)));
  const share = (weight / totalWeight) * (1 + (growthFactor - 1) * ramp);
  const others = otherTopics.get(topic);
  return chance(random, share) || others === undefined ? topic : draw(random, others).id;
}

export const publicCount = (plan: Plan): number => Math.round(plan.people * publicShare);

const byLocale = urn(locales, (locale) => locale.weight);
const publicPlaces = [
  { source: 'review site', url: 'https://reviews.example/northfell' },
  { source: 'app store', url: 'https://apps.example/northfell' },
  { source: 'social', url: 'https://social.example/tag/northfell' },
] as const;

/** Somebody we have never seen, speaking in public. */
export function publicVoiceAt(plan: Plan, index: number): Voice {
  const random = stream(plan.seed, publicPurpose, index);
  const locale = draw(random, byLocale);
  const language = chance(random, 0.8) ? locale.language : 'en';
  const atMs = arrival(random, plan.calendar, locale.hoursEast);
  const topic = topicAt(plan, random, atMs);
  const mood = moodOf(random, chance(random, 0.6));
  const { source, url } = pick(random, publicPlaces);
  const key = `${hex(scramble(index + 1))}${hex(scramble(plan.seed))}`;
  const signal: SignalInput = {
    source,
    sourceId: `p-${key}`,
    text: sayOf(random, { topic, mood, language }),
    author: `${pick(random, locale.given)} ${pick(random, locale.family).slice(0, 1)}.`,
    language,
    time: new Date(atMs).toISOString(),
    url: `${url}/${key.slice(0, 8)}`,
    audience: 'public',
    mayQuote: false,
    mayContact: false,
    ...rated(random, source, mood),
  };
  return { signal, topic, planted: false };
}
