/** The test vectors of GrowthBook's own clients: for evaluation they are the specification. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  bucketRanges,
  chooseVariation,
  compileExperiment,
  compileFlags,
  equalWeights,
  evalCondition,
  evaluate,
  hash,
  inNamespace,
  queryStringOverride,
  runExperiment,
  type Assignment,
  type BucketRange,
  type Condition,
  type Context,
  type Evaluation,
  type ExperimentDefinition,
  type FlagsDefinition,
  type Json,
  type Namespace,
  type Rule,
  type SavedGroups,
  type StickyDocument,
} from './index.ts';

type Given = Context & FlagsDefinition;
type Vectors = {
  readonly hash: readonly [string, string, number, number | null][];
  readonly getBucketRange: readonly [
    string,
    [number, number, number[] | null],
    readonly BucketRange[],
  ][];
  readonly chooseVariation: readonly [string, number, readonly BucketRange[], number][];
  readonly getQueryStringOverride: readonly [string, string, string, number, number | null][];
  readonly inNamespace: readonly [string, string, Namespace, boolean][];
  readonly getEqualWeights: readonly [number, readonly number[]][];
  readonly evalCondition: readonly [
    string,
    Condition,
    Context['attributes'],
    boolean,
    SavedGroups?,
  ][];
  readonly feature: readonly [string, Given, string, { readonly [key: string]: Json }][];
  readonly contextualBandit: Vectors['feature'];
  readonly run: readonly [string, Given, ExperimentDefinition, Json, boolean, boolean][];
  readonly stickyBucket: readonly [
    string,
    Given,
    readonly StickyDocument[],
    string,
    Json,
    { readonly [unit: string]: StickyDocument },
  ][];
};

const file = new URL('../../../../shared/fixtures/growthbook-sdk-js/cases.json', import.meta.url);
const isThere = existsSync(file);
if (!isThere) {
  if (process.env['CI'] === 'true') throw new Error('shared/fixtures is absent');
  console.warn('skipped: shared/fixtures/growthbook-sdk-js is absent');
}
const none: Vectors = {
  hash: [],
  getBucketRange: [],
  chooseVariation: [],
  getQueryStringOverride: [],
  inNamespace: [],
  getEqualWeights: [],
  evalCondition: [],
  feature: [],
  contextualBandit: [],
  run: [],
  stickyBucket: [],
};
const vectors = isThere ? (JSON.parse(readFileSync(file, 'utf8')) as Vectors) : none;

/** What GrowthBook prints of an experiment rule: the fields that it knows, and the key. */
const known = new Set(
  `variations key coverage weights hashAttribute fallbackAttribute disableStickyBucketing
  bucketVersion minBucketVersion namespace meta ranges name phase seed hashVersion filters
  condition`.split(/\s+/),
);

function asGrowthBook(assignment: Assignment): object {
  const { variation, key, name, value, inExperiment, hashUsed, stickyUsed, unit, bucket, bandit } =
    assignment;
  return {
    ...(assignment.flag !== undefined && { featureId: assignment.flag }),
    ...(name !== undefined && { name }),
    ...(bucket !== undefined && { bucket }),
    key,
    value,
    inExperiment,
    hashUsed,
    variationId: variation,
    stickyBucketUsed: stickyUsed,
    hashAttribute: unit.attribute,
    hashValue: unit.value,
    ...bandit,
  };
}

function experimentOf(assignment: Assignment, rule: Rule, key: string): object {
  const { contextualVariations, ...definition } = rule;
  const split = assignment.bandit && {
    weights: assignment.bandit.variationWeights,
    contextualBandit: assignment.bandit,
  };
  const variations = contextualVariations ?? rule.variations;
  const fields = Object.entries({ key, ...definition, variations });
  return { ...Object.fromEntries(fields.filter(([name]) => known.has(name))), ...split };
}

function featureResult(result: Evaluation, key: string, rules: readonly Rule[] = []): object {
  const { value, on, source, rule, assignment } = result;
  return {
    value,
    on,
    off: !on,
    source,
    ruleId: rule?.id ?? '',
    ...(assignment !== undefined && {
      experiment: experimentOf(assignment, rules[rule?.index ?? -1] ?? {}, key),
      experimentResult: asGrowthBook(assignment),
    }),
  };
}

