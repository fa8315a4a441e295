/** Keys, values and event names that would break out of anything that quotes carelessly. */
import type { FunnelQuestion, TrendsQuestion } from '@tandem/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { funnel, type FunnelRow } from './funnel.ts';
import { funnelTraitKeys, funnelTraits, type TraitCount } from './funnel-traits.ts';
import { openStore } from './testing/store.ts';
import { trends, type TrendsRow } from './trends.ts';

const hostile = [
  "a'b",
  'a"b',
  'a\\b',
  'a\\',
  "\\'; DROP TABLE events; --",
  'a`b',
  '`',
  '{x:UInt8}',
  '{project:UInt32}',
  '{p0:String}',
  'a\nb',
  'a\tb\r',
  'a\0b',
  '__proto__',
  'constructor',
  'ключ 🙂 ',
  'a.b',
  '.',
  '^v',
  'v.:Int64',
  ':String',
  'v[]',
  '*',
  '?',
  '$1 %s %2',
  '*/ /* --',
  '\u202e\u0001',
];
const context = { timeZone: 'UTC', now: new Date('2026-03-10') };
const range = { from: '2026-03-01', to: '2026-03-02' };
const store = await openStore();
afterAll(() => store.close());

const id = (kind: string, n: number) =>
  `${kind}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

beforeAll(async () => {
  const rows = hostile.flatMap((word, i) =>
    [0, 1].map((other) => ({
      project: 1,
      name: word,
      day: '2026-03-01',
      id: id(other === 0 ? 'e' : 'f', i),
      time: `2026-03-01T10:00:0${other}Z`,
      received_at: '2026-03-01T10:00:00Z',
      person: id('a', i),
      distinct_id: word,
      // A literal `__proto__` here would set the prototype.
      properties: Object.fromEntries([
        [word, word],
        ['number', i],
      ]),
      precedence: 1,
    })),
  );
  await store.insert('events', rows);
});

test.each(hostile.map((word) => [JSON.stringify(word), word]))('%s', async (_, word) => {
  const filters = [{ kind: 'property', on: 'event', key: word, op: 'is', value: word } as const];
  const question: TrendsQuestion = {
    kind: 'trends',
    series: [{ event: word, measure: 'count', filters }],
    ...range,
    interval: 'day',
    breakdown: { on: 'event', key: word },
    segment: { kind: 'and', of: [...filters, { kind: 'did', event: word, filters }] },
  };
  const rows = await store.rows<TrendsRow>(1, trends(question, context));
  expect(rows.map(({ value, number }) => ({ value, number }))).toEqual([
    { value: word, number: 2 },
    { value: word, number: 2 },
  ]);
  const anyEvent = { ...question, series: [{ event: null, measure: 'people' as const, filters }] };
  const people = await store.rows<TrendsRow>(1, trends(anyEvent, context));
  expect(people.map(({ number }) => number)).toEqual([1, 1]);
  const walk: FunnelQuestion = {
    kind: 'funnel',
    steps: [{ event: word, filters }, { event: word }],
    ...range,
    windowSeconds: 60,
    breakdown: { on: 'event', key: word },
  };
  const [row] = await store.rows<FunnelRow>(1, funnel(walk, context));
  expect(row).toEqual({ period: 'current', value: word, rest: 0, people: [1, 1], withWords: [] });
  const set = { question: walk, step: 1, outcome: 'lost' as const };
  const keys = await store.rows<{ key: string }>(1, funnelTraitKeys(set, context));
  expect(keys.map(({ key }) => key).toSorted()).toEqual([word, 'number'].toSorted());
  await store.rows<TraitCount>(1, funnelTraits(set, context, [word, 'number']));
});

test('a property that is none, an object, a number and a truth value', async () => {
  const kinds = [
    {},
    { v: { deep: 1 } },
    { v: 7 },
    { v: '7.0' },
    { v: true },
    { v: null },
    { v: [1] },
  ];
  await store.insert(
    'events',
    kinds.map((properties, i) => ({
      project: 2,
      name: 'kind',
      day: '2026-03-01',
      id: id('e', i),
      time: '2026-03-01T10:00:00Z',
      received_at: '2026-03-01T10:00:00Z',
      person: id('a', i),
      distinct_id: '',
      properties,
      precedence: 1,
    })),
  );
  const count = async (filter: object) => {
    const filters = [{ kind: 'property', on: 'event', key: 'v', ...filter }];
    const series = [{ event: 'kind', measure: 'count', filters }];
    const question = { kind: 'trends', series, ...range, interval: 'day' } as TrendsQuestion;
    const rows = await store.rows<TrendsRow>(2, trends(question, context));
    return rows.find(({ bucket }) => bucket === -1)?.number ?? 0;
  };
  expect(await count({ op: 'is_set' })).toBe(5);
  expect(await count({ op: 'is_not_set' })).toBe(2);
  expect(await count({ op: 'is', value: 7 })).toBe(2);
  expect(await count({ op: 'is', value: '7' })).toBe(1);
  expect(await count({ op: 'is', value: true })).toBe(1);
  expect(await count({ op: 'is_not', value: 7 })).toBe(5);
  expect(await count({ op: 'gt', value: 6 })).toBe(2);
});
