import type { Opportunity } from '@tandem/contract';
import { expect, test } from 'vitest';
import { branchesOf, flat } from './tree.ts';

const one = (id: string, parent: string | null = null) => ({ id, parent }) as Opportunity;

test('branches keep the order of what is given, and lose nobody', () => {
  const all = [one('b'), one('a'), one('b2', 'b'), one('lost', 'gone'), one('b1', 'b')];
  expect(flat(branchesOf(all)).map(({ id }) => id)).toEqual(['b', 'b2', 'b1', 'a', 'lost']);
});
