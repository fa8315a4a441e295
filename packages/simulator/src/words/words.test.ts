import { expect, test } from 'vitest';
import { places } from '../company.ts';
import { stream } from '../random.ts';
import { complaints, complaintOf } from './complaints.ts';
import { complainOf, phrasebooks, sayOf } from './fill.ts';
import { topics, type Mood } from './topics.ts';
import type { Language } from '../names.ts';

const languages: readonly Language[] = ['en', 'de', 'fr', 'es'];
const moods: readonly Mood[] = ['positive', 'negative', 'mixed'];
const sentencesIn = (language: Language): readonly string[] =>
  Object.values(phrasebooks[language]).flatMap((texts) => moods.flatMap((mood) => texts[mood]));

test('there is enough to say, and nothing twice', () => {
  expect(topics.length).toBeGreaterThanOrEqual(12);
  expect(sentencesIn('en').length).toBeGreaterThanOrEqual(150);
  const all = languages.flatMap(sentencesIn);
  expect(new Set(all).size).toBe(all.length);
});

test.each(complaints)(
  '"$id" has paraphrases in every language, each with its core words',
  ({ id }) => {
    const { core, texts } = complaintOf(id);
    expect(texts.en.length).toBeGreaterThanOrEqual(6);
    for (const text of texts.en) {
      expect(core.some((word) => text.toLowerCase().includes(word.toLowerCase()))).toBe(true);
    }
    for (const language of languages) {
      expect(texts[language].length).toBeGreaterThanOrEqual(2);
      for (const text of texts[language]) expect(sentencesIn(language)).not.toContain(text);
    }
  },
);

test('every slot is filled', () => {
  const random = stream(9);
  for (const language of languages) {
    for (const { id: topic } of topics) {
      for (const mood of moods) {
        for (let time = 0; time < 30; time += 1) {
          expect(sayOf(random, { language, topic, mood })).not.toMatch(/[{}]|undefined/);
        }
      }
    }
    for (const place of places) {
      for (const { id: words } of complaints) {
        expect(complainOf(random, { place, words, language })).not.toMatch(/[{}]|undefined/);
      }
    }
  }
});
