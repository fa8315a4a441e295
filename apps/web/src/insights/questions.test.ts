import { operators, type PropertyFilter } from '@tandem/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSearch, writeSearch } from '../search.ts';
import {
  needsNoValue,
  readFilter,
  readFilters,
  writeFilter,
  writeFilters,
  writeStep,
} from './atoms.ts';
import {
  funnelOf,
  readBreakdown,
  readSeries,
  readSteps,
  readWindow,
  trendsOf,
  windowWords,
  writeBreakdown,
  writeSeries,
  writeSteps,
} from './questions.ts';

const today = '2026-09-22';
const text = fc.string({ minLength: 1, unit: 'grapheme', maxLength: 20 });
const scalar = fc.oneof(text, fc.integer(), fc.boolean());
const filter: fc.Arbitrary<PropertyFilter> = fc
  .record({
    on: fc.constantFrom('event', 'person'),
    key: text,
    op: fc.constantFrom(...operators),
    value: fc.oneof(scalar, fc.array(scalar, { minLength: 2, maxLength: 4 })),
  })
  .map(({ on, key, op, value }) => ({
    kind: 'property' as const,
    on,
    key,
    op,
    ...(needsNoValue(op) ? {} : { value }),
  }));
const step = fc.record({ event: text, filters: fc.array(filter, { maxLength: 3 }) });

const isFalse = { kind: 'property', on: 'event', op: 'is', value: false } as const;

/** Through the address and back. */
const travel = (words: string | undefined): string | undefined =>
  words === undefined ? undefined : parseSearch(writeSearch({ words }))['words'];

describe('what the address says is what was asked', () => {
  test('filters', () => {
    fc.assert(
      fc.property(fc.array(filter, { minLength: 1, maxLength: 4 }), (filters) => {
        expect(readFilters(travel(writeFilters(filters)))).toEqual(filters);
      }),
    );
  });

  test('steps with their own filters', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        expect(readSteps(travel(writeSteps(steps)))).toEqual(steps);
      }),
    );
  });

  test('names with line separators', () => {
    const odd = [{ event: 'a\u2028b', filters: [{ ...isFalse, key: '\u2029\n' }] }];
    expect(readSteps(travel(writeSteps(odd)))).toEqual(odd);
    const breakdown = { on: 'event', key: '\u2028' } as const;
    expect(readBreakdown(travel(writeBreakdown(breakdown)))).toEqual(breakdown);
  });

  test('series', () => {
    const series = fc.record({
      event: fc.option(
        text.filter((name) => name !== '*'),
        { nil: undefined },
      ),
      measure: fc.constantFrom('people' as const, 'count' as const),
      property: fc.constant(undefined),
    });
    fc.assert(
      fc.property(fc.array(series, { minLength: 1, maxLength: 8 }), (all) => {
        expect(readSeries(travel(writeSeries(all)))).toEqual(all);
      }),
    );
    const sum = [{ event: 'order placed', measure: 'sum' as const, property: 'value:gross' }];
    expect(readSeries(travel(writeSeries(sum)))).toEqual(sum);
  });

  test('a breakdown', () => {
    const breakdown = { on: 'person', key: 'plan:name' } as const;
    expect(readBreakdown(travel(writeBreakdown(breakdown)))).toEqual(breakdown);
    expect(readBreakdown('x:plan')).toBeUndefined();
  });
});

test('filters read as they are written', () => {
  const filter = {
    kind: 'property',
    on: 'person',
    key: 'plan',
    op: 'is',
    value: ['member', 'guide'],
  } as const;
  expect(writeFilter({ ...filter, value: [...filter.value] })).toBe('p:plan:is:member,guide');
  expect(writeStep({ event: 'product viewed', filters: [{ ...filter, value: 5 }] })).toBe(
    'product viewed(p:plan:is:=5)',
  );
});

test.each(['', 'q:plan:is:x', 'p::is:x', 'p:plan:like:x', 'p:plan:is', 'p:plan:is:'])(
  'no filter is made of %j',
  (words) => {
    expect(readFilter(words)).toBeUndefined();
  },
);

describe('a funnel', () => {
  test('needs two steps', () => {
    expect(funnelOf({}, today)).toBeUndefined();
    expect(funnelOf({ steps: 'order placed' }, today)).toBeUndefined();
  });

  test('has usual values for what the address leaves out', () => {
    expect(funnelOf({ steps: '$pageview~order placed' }, today)).toEqual({
      kind: 'funnel',
      steps: [{ event: '$pageview' }, { event: 'order placed' }],
      from: '2026-08-26',
      to: '2026-09-22',
      windowSeconds: 14 * 86_400,
      compare: true,
    });
  });

  test('asks of the person as a segment and of the event at every step', () => {
    const question = funnelOf({ steps: 'a~b', where: 'p:plan:is:member~e:$os:is:iOS' }, today);
    expect(question?.segment).toEqual({
      kind: 'and',
      of: [{ kind: 'property', on: 'person', key: 'plan', op: 'is', value: 'member' }],
    });
    expect(question?.steps.map(({ filters }) => filters?.length)).toEqual([1, 1]);
  });

  test('has at most twelve steps', () => {
    const steps = Array.from({ length: 15 }, (_, index) => `step ${index}`).join('~');
    expect(funnelOf({ steps }, today)?.steps).toHaveLength(12);
  });
});

test('a trend keeps what was asked', () => {
  expect(
    trendsOf(
      { series: '*:people~order placed:sum:value', every: 'week', compare: 'yes', last: '7' },
      today,
    ),
  ).toEqual({
    kind: 'trends',
    series: [
      { event: null, measure: 'people' },
      { event: 'order placed', measure: 'sum', property: 'value' },
    ],
    from: '2026-09-16',
    to: '2026-09-22',
    interval: 'week',
    compare: true,
  });
  expect(trendsOf({ series: 'x:median' }, today)).toBeUndefined();
});

test.each([
  ['1h', 3600, '1 hour'],
  ['14d', 1_209_600, '14 days'],
  ['30m', 1800, '30 minutes'],
  ['any', null, 'any time'],
  ['900d', 1_209_600, '14 days'],
  [undefined, 1_209_600, '14 days'],
])('window %s is %s seconds, "%s"', (words, seconds, name) => {
  expect(readWindow(words)).toBe(seconds);
  expect(windowWords(readWindow(words))).toBe(name);
});
