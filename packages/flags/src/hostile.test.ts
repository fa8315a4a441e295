/** Whatever a definition or the attributes of a page hold: nothing throws, nothing hangs, nobody slips in. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compileExperiment,
  compileFlags,
  evalCondition,
  evaluate,
  runExperiment,
  type Attributes,
  type Condition,
  type Context,
  type ExperimentDefinition,
  type FlagsDefinition,
  type SavedGroups,
} from './index.ts';

const seed = 20_261_123;
const operators =
  '$and $or $nor $not $savedGroup $eq $ne $lt $lte $gt $gte $veq $vlt $vgt $exists $type $in $nin $ini $inGroup $notInGroup $all $alli $regex $regexi $size $elemMatch $where'.split(
    ' ',
  );
const names =
  'id key force rules seed condition parentConditions gate value filters ranges range coverage weights variations meta hashAttribute hashVersion namespace status active bucketVersion minBucketVersion contextualBanditRef type values __proto__ constructor prototype toString length a.b'.split(
    ' ',
  );
const key = fc.oneof(fc.constantFrom(...operators), fc.constantFrom(...names), fc.string());
const leaf = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    0,
    1,
    -1,
    0.5,
    2,
    1e308,
    Number.NaN,
    '',
    'flag',
    'id',
    '(a+)+$',
  ),
  fc.string(),
);
const { anything } = fc.letrec<{ anything: unknown }>((tie) => ({
  anything: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    leaf,
    fc.array(tie('anything'), { maxLength: 4 }),
    // Made from entries, so that `__proto__` is an own key, as JSON.parse would make it.
    fc.array(fc.tuple(key, tie('anything')), { maxLength: 5 }).map(Object.fromEntries),
  ),
}));

describe('random rubbish', () => {
  test('as a condition and as attributes', () => {
    fc.assert(
      fc.property(anything, anything, anything, (condition, attributes, groups) => {
        const holds = evalCondition(
          condition as Condition,
          attributes as Attributes,
          groups as SavedGroups,
        );
        expect(typeof holds).toBe('boolean');
      }),
      { seed, numRuns: 5_000 },
    );
  });

  test('as a flag', () => {
    fc.assert(
      fc.property(
        fc.array(anything, { maxLength: 4 }),
        anything,
        anything,
        (rules, attributes, more) => {
          const features = { flag: { rules }, id: more, '': { rules: more }, two: more };
          const flags = compileFlags({
            features,
            savedGroups: more,
            contextualBandits: more,
          } as FlagsDefinition);
          for (const name of ['flag', 'id', '', 'two', '__proto__', 'toString']) {
            const result = evaluate(flags, name, {
              attributes: attributes as Attributes,
              sticky: more as NonNullable<Context['sticky']>,
            });
            expect(result.on).toBe(Boolean(result.value));
          }
        },
      ),
      { seed, numRuns: 5_000 },
    );
  });

  test('as an experiment', () => {
    fc.assert(
      fc.property(anything, anything, (definition, attributes) => {
        const experiment = compileExperiment(definition as ExperimentDefinition);
        const result = runExperiment(experiment, { attributes: attributes as Attributes });
        expect(result.variation).toBeGreaterThanOrEqual(0);
      }),
      { seed, numRuns: 5_000 },
    );
  });
});

describe('attributes that strike back', () => {
  const strike = (): never => {
    throw new Error('struck');
  };
  const circle: { self?: unknown } = {};
  circle.self = circle;
  const hostile = [
    Object.defineProperty({}, 'a', { get: strike, enumerable: true }),
    new Proxy({}, { get: strike, getOwnPropertyDescriptor: strike, has: strike }),
    { a: { toString: strike, valueOf: strike, toJSON: strike } },
    { a: Object.create(null) as object },
    { a: Symbol('a') },
    { a: -2n },
    { a: circle },
  ];
  const conditions: readonly Condition[] = [
    { a: 'x' },
    { a: 1 },
    { a: { $gt: 1 } },
    { a: { $regex: 'x' } },
    { a: { $vgt: '1.0.0' } },
    { a: ['x'] },
    { a: { b: 1 } },
    { a: { $in: ['x'] } },
  ];
  test.each(conditions)('under %j', (condition) => {
    for (const attributes of hostile) expect(evalCondition(condition, attributes)).toBe(false);
  });

  test('as the unit', () => {
    const flags = compileFlags({
      features: {
        flag: { defaultValue: 0, rules: [{ hashAttribute: 'a', coverage: 1, force: 1 }] },
      },
    });
    for (const attributes of [
      ...hostile,
      { a: Number.NaN },
      { a: [] },
      { a: {} },
      { a: 0 },
      { a: '' },
    ]) {
      expect(evaluate(flags, 'flag', { attributes }).source).toBe('defaultValue');
    }
  });

  test('nothing is read from a prototype', () => {
    expect(evalCondition({ 'constructor.name': 'Object' }, {})).toBe(false);
    expect(evalCondition({ toString: { $exists: true } }, {})).toBe(false);
    expect(evalCondition({ id: { $inGroup: 'constructor' } }, { id: 'x' }, {})).toBe(false);
    const flags = compileFlags({ features: {} });
    expect(evaluate(flags, '__proto__', {}).source).toBe('unknownFeature');
    const forced = compileFlags({ features: { valueOf: { rules: [{ variations: [1, 2] }] } } });
    const context = { attributes: { id: 'a' }, forcedVariations: {}, forcedValues: {}, sticky: {} };
    expect(evaluate(forced, 'valueOf', context).assignment?.hashUsed).toBe(true);
  });
});

describe('what makes no sense lets nobody in', () => {
  const rules = [
    { force: 1, coverage: '1' },
    { force: 1, coverage: 1, hashVersion: 3 },
    { force: 1, coverage: 1, hashVersion: '2' },
    { force: 1, range: 'all' },
    { force: 1, range: [0] },
    { force: 1, filters: 'all' },
    { force: 1, filters: [null] },
    { force: 1, filters: [{ seed: 'a' }] },
    { force: 1, condition: 'all' },
    { force: 1, condition: { $and: 'all' } },
    { force: 1, parentConditions: 'all' },
    { force: 1, parentConditions: [{ id: 'other', condition: { value: { $any: 1 } } }] },
    { variations: 'ab' },
    { variations: ['a'] },
    { variations: ['a', 'b'], coverage: '1' },
    { variations: ['a', 'b'], ranges: [['0', '1']] },
    { variations: ['a', 'b'], namespace: ['n'] },
    'rule',
    null,
  ];
  test.each(rules)('%j', (rule) => {
    const features = { flag: { defaultValue: 0, rules: [rule] }, other: {} };
    const flags = compileFlags({ features } as unknown as FlagsDefinition);
    expect(evaluate(flags, 'flag', { attributes: { id: 'a' } }).source).toBe('defaultValue');
  });
});

test('a definition that is none has no flags', () => {
  for (const definition of [null, 'flags', 7, [], { features: 'flags', savedGroups: 'all' }]) {
    const flags = compileFlags(definition as unknown as FlagsDefinition);
    const context = { attributes: null, forcedValues: null, sticky: null } as unknown as Context;
    expect(evaluate(flags, '0', context).source).toBe('unknownFeature');
  }
});

describe('size', () => {
  const nested = (depth: number, open: string, close: string) =>
    JSON.parse(`${open.repeat(depth)}{"a":1}${close.repeat(depth)}`) as Condition;

  test('a condition nested without end does not hold; a deep one does', () => {
    expect(evalCondition(nested(90, '{"$and":[', ']}'), { a: 1 })).toBe(true);
    expect(evalCondition(nested(100_000, '{"$and":[', ']}'), { a: 1 })).toBe(false);
    expect(evalCondition(nested(100_000, '{"a":{"$not":', '}}'), { a: 1 })).toBe(false);
    expect(evalCondition({ a: nested(100_000, '[', ']') }, { a: [] })).toBe(false);
    expect(evalCondition({ a: [1] }, { a: nested(100_000, '[', ']') })).toBe(false);
  });

  test('flags that depend on each other twice over, sixty deep', () => {
    const chain = Array.from({ length: 60 }, (_, n) => {
      const parent = { id: `flag-${n + 1}`, condition: { value: true } };
      const rule = { force: true, parentConditions: [parent, parent] };
      return [
        `flag-${n}`,
        { defaultValue: n === 59, rules: n === 59 ? [] : [rule, rule] },
      ] as const;
    });
    const flags = compileFlags({ features: Object.fromEntries(chain) });
    expect(evaluate(flags, 'flag-0', {})).toMatchObject({ value: true, source: 'force' });
  });

  test('a chain of ten thousand flags counts as a cycle', () => {
    const chain = Array.from({ length: 10_000 }, (_, n) => {
      const rule = { force: true, parentConditions: [{ id: `${n + 1}`, condition: {} }] };
      return [`${n}`, { rules: [rule] }] as const;
    });
    const flags = compileFlags({ features: Object.fromEntries(chain) });
    expect(evaluate(flags, '0', {}).source).toBe('cyclicPrerequisite');
  });

  test('saved groups of saved groups, each twice, and a group within itself', () => {
    const groups = Object.fromEntries(
      Array.from({ length: 60 }, (_, n) => {
        const inner = { $savedGroup: { id: `${n + 1}` } };
        return [`${n}`, { type: 'condition', condition: { $and: [inner, inner] } }] as const;
      }),
    );
    expect(evalCondition({ $savedGroup: { id: '0' } }, {}, groups)).toBe(false);
    const own = { me: { type: 'condition', condition: { $savedGroup: { id: 'me' } } } } as const;
    expect(evalCondition({ $savedGroup: { id: 'me' } }, {}, own)).toBe(false);
  });

  test('a bucket version out of all measure', () => {
    const rule = { variations: ['a', 'b'], bucketVersion: 1e12, minBucketVersion: 1e12 };
    const flags = compileFlags({ features: { flag: { rules: [rule] } } });
    const result = evaluate(flags, 'flag', { attributes: { id: 'a' }, sticky: {} });
    expect(result.assignment?.sticky?.assignments).toEqual({
      flag__1000000000000: result.assignment?.key,
    });
  });
});
