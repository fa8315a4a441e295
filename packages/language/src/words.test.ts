import { expect, test } from 'vitest';
import { clausesOf, foldCase, stopWordsOf, wordsOf } from './index.ts';

const terms = (text: string, language?: string) => wordsOf(text, language).map((word) => word.term);

test.each([
  ['The button DOES nothing!', 'en', ['the', 'button', 'does', 'nothing']],
  ["I don't know — it’s dead.", 'en', ['i', "don't", 'know', "it's", 'dead']],
  ['Größe XL passt nicht.', 'de', ['größe', 'xl', 'passt', 'nicht']],
  ['按钮没有反应', 'zh', ['按钮', '没有', '反应']],
  ['ボタンが', 'ja', ['ボタン', 'が']],
  ['Кнопка не работает', 'ru', ['кнопка', 'не', 'работает']],
  ['الزر لا يعمل', 'ar', ['الزر', 'لا', 'يعمل']],
  ['5 stars 👍 2024', 'en', ['stars']],
  ['', 'en', []],
])('%s', (text, language, expected) => {
  expect(terms(text, language)).toEqual(expected);
});

test('a word is a span of the text as written', () => {
  const text = 'Ｆｉｎｅ — the BUTTON 👍 is “dead”.';
  expect(wordsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    'Ｆｉｎｅ',
    'the',
    'BUTTON',
    'is',
    'dead',
  ]);
});

test('a language tag that means nothing does no harm', () => {
  expect(terms('so it is', 'not a tag')).toEqual(['so', 'it', 'is']);
  expect(terms('so it is', '')).toEqual(['so', 'it', 'is']);
});

test('case and compatibility forms fold', () => {
  expect(foldCase('ＦＩＮＥ')).toBe('fine');
  expect(foldCase('Cafe\u0301')).toBe('café');
});

test('stop words go by the language, or by all of them where it is not told', () => {
  expect(stopWordsOf('en-GB').has('the')).toBe(true);
  expect(stopWordsOf('de').has('the')).toBe(false);
  expect(stopWordsOf(undefined).has('nicht')).toBe(false);
  expect(stopWordsOf(undefined).has('und')).toBe(true);
  expect(stopWordsOf('fi').size).toBe(0);
});

test('clauses', () => {
  const text = 'Lovely jackets, but I sent one back again.  Third time!\nEnough — really';
  expect(clausesOf(text, 'en').map(({ start, end }) => text.slice(start, end))).toEqual([
    'Lovely jackets',
    'but I sent one back again.',
    'Third time!',
    'Enough',
    'really',
  ]);
});
