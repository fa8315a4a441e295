/** From phrasebooks to sentences. */
import { products } from '../company.ts';
import type { Language } from '../names.ts';
import { between, chance, pick, type Random } from '../random.ts';
import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { complaintOf, type ComplaintId } from './complaints.ts';
import { placeWords } from './places.ts';
import { spanish } from './spanish.ts';
import type { Mood, Phrasebooks, TopicId } from './topics.ts';
import type { Place } from '../company.ts';

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

const tails = [
  'Just so you know.',
  'Otherwise a great shop.',
  'Greetings from {city}.',
  'Thanks for reading.',
  'Hope this helps.',
  'Had to be said.',
  'Will see about next time.',
  'My partner says the same.',
  'Writing this from {city}.',
  'First time I write to a shop.',
] as const;

function fill(random: Random, template: string): string {
  if (!template.includes('{')) return template;
  return template
    .replaceAll('{product}', () => pick(random, products).name)
    .replaceAll('{other}', () => pick(random, products).name)
    .replaceAll('{city}', () => pick(random, cities))
    .replaceAll('{size}', () => pick(random, sizes))
    .replaceAll('{days}', () => String(between(random, 2, 14)));
}

export type Opinion = {
  readonly topic: TopicId;
  readonly mood: Mood;
  readonly language: Language;
};

/** One or two sentences on a topic; the second is another one of the same topic and mood. */
export function sayOf(random: Random, opinion: Opinion): string {
  const texts = phrasebooks[opinion.language][opinion.topic][opinion.mood];
  const first = pick(random, texts);
  const more = chance(random, 0.3) ? pick(random, texts) : first;
  const sentences = more === first ? [first] : [first, more];
  if (opinion.language === 'en' && chance(random, 0.16)) sentences.push(pick(random, tails));
  return fill(random, sentences.join(' '));
}

/** What somebody stuck before `place` says. */
export function complainOf(random: Random, about: Grievance): string {
  const { goal, where } = placeWords[about.place][about.language];
  const template = pick(random, complaintOf(about.words).texts[about.language]);
  const text = template.replaceAll('{goal}', goal).replaceAll('{where}', where);
  const tail = about.language === 'en' && chance(random, 0.25) ? ` ${pick(random, tails)}` : '';
  return fill(random, text + tail);
}

export type Grievance = {
  readonly place: Place;
  readonly words: ComplaintId;
  readonly language: Language;
};
