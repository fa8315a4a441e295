/** Random flags and people over a small vocabulary, so that rules meet people often. */
import fc from 'fast-check';

const texts = ['', 'a', 'b', 'A', '1', '10', '1.2.3', 'v1.2.3-beta', '1.10', 'null', 'true'];
const scalar = fc.constantFrom(null, true, false, 0, 1, 2, -1, 0.5, ...texts);
/** Objects as JSON makes them. */
const object = <T>(key: fc.Arbitrary<string>, value: fc.Arbitrary<T>) =>
  fc.dictionary(key, value, { maxKeys: 3, noNullPrototype: true });
const some = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
  fc.record(fields, { requiredKeys: [], noNullPrototype: true });

const inner = fc.constantFrom('x', 'y', 'length');
const value = fc.oneof(scalar, scalar, fc.array(scalar, { maxLength: 3 }), object(inner, scalar));
export const attributes = fc
  .tuple(object(fc.constantFrom('a', 'b', 'c'), fc.oneof(value, object(inner, value))), scalar)
  .map(([fields, id]) => ({ ...fields, id }));

export const savedGroups = {
  ids: ['a', 'b', 1],
  rule: { type: 'condition', condition: { a: { $in: ['a', 1] } } },
  list: { type: 'list', attributeKey: 'a', values: ['a', 2] },
} as const;

const comparing = '$eq $ne $lt $lte $gt $gte $veq $vne $vlt $vlte $vgt $vgte $exists $unknown';
const listing = '$in $nin $ini $nini $all $alli';
const oneOf = (words: string) => fc.constantFrom(...words.split(' '));

export const { condition } = fc.letrec<Record<'operator' | 'expected' | 'condition', unknown>>(
  (tie) => ({
    operator: fc.oneof(
      fc.tuple(oneOf(comparing), scalar),
      fc.tuple(oneOf(listing), fc.oneof(fc.array(value, { maxLength: 3 }), scalar)),
      fc.tuple(oneOf('$inGroup $notInGroup'), oneOf('ids rule list none')),
      fc.tuple(oneOf('$regex $regexi'), oneOf('a ^a [ab]$ (a|b)+1? 1/2 ( n.ll')),
      fc.tuple(fc.constant('$type'), oneOf('string number boolean null array object')),
      fc.tuple(oneOf('$not $size'), tie('expected')),
      fc.tuple(fc.constant('$elemMatch'), fc.oneof(tie('expected'), tie('condition'))),
    ),
    expected: fc.oneof(
      { depthSize: 'small' },
      value,
      fc
        .array(tie('operator'), { minLength: 1, maxLength: 2 })
        .map((pairs) => Object.fromEntries(pairs as [string, unknown][])),
    ),
    condition: fc.oneof(
      { depthSize: 'small' },
      object(oneOf('a b c id a.x a.x.y b.0 c.length'), tie('expected')),
      fc
        .tuple(oneOf('$and $or $nor'), fc.array(tie('condition'), { maxLength: 3 }))
        .map(([name, conditions]) => ({ [name]: conditions })),
      tie('condition').map((one) => ({ $not: one })),
      oneOf('ids rule list none').map((id) => ({ $savedGroup: { id } })),
    ),
  }),
);

const range = fc.tuple(fc.constantFrom(0, 0.2, 0.5, 0.7), fc.constantFrom(0.3, 0.5, 0.9, 1));
const filter = fc.record({ seed: oneOf('f g'), ranges: fc.array(range, { maxLength: 2 }) });
const prerequisite = fc.record({
  id: oneOf('three three three none two'),
  condition: fc.constantFrom({}, { value: true }, { value: { $exists: true } }),
  gate: fc.boolean(),
});
const division = {
  condition,
  id: oneOf('r1 r2'),
  seed: fc.constantFrom('s', 't', ''),
  coverage: fc.constantFrom(0, 0.1, 0.5, 1, 1.5, -1),
  hashAttribute: fc.constantFrom('id', ''),
  hashVersion: fc.constantFrom(1, 2, 3),
  filters: fc.array(filter, { maxLength: 1 }),
  parentConditions: fc.array(prerequisite, { maxLength: 1 }),
};
const forcing = fc
  .tuple(some({ ...division, range }), value)
  .map(([rule, force]) => ({ ...rule, force }));
const testing = some({
  ...division,
  key: oneOf('e1 e2'),
  variations: fc.array(value, { maxLength: 3 }),
  weights: fc.constantFrom([0.5, 0.5], [0.2, 0.3], [0.9, 0.1], [0.2, 0.3, 0.5]),
  ranges: fc.array(range, { minLength: 1, maxLength: 3 }),
  namespace: range.map(([from, to]) => ['n', from, to]),
  meta: fc.constantFrom([{ key: 'x' }, { key: 'y', passthrough: true }], [{ name: 'n' }]),
});
const flag = some({
  defaultValue: value,
  rules: fc.array(fc.oneof(forcing, testing), { maxLength: 3 }),
});

export const features = fc.record({ one: flag, two: flag, three: flag });
/** What the page or the program asks for besides. */
export const wishes = fc.constantFrom(
  {},
  { qaMode: true },
  { enabled: false },
  { forcedVariations: { e1: 1, one: 0 } },
  { url: 'https://shop.example/?e2=1&one=1' },
);
