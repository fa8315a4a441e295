import type { Opportunity } from '@tandem/contract';
import { expect, test } from 'vitest';
import { lacks, nextNeeds, unheardNeeds } from './next-needs.ts';

const need = (id: string, state: Opportunity['state'], people: number, signed: string[] = []) => ({
  id,
  state,
  counts: { people } as Opportunity['counts'],
  criteria: [{ name: 'people', says: '', value: people, needed: 5, passes: people >= 5 } as const],
  signatures: signed.map((side) => ({ side }) as Opportunity['signatures'][number]),
});
const all = [
  need('many', 'exploring', 30),
  need('signed', 'exploring', 9, ['marketing']),
  need('open', 'validated', 6, ['product', 'marketing']),
  need('taken', 'in_bet', 40),
  need('few', 'identified', 1),
  need('four', 'identified', 4),
];

test('what may be bet on comes first, then what one side signed, then what most speak for', () => {
  expect(nextNeeds(all, 4).map(({ id }) => id)).toEqual(['open', 'signed', 'many', 'four']);
});

test('more people are to be heard where fewer than needed spoke', () => {
  expect(unheardNeeds(all).map(({ id }) => id)).toEqual(['four', 'few']);
});

test.each([
  ['many', 'Enough people: both sides sign next'],
  ['signed', 'Marketing has signed, product has not'],
  ['open', 'Both sides signed: bet on it'],
  ['few', '4 more people to be validated'],
  ['four', '1 more person to be validated'],
])('what %s lacks', (id, words) => {
  expect(lacks(all.find((one) => one.id === id)!)).toBe(words);
});
