import { expect, test } from 'vitest';
import { isSomebody } from './Verbatim.tsx';

test.each([
  ['an id', { person: 'p', author: null }, true],
  ['a name, also in public', { person: null, author: 'Cecilie G.' }, true],
  ['neither', { person: null, author: null }, false],
])('words with %s are counted as somebody’s: %s', (_, signal, expected) => {
  expect(isSomebody(signal)).toBe(expected);
});
