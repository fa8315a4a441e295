import { expect, test } from 'vitest';
import { linksOf, withoutRepeats } from './links.ts';

const at = '2026-01-01T00:00:00.000Z';
const link = (id: string, kind: string, to: string, relation: 'supports' | 'contradicts') => ({
  id,
  highlight: 'h',
  to: { kind, id: to },
  relation,
  note: null,
  author: 'maya',
  at,
});
const highlights = [
  {
    text: 'it never fits',
    links: [link('1', 'opportunity', 'size', 'supports'), link('2', 'learning', 'x', 'supports')],
  },
  { text: 'always too small', links: [link('3', 'opportunity', 'size', 'supports')] },
  { text: 'fits me well', links: [link('4', 'opportunity', 'size', 'contradicts')] },
];
const opportunities = [{ id: 'size', statement: 'I cannot trust the size' }];
const links = linksOf(highlights, { opportunities, parts: [] });

test('an opportunity reads as its statement, what has no name yet by its kind', () => {
  expect(links.map(({ text, relation, words }) => [text, relation, words])).toEqual([
    ['it never fits', 'supports', 'I cannot trust the size'],
    ['it never fits', 'supports', 'a learning'],
    ['always too small', 'supports', 'I cannot trust the size'],
    ['fits me well', 'contradicts', 'I cannot trust the size'],
  ]);
});

test.each([
  ['scope_item', 'A size guide', 'A size guide, in “Fits at once”'],
  ['bet_question', 'Is this a real problem?', '“Fits at once”: Is this a real problem?'],
  ['learning', 'They measure twice', 'what “Fits at once” taught'],
  ['framework', 'Fits at once', 'the message of “Fits at once”'],
] as const)('a %s reads as its bet and the part of it', (kind, text, words) => {
  const parts = [{ kind, id: 'x', title: 'Fits at once', text }];
  const one = { text: 'it never fits', links: [link('1', kind, 'x', 'supports')] };
  expect(linksOf([one], { opportunities, parts })[0]?.words).toBe(words);
});

test('for and against the same record are two, two of one kind are one', () => {
  expect(withoutRepeats(links).map(({ relation, words }) => [relation, words])).toEqual([
    ['supports', 'I cannot trust the size'],
    ['supports', 'a learning'],
    ['contradicts', 'I cannot trust the size'],
  ]);
});
