import type { Condition, PropertyFilter } from '@tandem/contract';
import { expect, test } from 'vitest';
import { conditionWords, segmentOf, traitsOf } from './segment.ts';

const plan: PropertyFilter = {
  kind: 'property',
  on: 'person',
  key: 'plan',
  op: 'is',
  value: 'pro',
};
const land: PropertyFilter = { ...plan, key: 'country', value: 'Chile' };
const page: PropertyFilter = { ...plan, on: 'event', key: 'page' };
const did: Condition = { kind: 'did', event: 'order placed' };

test.each<[Condition | null, readonly PropertyFilter[] | undefined]>([
  [null, []],
  [plan, [plan]],
  [{ kind: 'and', of: [plan, land] }, [plan, land]],
  [{ kind: 'and', of: [plan, { kind: 'and', of: [land] }] }, [plan, land]],
  [page, undefined],
  [did, undefined],
  [{ kind: 'or', of: [plan, land] }, undefined],
  [{ kind: 'not', of: plan }, undefined],
  [{ kind: 'and', of: [plan, did] }, undefined],
])('the traits of %j', (segment, traits) => {
  expect(traitsOf(segment)).toEqual(traits);
});

test('what is edited is saved as the smallest condition', () => {
  expect(segmentOf([])).toBeNull();
  expect(segmentOf([plan])).toEqual(plan);
  expect(segmentOf([plan, land])).toEqual({ kind: 'and', of: [plan, land] });
});

test.each<[Condition | null, string]>([
  [null, 'everybody'],
  [plan, 'plan is pro'],
  [{ kind: 'or', of: [plan, { kind: 'not', of: did }] }, 'plan is pro or not (did order placed)'],
])('%j reads %s', (condition, words) => {
  expect(conditionWords(condition)).toBe(words);
});
