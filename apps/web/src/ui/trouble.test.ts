import { ProblemError } from '@tandem/contract';
import { expect, test } from 'vitest';
import { moved } from './keys.ts';
import { troubleOf, wordsOf } from './trouble.ts';

test('a refusal tells the rule and the way out', () => {
  const error = new ProblemError(409, {
    detail: 'The last admin stays one',
    hint: 'Make somebody else admin first.',
    requestId: 'r1',
  });
  expect(troubleOf(error)).toEqual({
    kind: 'refusal',
    title: 'The last admin stays one',
    text: 'Make somebody else admin first.',
    id: 'r1',
  });
  expect(wordsOf(error)).toBe('The last admin stays one. Make somebody else admin first.');
});

test('a failure says what is safe', () => {
  expect(troubleOf(new ProblemError(500, {})).kind).toBe('failure');
  expect(troubleOf(new ProblemError(503, {})).text).toContain('safe');
  expect(troubleOf(new TypeError('fetch failed')).title).toBe('The server does not answer');
});

test.each([401, 403, 404, 429, 418])('status %d has a way out without a hint', (status) => {
  expect(troubleOf(new ProblemError(status, {})).text.length).toBeGreaterThan(10);
});

test('J and K stop at both ends', () => {
  expect(moved(-1, 1, 3)).toBe(0);
  expect(moved(2, 1, 3)).toBe(2);
  expect(moved(0, -1, 3)).toBe(0);
  expect(moved(-1, 1, 0)).toBe(0);
});
