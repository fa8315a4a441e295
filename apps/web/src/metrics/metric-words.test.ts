import type { MetricDefinition } from '@tandem/contract';
import { describe, expect, test } from 'vitest';
import { definitionOf, draftOf, emptyDraft } from './draft.ts';
import { definitionWords, formatRange, formatValue } from './metric-words.ts';

const definitions: readonly (readonly [MetricDefinition, string])[] = [
  [{ kind: 'count', of: { event: 'order_placed' } }, 'How often a person does “Order placed”'],
  [{ kind: 'unique', of: { event: 'invite' } }, 'Share of people who do “Invite”'],
  [
    { kind: 'sum', of: { event: 'order', property: 'total' } },
    'Sum of total of “Order”, per person',
  ],
  [{ kind: 'mean', of: { event: 'order', property: 'total' } }, 'Mean total of “Order”'],
  [
    {
      kind: 'ratio',
      numerator: { event: 'order', property: 'total' },
      denominator: { event: 'visit' },
    },
    'total of “Order” for each “Visit”',
  ],
  [
    {
      kind: 'conversion',
      from: { event: 'visit' },
      to: { event: 'order' },
      windowSeconds: 604_800,
    },
    'Share of those who did “Visit” that did “Order” within 7 days',
  ],
  [
    { kind: 'retention', start: { event: 'signup' }, back: { event: 'open' }, day: 7 },
    'Share of those who did “Signup” that did “Open” on day 7',
  ],
  [
    {
      kind: 'ratio',
      numerator: {
        event: 'order',
        filters: [{ kind: 'property', on: 'event', key: 'plan', op: 'is', value: 'pro' }],
      },
      denominator: {
        event: 'visit',
        filters: [{ kind: 'property', on: 'event', key: 'page', op: 'is_set' }],
      },
    },
    '“Order” where plan is pro for each “Visit” where page is known',
  ],
];

describe.each(definitions)('%o', (definition, words) => {
  test('in words', () => {
    expect(definitionWords(definition)).toBe(words);
  });
  test('through the form and back', () => {
    expect(definitionOf(draftOf(definition))).toEqual(definition);
  });
});

test('filters are part of the words', () => {
  const filters = [{ kind: 'property', on: 'event', key: 'plan', op: 'is', value: 'pro' }] as const;
  expect(definitionWords({ kind: 'unique', of: { event: 'a', filters: [...filters] } })).toBe(
    'Share of people who do “A” where plan is pro',
  );
});

test('a form that is not whole is no definition', () => {
  expect(definitionOf(emptyDraft)).toBeUndefined();
  expect(definitionOf({ ...emptyDraft, event: 'order' })).toBeUndefined();
  expect(definitionOf({ ...emptyDraft, kind: 'retention', event: 'order' })).toBeUndefined();
});

test.each([
  [48.2, 'EUR', '€48.20'],
  [-1204.4, 'EUR', '−€1,204'],
  [0.342, 'share', '34.2%'],
  [125, 'seconds', '2 min 05 s'],
  [1204.4, 'count', '1,204'],
  [3.456, 'points', '3.46 points'],
])('%d %s is %s', (value, unit, words) => {
  expect(formatValue(value, unit)).toBe(words);
});

test('an interval that is not known says so', () => {
  expect(formatRange({ low: 1, high: 2 }, 'USD')).toBe('US$1.00 to US$2.00');
  expect(formatRange({ low: null, high: null }, 'USD')).toMatch(/too few people/);
  expect(formatRange({ low: null, high: null, people: 9 }, 'USD')).toMatch(/all the same/);
});
