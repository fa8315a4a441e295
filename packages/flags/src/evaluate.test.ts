/** What Tandem adds to the format, and what the vectors do not say. */
import { describe, expect, test } from 'vitest';
import {
  compileExperiment,
  compileFlags,
  evalCondition,
  evaluate,
  hash,
  runExperiment,
  type FlagDefinition,
  type Rule,
} from './index.ts';

const half: Rule = { key: 'button', hashVersion: 2, variations: ['blue', 'green'] };
const ann = { attributes: { id: 'ann', country: 'FI' } };
const flag = (definition: FlagDefinition) => compileFlags({ features: { flag: definition } });

describe('the reason', () => {
  test('names the rule, its ring and the bucket that let the unit in', () => {
    const flags = flag({
      defaultValue: false,
      rules: [
        { id: 'staff', force: true, condition: { staff: true } },
        { id: 'r1', ring: 'early', force: true, coverage: 1, hashVersion: 2, seed: 'release 7' },
      ],
    });
    expect(evaluate(flags, 'flag', ann)).toEqual({
      value: true,
      on: true,
      source: 'force',
      rule: { index: 1, id: 'r1', ring: 'early' },
      bucket: hash('release 7', 'ann', 2),
      exposures: [],
    });
  });

  test('a forced value needs no definition', () => {
    const context = { ...ann, forcedValues: { flag: 0, other: 'x' } };
    expect(evaluate(flag({}), 'flag', context)).toMatchObject({ value: 0, on: false });
    expect(evaluate(flag({}), 'other', context)).toMatchObject({ value: 'x', source: 'override' });
  });
});

describe('what is to be reported', () => {
  test('an experiment that chance took the unit into', () => {
    const { assignment, exposures } = evaluate(flag({ rules: [half] }), 'flag', ann);
    expect(exposures).toEqual([assignment]);
    expect(assignment).toMatchObject({
      experiment: 'button',
      flag: 'flag',
      inExperiment: true,
      hashUsed: true,
      unit: { attribute: 'id', value: 'ann' },
    });
  });

  test('nothing that somebody forced', () => {
    const flags = flag({ rules: [half] });
    const forced = evaluate(flags, 'flag', { ...ann, forcedVariations: { button: 1 } });
    expect(forced).toMatchObject({ value: 'green', exposures: [] });
    const inUrl = evaluate(flags, 'flag', { ...ann, url: 'https://shop.example/?button=0' });
    expect(inUrl).toMatchObject({ value: 'blue', exposures: [] });
    const outside = evaluate(flags, 'flag', { ...ann, forcedVariations: { button: 2 } });
    expect(outside.source).toBe('defaultValue');
  });

  test('a holdout that passed the unit on, and the experiments of flags that this one needs, once', () => {
    const holdout: Rule = {
      ...half,
      key: 'holdout',
      weights: [0, 1],
      variations: [null, null],
      meta: [{}, { passthrough: true }],
    };
    const needs = { id: 'parent', condition: { value: { $in: ['blue', 'green'] } }, gate: true };
    const flags = compileFlags({
      features: {
        parent: { rules: [half] },
        child: { rules: [holdout, { parentConditions: [needs, needs] }, { force: 'on' }] },
      },
    });
    const result = evaluate(flags, 'child', ann);
    expect(result).toMatchObject({ value: 'on', source: 'force' });
    expect(result.exposures.map((one) => [one.flag, one.experiment])).toEqual([
      ['child', 'holdout'],
      ['parent', 'button'],
    ]);
  });
});

describe('sticky buckets', () => {
  const rule = { ...half, weights: [1, 0] };
  const before = evaluate(flag({ rules: [rule] }), 'flag', { ...ann, sticky: {} });
  const sticky = { 'id||ann': before.assignment!.sticky! };

  test('hold when the weights change, also for variations without keys of their own', () => {
    const after = flag({ rules: [{ ...rule, weights: [0, 1] }] });
    expect(evaluate(after, 'flag', { ...ann, sticky: {} }).value).toBe('green');
    const result = evaluate(after, 'flag', { ...ann, sticky });
    expect(result).toMatchObject({
      value: 'blue',
      assignment: { stickyUsed: true, hashUsed: true },
    });
    expect(result.assignment?.sticky).toBeUndefined();
  });

  test('hold when the unit leaves the audience', () => {
    const after = flag({ rules: [{ ...rule, condition: { country: 'SE' } }] });
    expect(evaluate(after, 'flag', ann).source).toBe('defaultValue');
    expect(evaluate(after, 'flag', { ...ann, sticky }).value).toBe('blue');
  });
});

describe('saved groups by reference', () => {
  const groups = {
    testers: { type: 'list', attributeKey: 'email', values: ['ann@firm.example'] },
    nordic: { type: 'condition', condition: { country: { $in: ['FI', 'SE'] } } },
    team: { type: 'condition', condition: { $savedGroup: { id: 'testers' }, plan: 'team' } },
    later: { type: 'invented later' },
  } as const;
  const person = {
    email: 'ann@firm.example',
    contact: 'bo@firm.example',
    country: 'FI',
    plan: 'team',
  };

  test.each([
    [{ $savedGroup: { id: 'testers' } }, true],
    [{ $savedGroup: { id: 'testers', attributeKey: 'contact' } }, false],
    [{ $savedGroup: { id: 'nordic' } }, true],
    [{ $savedGroup: { id: 'team' } }, true],
    [{ $not: { $savedGroup: { id: 'team' } } }, false],
    [{ $savedGroup: { id: 'later' } }, false],
    [{ $savedGroup: 'nordic' }, false],
    [{ $savedGroup: { id: 'none' } }, false],
    [{ email: { $inGroup: 'testers' } }, true],
    [{ email: { $notInGroup: 'nordic' } }, false],
  ])('%j', (condition, holds) => {
    expect(evalCondition(condition, person, groups as never)).toBe(holds);
  });
});

describe('an experiment on its own', () => {
  const definition = { key: 'headline', variations: ['old', 'new'], hashVersion: 2 } as const;

  test('takes units in and reports nothing by itself', () => {
    const { bucket, variation, ...rest } = runExperiment(compileExperiment(definition), ann);
    expect(variation).toBe(bucket! < 0.5 ? 0 : 1);
    expect(rest).toMatchObject({ inExperiment: true, hashUsed: true, experiment: 'headline' });
  });

  test('gives the control to those outside', () => {
    for (const status of ['draft', 'stopped'] as const) {
      const result = runExperiment(compileExperiment({ ...definition, status }), ann);
      expect(result).toMatchObject({ value: 'old', inExperiment: false, hashUsed: false });
    }
    expect(runExperiment(compileExperiment(definition), {}).inExperiment).toBe(false);
  });

  test('never meets one with ranges apart from its own in the same namespace', () => {
    const first = compileExperiment({ ...definition, namespace: ['page', 0, 0.5] });
    const second = compileExperiment({ ...definition, key: 'b', namespace: ['page', 0.5, 1] });
    const taken = Array.from({ length: 500 }, (_, n) =>
      [first, second].map(
        (one) => runExperiment(one, { attributes: { id: `p${n}` } }).inExperiment,
      ),
    );
    expect(taken.every(([a, b]) => a !== b)).toBe(true);
  });

  test('stands on flags', () => {
    const needs = { id: 'flag', condition: { value: true } };
    const experiment = compileExperiment({ ...definition, parentConditions: [needs] });
    expect(runExperiment(experiment, ann).inExperiment).toBe(false);
    expect(runExperiment(experiment, ann, flag({ defaultValue: true })).inExperiment).toBe(true);
  });
});
