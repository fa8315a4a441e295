import { expect, test } from 'vitest';
import { nextClause, trimmed } from './selection.ts';

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
