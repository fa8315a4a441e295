/** Who writes in: those who ask for the engine, some of them twice, and those who would rather not. */
import type { SignalInput } from '@tandem/contract';
import { day, hour } from '../calendar.ts';
import { site } from '../company.ts';
import { between, chance, pick, stream } from '../random.ts';
import type { Shopper } from './people.ts';
import type { RecommendationPlan } from './plan.ts';
import { against, asking, textOf, type Span } from './words.ts';

/** Something written, with the words that count and who is behind it. */
export type Letter = {
  readonly signal: SignalInput;
  readonly span: Span;
  readonly stance: 'asks' | 'against';
  /** The id under which this shopper does everything else. */
  readonly person: string;
};

const purpose = 0x41534b31;
const sources = ['widget', 'widget', 'ticket', 'chat', 'delivery survey', 'review'] as const;
const bothIds = 2;

/** Shoppers who ask stand first, then those against it. */
export const stanceOf = (
  { askers, duplicates, against: opposed }: RecommendationPlan,
  index: number,
): Letter['stance'] | undefined => {
  const asks = askers - duplicates;
  if (index < asks) return 'asks';
  return index < asks + opposed ? 'against' : undefined;
};

export const writesTwice = ({ duplicates }: RecommendationPlan, index: number): boolean =>
  index < duplicates;

/** The last of the askers; never one of those who wrote twice. */
export const mayBeContacted = (plan: RecommendationPlan, index: number): boolean => {
  const asks = plan.askers - plan.duplicates;
  return index < asks - plan.withoutConsent || index >= asks;
};

/** Most ask before there is anything, a few while it is tried. */
export function writingMs(plan: RecommendationPlan, index: number): number {
  const random = stream(plan.seed, purpose, index);
  const from = plan.startMs + day;
  const until = chance(random, 0.8) ? plan.launchMs : plan.endMs - 2 * hour;
  return Math.floor(from + random() * (until - from));
}

/** What this shopper writes; nothing by most of them. */
export function lettersOf(plan: RecommendationPlan, shopper: Shopper): readonly Letter[] {
  const stance = stanceOf(plan, shopper.index);
  if (stance === undefined) return [];
  const times = writesTwice(plan, shopper.index) ? bothIds : 1;
  return Array.from({ length: times }, (_, time) => letter(plan, shopper, { stance, time }));
}

function letter(
  plan: RecommendationPlan,
  shopper: Shopper,
  { stance, time }: { readonly stance: Letter['stance']; readonly time: number },
): Letter {
  const random = stream(plan.seed, purpose, shopper.index, time);
  const { text, span } = textOf(random, stance === 'asks' ? asking : against);
  const source = pick(random, sources);
  const signal: SignalInput = {
    ...(source === 'review' && { rating: between(random, 3, 5), ratingMax: 5 }),
    source,
    sourceId: `r-${shopper.key}-${time}`,
    text,
    language: 'en',
    time: new Date(writingMs(plan, shopper.index) + time * hour).toISOString(),
    url: `${site}/shop`,
    // The same in all their letters.
    audience: shopper.plan === 'free' && shopper.index % 3 === 1 ? 'prospect' : 'customer',
    distinctId: time === 0 ? shopper.userId : shopper.secondId,
    author: shopper.name,
    mayQuote: chance(random, 0.6),
    mayContact: mayBeContacted(plan, shopper.index),
  };
  return { signal, span, stance, person: shopper.userId };
}
