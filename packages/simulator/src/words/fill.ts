/** From phrasebooks to what somebody actually writes. */
import { products, type Category, type Place } from '../company.ts';
import type { Language } from '../names.ts';
import { between, chance, pick, type Random } from '../random.ts';
import { asides } from './asides.ts';
import { complaintOf, type ComplaintId } from './complaints.ts';
import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { placeWords } from './places.ts';
import { spanish } from './spanish.ts';
import type { Mood, Phrasebooks, TopicId } from './topics.ts';

export const phrasebooks: Phrasebooks = { en: english, de: german, fr: french, es: spanish };

const cities = [
  'Leeds',
  'Bergen',
  'Kassel',
  'Grenoble',
  'Bilbao',
  'Inverness',
  'Innsbruck',
  'Gothenburg',
  'Utrecht',
  'Galway',
  'Boulder',
  'Dresden',
] as const;
const sizes = ['XS', 'S', 'M', 'L', 'XL'] as const;

const namesIn = (category: Category): readonly string[] =>
  products.filter((product) => product.category === category).map((product) => product.name);
const names = products.map((product) => product.name);
const slots: Readonly<Record<string, readonly string[]>> = {
  product: names,
  other: names,
  jacket: namesIn('jackets'),
  shoes: namesIn('footwear').filter((name) => name.endsWith('s')),
  pack: namesIn('packs'),
  city: cities,
  size: sizes,
};

/** Fills the slots in braces; a slot that stands twice gets the same word both times. */
function fill(random: Random, template: string): string {
  if (!template.includes('{')) return template;
  const filled = new Map<string, string>([['days', String(between(random, 2, 14))]]);
  return template.replaceAll(/\{(\w+)\}/g, (_, slot: string) => {
    const word = filled.get(slot) ?? pick(random, slots[slot] ?? []);
    filled.set(slot, word);
    return word;
  });
}

/** Shares of texts that carry an aside. */
const aside = { opener: 0.16, closer: 0.2, sigh: 0.3 } as const;

function surrounded(random: Random, text: string, how: Tone): string {
  const { openers, closers, sighs } = asides[how.language];
  const parts = chance(random, aside.opener) ? [pick(random, openers), text] : [text];
  if (how.mood === 'negative' && chance(random, aside.sigh)) parts.push(pick(random, sighs));
  else if (chance(random, aside.closer)) parts.push(pick(random, closers));
  return fill(random, parts.join(' '));
}

type Tone = { readonly mood: Mood; readonly language: Language };

export type Opinion = Tone & { readonly topic: TopicId };

/** One or two sentences on a topic; the second is another one of the same topic and mood. */
export function sayOf(random: Random, opinion: Opinion): string {
  const texts = phrasebooks[opinion.language][opinion.topic][opinion.mood];
  const first = pick(random, texts);
  const second = chance(random, 0.3) ? pick(random, texts) : first;
  return surrounded(random, second === first ? first : `${first} ${second}`, opinion);
}

export type Grievance = {
  readonly place: Place;
  readonly words: ComplaintId;
  readonly language: Language;
};

/** What somebody stuck before `place` says. */
export function complainOf(random: Random, about: Grievance): string {
  const { goal, where } = placeWords[about.place][about.language];
  const template = pick(random, complaintOf(about.words).texts[about.language]);
  const text = template.replaceAll('{goal}', goal).replaceAll('{where}', where);
  return surrounded(random, text, { mood: 'negative', language: about.language });
}
