import { ProblemError } from '@tandem/contract';
import { expect, test } from 'vitest';
import { conflictOf, linesOf, mergedFields } from './merge.ts';

const fields = [
  { key: 'statement', label: 'Statement' },
  { key: 'pillars', label: 'Pillars', isList: true },
] as const;
const refused = new ProblemError(409, {
  rule: 'record.version',
  version: 3,
  theirs: { statement: 'I get lost', pillars: ['fast', 'mine'], state: 'exploring' },
  yours: { statement: 'I lose my way', pillars: ['fast', 'ours'] },
});

test('both texts of every field that differs, lists as lines', () => {
  expect(conflictOf(refused, fields)).toEqual({
    version: 3,
    differences: [
      { field: fields[0], theirs: 'I get lost', yours: 'I lose my way' },
      { field: fields[1], theirs: 'fast\nmine', yours: 'fast\nours' },
    ],
  });
});

test('a field that nobody sent, or that is the same, is no difference', () => {
  const same = new ProblemError(409, {
    rule: 'record.version',
    version: 2,
    theirs: { statement: 'same', pillars: ['x'] },
    yours: { statement: 'same' },
  });
  expect(conflictOf(same, fields)?.differences).toEqual([]);
});

test.each([new Error('gone'), new ProblemError(409, { rule: 'bet.ready' })])(
  'another error is no conflict: %s',
  (error) => expect(conflictOf(error, fields)).toBeUndefined(),
);

test('what is saved: theirs where it was taken, lists as lists, the rest as given', () => {
  const { differences } = conflictOf(refused, fields)!;
  const given = { statement: 'I lose my way', pillars: ['fast', 'ours'], owner: 'u1' };
  expect(mergedFields(given, differences, { pillars: 'fast\n\n mine \nours' })).toEqual({
    statement: 'I lose my way',
    pillars: ['fast', 'mine', 'ours'],
    owner: 'u1',
  });
  expect(mergedFields(given, differences, { statement: 'I get lost' }).statement).toBe(
    'I get lost',
  );
});

test('empty lines say nothing', () => expect(linesOf(' a \n\n b')).toEqual(['a', 'b']));
