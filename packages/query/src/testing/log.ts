/** Random event logs: merged people, repeats with other times, equal instants, days across a clock change. */
import type { Condition, PropertyFilter } from '@tandem/contract';
import fc from 'fast-check';

export type LogEvent = {
  readonly id: number;
  readonly name: string;
  readonly time: number;
  readonly person: number;
  readonly properties: Readonly<Record<string, string | number | boolean>>;
  /** The day of the sender's own clock: part of what makes a repeat the same event. */
  readonly day: string;
  readonly precedence: number;
};
export type LogTrait = {
  readonly person: number;
  readonly kind: 'set' | 'once';
  readonly value: string | null;
  readonly time: number;
};
export type Log = {
  readonly events: readonly LogEvent[];
  readonly traits: readonly LogTrait[];
  /** Person -> canonical, flattened. */
  readonly merges: readonly (readonly [number, number])[];
};

const people = 4;
export const names = ['a', 'b', 'c', 'd'] as const;
export const values = ['x', 'y', 'X y', ''] as const;
/** Around the change to winter time in Europe, America and (other way) Lord Howe. */
export const days = ['2026-10-23', '2026-11-03'] as const;
export const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Africa/Cairo'];
const start = Date.parse('2026-10-22T12:00:00Z');
const minute = 60_000;

const value = fc.oneof(
  fc.constantFrom(...values),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(1.5, 2.25),
  fc.boolean(),
);
const properties = fc.oneof(
  fc.constant({}),
  value.map((v) => ({ v })),
  fc.record({ v: value, 'w.z': value }),
);
/** Coarse enough that instants meet. */
const time = fc.integer({ min: 0, max: 12 * 48 }).map((half) => start + half * 30 * minute);

const event = fc.record({
  name: fc.constantFrom(...names),
  time,
  person: fc.integer({ min: 0, max: people - 1 }),
  properties,
});
const repeat = fc.record({ of: fc.nat(), time, person: fc.nat(people - 1), wins: fc.boolean() });

export const log: fc.Arbitrary<Log> = fc
  .record({
    first: fc.array(event, { minLength: 1, maxLength: 60, size: 'max' }),
    repeats: fc.array(repeat, { maxLength: 8 }),
    traits: fc.array(
      fc.record({
        person: fc.integer({ min: 0, max: people - 1 }),
        kind: fc.constantFrom('set', 'once'),
        value: fc.constantFrom('pro', 'free', '7', null),
        time: fc.integer({ min: 0, max: 5 }).map((i) => start + i * minute),
      }),
      { maxLength: 10 },
    ),
    merged: fc.uniqueArray(fc.integer({ min: 1, max: people - 1 }), { maxLength: 2 }),
  })
  .map(({ first, repeats, traits, merged }) => {
    const kept = first.map((one, id) => ({ ...one, id, day: '2026-10-20', precedence: 10 }));
    const again = repeats.flatMap(({ of, wins, ...other }) => {
      const one = kept[of % kept.length];
      return one === undefined ? [] : [{ ...one, ...other, precedence: wins ? 11 + (of % 3) : 9 }];
    });
    const distinct = new Map(
      [...kept, ...again].map((one) => [`${one.id} ${one.precedence}`, one]),
    );
    const canonical = [0, 1, 2, 3].find((person) => !merged.includes(person)) ?? 0;
    return {
      events: [...distinct.values()],
      traits: [...new Map(traits.map((one) => [`${one.person} ${one.kind}`, one])).values()],
      merges: merged.map((person) => [person, canonical] as const),
    };
  });

const operand = fc.oneof(
  fc.constantFrom('x', 'y', 'X', 'pro', 'true'),
  fc.integer({ min: -2, max: 2 }),
);
const keyOf = { event: fc.constantFrom('v', 'w.z', 'missing'), person: fc.constant('plan') };

export function filter(on: 'event' | 'person'): fc.Arbitrary<PropertyFilter> {
  return fc.record({
    kind: fc.constant('property' as const),
    on: fc.constant(on),
    key: keyOf[on],
    op: fc.constantFrom(
      'is',
      'is_not',
      'contains',
      'not_contains',
      'starts_with',
      'gt',
      'gte',
      'lt',
      'lte',
      'is_set',
      'is_not_set',
    ),
    value: fc.oneof(operand, fc.array(operand, { minLength: 1, maxLength: 2 })),
  });
}

const did: fc.Arbitrary<Condition> = fc.record(
  {
    kind: fc.constant('did' as const),
    event: fc.constantFrom(...names),
    not: fc.boolean(),
    atLeast: fc.integer({ min: 1, max: 3 }),
    days: fc.integer({ min: 1, max: 20 }),
    filters: fc.array(fc.oneof(filter('event'), filter('person')), { maxLength: 1 }),
  },
  { requiredKeys: ['kind', 'event'] },
);

export const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    filter('event'),
    filter('person'),
    did,
    fc.record({ kind: fc.constantFrom('and', 'or'), of: fc.array(tie('node'), { maxLength: 2 }) }),
    fc.record({ kind: fc.constant('not' as const), of: tie('node') }),
  ),
})).node;
