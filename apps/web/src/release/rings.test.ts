import type { ReleaseRing } from '@tandem/contract';
import { expect, test } from 'vitest';
import { begunOf, draftOf, hasRingsAhead, ringOf, startingRings } from './rings.ts';

const plain = { entry: '' };

test.each([
  [
    { name: ' Beta ', percent: 100, attribute: 'beta', value: 'true', ...plain },
    { name: 'Beta', share: 1, entry: '', condition: { beta: true } },
  ],
  [
    { name: 'Half', percent: 50, attribute: '', value: 'left over', ...plain },
    { name: 'Half', share: 0.5, entry: '' },
  ],
  [
    { name: 'Level', percent: 250, attribute: 'level', value: '3', entry: ' No complaint ' },
    { name: 'Level', share: 1, entry: 'No complaint', condition: { level: 3 } },
  ],
  [
    { name: 'Plan', percent: 10, attribute: 'plan', value: 'pro', ...plain },
    { name: 'Plan', share: 0.1, entry: '', condition: { plan: 'pro' } },
  ],
])('a ring as it is typed: %j', (typed, stored) => {
  expect(ringOf(typed)).toEqual(stored);
});

test('the plan that is offered grows', () => {
  const random = startingRings.map(ringOf).filter(({ condition }) => condition === undefined);
  expect(random.map(({ share }) => share)).toEqual([0.05, 0.5]);
});

const stored: readonly ReleaseRing[] = [
  { name: 'Beta', share: 1, entry: 'Nobody complains', condition: { beta: true } },
  { name: 'A third', share: 0.333, entry: '' },
  { name: 'Seven', share: 0.07, entry: '', condition: { level: 3 } },
  { name: 'A number as text', share: 1, entry: '', condition: { level: '3' } },
  { name: 'Some by id', share: 1, entry: '', condition: { id: { $in: ['a', 'b'] } } },
  { name: 'Two traits', share: 1, entry: '', condition: { plan: 'pro', beta: true } },
  { name: 'Either', share: 1, entry: '', condition: { $or: [{ plan: 'pro' }, { beta: true }] } },
];

test.each(stored)('a stored ring, typed again, is the same: $name', (ring) => {
  expect(ringOf(draftOf(ring))).toEqual(ring);
});

test.each([
  ['planned', null, 0, true],
  ['in_rings', 0, 1, true],
  ['in_rings', 1, 2, false],
  ['paused', 0, 1, true],
  ['general', 1, 2, false],
  ['rolled_back', 0, 1, false],
] as const)('rings of a release that is %s at %s', (state, ring, begun, isAhead) => {
  const release = { state, ring, rings: stored.slice(0, 2) };
  expect([begunOf(release), hasRingsAhead(release)]).toEqual([begun, isAhead]);
});
