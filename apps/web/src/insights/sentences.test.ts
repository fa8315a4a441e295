import type { FunnelResult } from '@tandem/contract';
import { describe, expect, test } from 'vitest';
import { selectionOf, wordsOfSelection } from './selection.ts';
import { changeSentence, funnelSentence, movesOf, worstLoss, worstSentence } from './sentences.ts';
import { funnelName, suggestFunnel } from './suggest.ts';
import { tellingTraits } from './telling.ts';
import { eventName, filterWords, keyName } from './words.ts';
import { valueOf } from './filter-value.ts';

type Change = { value: number; low: number; high: number };

function resultOf(
  people: readonly number[],
  changes: readonly (Change | null)[] = [],
): FunnelResult {
  const steps = people.map((count, index) => ({
    event: ['landing', 'product viewed', 'basket', 'paid'][index] ?? `step ${index}`,
    people: count,
    shareOfFirst: count / people[0]!,
    rate: null,
    lost: index === 0 ? 0 : people[index - 1]! - count,
    medianSeconds: null,
    withWords: 0,
    previous: null,
    change: changes[index] ?? null,
  }));
  const worst = steps
    .map((_, index) => index)
    .slice(1)
    .toSorted((a, b) => steps[b]!.lost - steps[a]!.lost);
  return {
    steps,
    groups: [],
    worst,
    standsOut: [],
    people: people[0]!,
    tookMs: 1,
    timeZone: 'UTC',
  };
}

describe('the worst step', () => {
  test('is named with the people it loses', () => {
    const result = resultOf([46_180, 38_412, 15_905]);
    expect(worstLoss(result)).toEqual({ index: 2, from: 'Product viewed', at: 'Basket' });
    expect(worstSentence(result)).toBe(
      'Most people are lost between Product viewed and Basket: 22,507 of 38,412, 58.6%.',
    );
    expect(funnelSentence(result)).toContain('15,905 of 46,180 people (34.4%)');
  });

  test('is none where nobody is lost', () => {
    expect(worstSentence(resultOf([5, 5]))).toBe('Nobody is lost between these steps.');
  });
});

describe('what moved', () => {
  const clear = { value: -0.029, low: -0.036, high: -0.022 };
  const barely = { value: 0.02, low: 0.001, high: 0.039 };

  test('is said with its interval, corrected for the steps compared', () => {
    const result = resultOf([10, 9, 8], [null, { value: 0, low: -0.01, high: 0.01 }, clear]);
    expect(movesOf(result).map(({ index }) => index)).toEqual([2]);
    expect(changeSentence(result)).toBe(
      'Product viewed to basket is the one step that moved more than chance ' +
        '(\u22122.9 pts, interval \u22123.7 to \u22122.1, corrected for 2 steps).',
    );
  });

  test('a step that clears 95 % only by itself does not count among several', () => {
    expect(movesOf(resultOf([10, 9], [null, barely]))).toHaveLength(1);
    expect(movesOf(resultOf([10, 9, 8, 7], [null, barely, barely, barely]))).toHaveLength(0);
    expect(changeSentence(resultOf([10, 9, 8, 7], [null, barely, barely, barely]))).toBe(
      'No step moved more than chance against the period before.',
    );
  });

  test('is silent where nothing was compared', () => {
    expect(changeSentence(resultOf([10, 9]))).toBeUndefined();
  });
});

describe('the selection in the address', () => {
  test.each([
    [{ step: '3' }, { index: 2, outcome: 'lost' }],
    [
      { step: '1', of: 'reached' },
      { index: 0, outcome: 'reached' },
    ],
  ] as const)('%j', (search, selection) => {
    expect(selectionOf(search, 4)).toEqual(selection);
    expect(selectionOf(wordsOfSelection(selection), 4)).toEqual(selection);
  });

  test.each([{}, { step: '1' }, { step: '9' }, { step: 'x' }, { step: '2.5' }])(
    'none in %j',
    (search) => {
      expect(selectionOf(search, 4)).toBeUndefined();
    },
  );
});

describe('a first funnel', () => {
  const shop = [
    'order placed',
    'product viewed',
    '$pageview',
    'product added',
    'checkout started',
    'price alert set',
  ];

  test('follows the path many shops share', () => {
    const counted = shop.map((name, index) => ({ name, people: 100 - index }));
    expect(suggestFunnel(counted)?.events).toEqual([
      'product viewed',
      'product added',
      'checkout started',
      'order placed',
    ]);
  });

  test('is not made up from two names', () => {
    expect(
      suggestFunnel([
        { name: 'purchase', people: 1 },
        { name: 'payment', people: 1 },
      ]),
    ).toBeUndefined();
    expect(suggestFunnel([])).toBeUndefined();
  });

  test('is named by its ends', () => {
    expect(funnelName(['$pageview', 'x', 'order placed'], eventName)).toBe(
      'Page view to order placed',
    );
    expect(funnelName(['x'], eventName)).toBe('New funnel');
  });
});

test('names lose their dollar', () => {
  expect(eventName('$pageview')).toBe('Page view');
  expect(eventName('order_placed')).toBe('Order placed');
  expect(keyName('$initial_browser')).toBe('initial browser');
  expect(keyName('askedFirst')).toBe('asked first');
  expect(keyName('SKU')).toBe('SKU');
  expect(
    filterWords({ kind: 'property', on: 'person', key: 'plan', op: 'is', value: ['a', 'b'] }),
  ).toBe('plan is a or b');
  expect(filterWords({ kind: 'property', on: 'event', key: '$os', op: 'is_set' })).toBe(
    'os is known',
  );
});

test('traits by chance, or rarer among those who left, say nothing', () => {
  const trait = { lostShare: 0.4, passedShare: 0.1, pValue: 0.01 };
  expect(
    tellingTraits({ traits: [trait, { ...trait, pValue: 0.5 }, { ...trait, lostShare: 0.05 }] }),
  ).toEqual([trait]);
});

test.each([
  ['member, guide', 'is', [], ['member', 'guide']],
  ['42', 'is', ['7', '9'], 42],
  ['42', 'is', ['7', 'x'], '42'],
  ['true', 'is', [], true],
  ['42', 'gt', [], 42],
  ['many', 'gt', [], undefined],
  [' , ', 'is', [], undefined],
] as const)('%j typed for "%s" among %j', (typed, op, examples, value) => {
  expect(valueOf(typed, op, examples)).toEqual(value);
});
