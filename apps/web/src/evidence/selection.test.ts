import { expect, test } from 'vitest';
import { nextClause, trimmed, statementMost, statementOf } from './selection.ts';

const text = 'Lovely jackets, but I sent one back. Third time.';
const words = (span: { start: number; end: number } | undefined) =>
  span && text.slice(span.start, span.end);

test('a selection loses the blanks at its ends, and is none without words', () => {
  expect(words(trimmed(text, { start: 6, end: 16 }))).toBe('jackets,');
  expect(trimmed(text, { start: 6, end: 7 })).toBeUndefined();
});

test('a key goes from clause to clause and round again', () => {
  const seen = ['', '', '', ''].reduce<(string | undefined)[]>((all) => {
    const last = all.at(-1);
    const at = last === undefined ? undefined : text.indexOf(last);
    const chosen = at === undefined ? undefined : { start: at, end: at + (last?.length ?? 0) };
    return [...all, words(nextClause(text, chosen))];
  }, []);
  expect(seen).toEqual(['Lovely jackets', 'but I sent one back.', 'Third time.', 'Lovely jackets']);
});

test.each([
  [' I waste too much time browsing ', 'I waste too much time browsing'],
  ['a'.repeat(300), 'a'.repeat(300)],
  [`${'word '.repeat(80)}`, `${'word '.repeat(59)}word…`],
  ['a'.repeat(400), `${'a'.repeat(299)}…`],
  ['😀'.repeat(200), `${'😀'.repeat(149)}…`],
])('words as a statement: %#', (words, statement) => {
  expect(statementOf(words)).toBe(statement);
  expect(statementOf(words).length).toBeLessThanOrEqual(statementMost);
});
