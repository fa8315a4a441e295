import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSearch, writeSearch } from './search.ts';

test('what is written is read again, whatever the words', () => {
  const words = fc.dictionary(
    fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
    fc.string({ minLength: 1, unit: 'grapheme' }),
  );
  fc.assert(
    fc.property(words, (search) => {
      expect(parseSearch(writeSearch(search))).toEqual({ ...search });
    }),
  );
});

test('the address stays readable', () => {
  expect(writeSearch({ steps: '$pageview~order placed', within: '14d' })).toBe(
    '?steps=$pageview~order+placed&within=14d',
  );
  expect(writeSearch({ q: undefined, who: '' })).toBe('');
});
