import type { Sprint, SprintCheck } from '@tandem/contract';
import { expect, test } from 'vitest';
import { checkWords, mixWords } from './sprint-words.ts';

const of = (kind: 'customer' | 'prospect' | 'outsider'): Sprint['interviews'][number] => ({
  id: kind,
  kind,
  name: '',
  day: '2026-05-14',
  guideVersion: 1,
  mayQuote: false,
  mayContact: false,
  signal: null,
});

test('the mix names only the kinds that were listened to', () => {
  expect(mixWords([])).toBe('');
  expect(mixWords([of('customer'), of('outsider'), of('customer')])).toBe(
    '2 customers, 1 outsider',
  );
});

test.each([
  [{ name: 'interviews', value: 8, needed: 10 }, '8 of 10'],
  [{ name: 'time', value: 0.12, needed: 0.15 }, '12% of 15%'],
  [{ name: 'time', value: null, needed: 0.15 }, 'not yet'],
  [{ name: 'length', value: 18, needed: 14 }, '18 days'],
  [{ name: 'overrun', value: 0, needed: 0 }, 'in time'],
  [{ name: 'overrun', value: 3, needed: 0 }, '3 days over'],
] as const)('a check against its target: %j', (check, words) => {
  const whole = { says: '', passes: true, ...check } satisfies SprintCheck;
  expect(checkWords(whole)).toBe(words);
});
