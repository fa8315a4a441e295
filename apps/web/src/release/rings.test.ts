import { expect, test } from 'vitest';
import { ringOf, startingRings } from './rings.ts';

test.each([
  [
    { name: ' Beta ', percent: 100, attribute: 'beta', value: 'true' },
    { name: 'Beta', share: 1, entry: '', condition: { beta: true } },
  ],
  [
    { name: 'Half', percent: 50, attribute: '', value: 'left over' },
    { name: 'Half', share: 0.5, entry: '' },
  ],
  [
    { name: 'Level', percent: 250, attribute: 'level', value: '3' },
    { name: 'Level', share: 1, entry: '', condition: { level: 3 } },
  ],
  [
    { name: 'Plan', percent: 10, attribute: 'plan', value: 'pro' },
    { name: 'Plan', share: 0.1, entry: '', condition: { plan: 'pro' } },
  ],
])('a ring as it is typed: %j', (typed, stored) => {
  expect(ringOf(typed)).toEqual(stored);
});

test('the plan that is offered grows', () => {
  const random = startingRings.map(ringOf).filter(({ condition }) => condition === undefined);
  expect(random.map(({ share }) => share)).toEqual([0.05, 0.5]);
});