const rounded = (numbers: readonly number[]) => numbers.map((one) => Number(one.toFixed(8)));

describe.skipIf(!isThere)('GrowthBook vectors', () => {
  test('all of them are there', () => {
    const counts = Object.entries(vectors).map(([name, list]) => [name, list.length]);
    expect(Object.fromEntries(counts)).toMatchObject({
      evalCondition: 248,
      hash: 15,
      getBucketRange: 13,
      chooseVariation: 13,
      inNamespace: 16,
      getEqualWeights: 6,
      feature: 55,
      run: 73,
      getQueryStringOverride: 16,
      stickyBucket: 13,
      contextualBandit: 35,
    });
  });

  test.each(vectors.hash)('hash %s %s %i', (seed, value, version, expected) => {
    expect(hash(seed, value, version) ?? null).toBe(expected);
  });

  test.each(vectors.getBucketRange)('bucketRanges: %s', (_name, [n, coverage, weights], ranges) => {
    expect(bucketRanges(n, coverage, weights ?? undefined).map(rounded)).toEqual(ranges);
  });

  test.each(vectors.chooseVariation)('chooseVariation: %s', (_name, bucket, ranges, expected) => {
    expect(chooseVariation(bucket, ranges)).toBe(expected);
  });

  test.each(vectors.getQueryStringOverride)('address: %s', (_name, key, url, n, expected) => {
    expect(queryStringOverride(key, url, n) ?? null).toBe(expected);
  });

  test.each(vectors.inNamespace)('inNamespace: %s', (_name, id, namespace, expected) => {
    expect(inNamespace(id, namespace)).toBe(expected);
  });

  test.each(vectors.getEqualWeights)('equalWeights: %i', (n, expected) => {
    expect(rounded(equalWeights(n))).toEqual(expected);
  });

  test.each(vectors.evalCondition)(
    'condition: %s',
    (_name, condition, attributes, holds, groups) => {
      expect(evalCondition(condition, attributes ?? {}, groups)).toBe(holds);
    },
  );

  test.each(vectors.feature)('flag: %s', (_name, given, key, expected) => {
    const result = evaluate(compileFlags(given), key, given);
    expect(featureResult(result, key, given.features?.[key]?.rules)).toEqual(expected);
  });

  test.each(vectors.contextualBandit)('bandit: %s', (_name, given, key, expected) => {
    // The weights of the leaf that a forced variation passes by are not told.
    const { experiment: _, ...rest } = expected;
    const result = evaluate(compileFlags(given), key, given);
    expect(featureResult(result, key, given.features?.[key]?.rules)).toMatchObject(rest);
  });

  test.each(vectors.run)('experiment: %s', (_name, given, definition, value, isIn, hashUsed) => {
    const experiment = compileExperiment(definition, given);
    const result = runExperiment(experiment, given, compileFlags(given));
    const { inExperiment } = result;
    expect({ value: result.value, inExperiment, hashUsed: result.hashUsed }).toEqual({
      value,
      inExperiment: isIn,
      hashUsed,
    });
  });

  test.each(vectors.stickyBucket)('sticky: %s', (_name, given, stored, key, expected, after) => {
    const own = stored.filter(
      (one) => String(given.attributes?.[one.attributeName]) === one.attributeValue,
    );
    const sticky = Object.fromEntries(own.map((one) => [keyOf(one), one]));
    const result = evaluate(compileFlags(given), key, { ...given, sticky });
    const [fresh] = result.exposures.flatMap((one) => one.sticky ?? []);
    expect(result.assignment ? asGrowthBook(result.assignment) : null).toEqual(expected);
    expect(fresh === undefined ? sticky : { ...sticky, [keyOf(fresh)]: fresh }).toEqual(after);
  });
});

const keyOf = ({ attributeName, attributeValue }: StickyDocument) =>
  `${attributeName}||${attributeValue}`;
