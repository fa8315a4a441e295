import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { rankWords, type Said } from './rules.ts';

let count = 0;
const said = (text: string, rest: Partial<Said> = {}): Said => {
  count += 1;
  return {
    id: `s${String(count).padStart(6, '0')}`,
    person: `p${count}`,
    text,
    language: 'en',
    minutesAfterStep: undefined,
    ratingShare: undefined,
    ...rest,
  };
};
const others = Array.from({ length: 20 }, () => said('Nice jacket, quick delivery'));
const texts = (target: readonly Said[], reference = others) =>
  rankWords(target, reference).words.map((one) => one.said.text);

test('words that set these people apart come before praise', () => {
  const target = [
    said('Nice jacket'),
    said('The button is dead'),
    said('Dead button again'),
    said('I pressed the button ten times'),
    said('Quick delivery'),
  ];
  expect(
    texts(target)
      .slice(0, 3)
      .every((text) => /button/i.test(text)),
  ).toBe(true);
});

test('of equal words, those said soon after the step and with few stars come first', () => {
  const target = [
    said('button dead', { id: 'late', minutesAfterStep: 20_000, ratingShare: 0.2 }),
    said('button dead', { id: 'before', minutesAfterStep: -5, ratingShare: 0.2 }),
    said('button dead', { id: 'happy', minutesAfterStep: 3, ratingShare: 1 }),
    said('button dead', { id: 'soon', minutesAfterStep: 3, ratingShare: 0.2 }),
  ];
  const ids = rankWords(target, others).words.map((one) => one.said.id);
  expect(ids).toEqual(['soon', 'happy', 'late', 'before']);
});

test('nearly the same words of one person come once, of two people twice', () => {
  const twice = [
    said('The save button is dead!', { person: 'ann' }),
    said('the SAVE button is dead', { person: 'ann' }),
    said('The save button is dead', { person: 'bob' }),
  ];
  expect(texts(twice)).toHaveLength(2);
});

test('a person who repeats a word has one vote for it', () => {
  const loud = Array.from({ length: 9 }, (_, i) => said(`parrot number${i}`, { person: 'ann' }));
  const { terms } = rankWords(loud, others);
  expect(terms.find(({ term }) => term === 'parrot')).toBeUndefined();
});

test('the mark is the telling clause', () => {
  const target = [
    ...Array.from({ length: 8 }, () => said('the button is dead')),
    said('Hello, lovely shop. The button is dead, sadly. Regards, Ann'),
  ];
  const found = rankWords(target, others).words.find((one) => one.said.text.startsWith('Hello'))!;
  expect(found.marks.map(({ start, end }) => found.said.text.slice(start, end))).toEqual([
    'The button is dead',
  ]);
});

test('marks are spans of the text, in order and apart, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 12 }),
      fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 12 }),
      (target, reference) => {
        const ranked = rankWords(
          target.map((text) => said(text)),
          reference.map((text) => said(text)),
        );
        for (const { said: one, marks } of ranked.words) {
          let last = 0;
          for (const { start, end } of marks) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(one.text.length);
            last = end;
          }
        }
      },
    ),
  );
});

test('the order of what comes in does not matter', () => {
  const target = ['dead button', 'slow page', 'nice', 'button dead now'].map((text) => said(text));
  const forwards = rankWords(target, others);
  const backwards = rankWords(target.toReversed(), others.toReversed());
  expect(backwards).toEqual(forwards);
});

test('with nobody to compare with, nothing is claimed', () => {
  const { words, terms } = rankWords([said('first'), said('second')], []);
  expect(words).toHaveLength(2);
  expect(terms).toEqual([]);
  expect(rankWords([], others)).toEqual({ words: [], terms: [] });
});

test('on shuffled labels hardly any term is called telling', () => {
  let state = 42;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const vocabulary = Array.from({ length: 80 }, (_, i) => `word${'abcdefghij'[i % 10]}${i}x`);
  const runs = 120;
  let flagged = 0;
  for (let run = 0; run < runs; run += 1) {
    const everybody = Array.from({ length: 160 }, () =>
      said(vocabulary.filter((_, i) => random() < 1 / (i + 3)).join(' ')),
    );
    const { terms } = rankWords(everybody.slice(0, 60), everybody.slice(60));
    if (terms.length > 0) flagged += 1;
  }
  // One-sided, so at most the stated five in a hundred, and the noise of 120 runs.
  expect(flagged / runs).toBeLessThan(0.1);
});
