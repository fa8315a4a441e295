/**
 * Definition -> compiled flags, once for each definition that arrives. It never throws: what is
 * absent or null gets its default, and what is there but makes no sense lets nobody in.
 */
import { bucketRanges } from './buckets.ts';
import { compileCondition, type Matcher } from './conditions.ts';
import type { BucketRange, ExperimentDefinition, FlagsDefinition, Json } from './definition.ts';
import { field, isFields } from './fields.ts';
import { readGroups, type Groups } from './groups.ts';
import { bucketer, type Bucketer } from './hash.ts';
import type { Evaluation, Source } from './result.ts';

export type Prerequisite = {
  readonly flag: string;
  readonly matches: Matcher;
  readonly gate: boolean;
};

/** Which unit, and its bucket. */
export type Division = {
  readonly attribute: string;
  /** Where sticky buckets are kept and the unit has no such attribute. */
  readonly fallback: string | undefined;
  readonly isSticky: boolean;
  readonly bucket: Bucketer;
};

export type Filter = {
  readonly attribute: string;
  readonly bucket: Bucketer;
  readonly ranges: readonly BucketRange[];
};

export type Variation = {
  readonly value: Json;
  readonly key: string;
  readonly name: string | undefined;
  readonly passthrough: boolean;
};

export type Experiment = Division & {
  readonly key: string;
  readonly variations: readonly Variation[];
  readonly ranges: readonly BucketRange[];
  readonly prerequisites: readonly Prerequisite[];
  readonly filters: readonly Filter[];
  readonly namespace: Omit<Filter, 'attribute'> | undefined;
  readonly matches: Matcher | undefined;
  readonly status: unknown;
  readonly isActive: boolean;
  readonly forced: number | undefined;
  readonly bucketVersion: number;
  readonly minBucketVersion: number;
};

/** A share of the units; `at most` belongs to it, as GrowthBook's clients have it. */
export type Share = Division & { readonly includes: (bucket: number) => boolean };

export type Rule = {
  readonly prerequisites: readonly Prerequisite[];
  readonly filters: readonly Filter[];
  readonly matches: Matcher | undefined;
  readonly share: Share | undefined;
  readonly experiment: Experiment | undefined;
  readonly isForced: boolean;
  /** What a forced value comes to; of an experiment the frame of its result. */
  readonly result: Evaluation;
};

export type Flag = { readonly rules: readonly Rule[]; readonly byDefault: Evaluation };

/** Flags ready to be evaluated, by key; made by `compileFlags`. */
export type Flags = ReadonlyMap<string, Flag>;

export function compileFlags(definition: FlagsDefinition): Flags {
  const groups = readGroups(definition.savedGroups);
  const flags = Object.entries(definition.features ?? {}).filter(([, flag]) => isFields(flag));
  return new Map(flags.map(([key, flag]) => [key, compileFlag(key, flag, groups)]));
}

/** An experiment on its own, outside any flag. */
export function compileExperiment(
  definition: ExperimentDefinition,
  { savedGroups }: Pick<FlagsDefinition, 'savedGroups'> = {},
): Experiment {
  const groups = readGroups(savedGroups);
  const force = field(definition, 'force');
  return {
    ...experimentOf(definition, '', groups),
    prerequisites: prerequisitesOf(definition, groups),
    filters: filtersOf(definition),
    forced: force === null ? undefined : number(force),
  };
}

export function plain(value: Json, source: Source, rule?: Evaluation['rule']): Evaluation {
  const result = { value, on: Boolean(value), source, exposures: [] };
  return rule === undefined ? result : { ...result, rule };
}

function compileFlag(key: string, flag: unknown, groups: Groups): Flag {
  return {
    byDefault: plain(field(flag, 'defaultValue') as Json, 'defaultValue'),
    rules: list(field(flag, 'rules')).flatMap((rule, index) => compileRule(rule, groups, { key, index })),
  };
}

function compileRule(rule: unknown, groups: Groups, place: { key: string; index: number }): Rule[] {
  if (!isFields(rule)) return [];
  const isForced = Object.hasOwn(rule, 'force');
  const experiment = isForced ? undefined : experimentOf(rule, place.key, groups);
  const [id, ring] = [text(field(rule, 'id')), text(field(rule, 'ring'))];
  const about = { index: place.index, ...(id && { id }), ...(ring && { ring }) };
  const value = field(rule, 'force') as Json;
  return [
    {
      prerequisites: prerequisitesOf(rule, groups),
      filters: filtersOf(rule),
      matches: conditionOf(rule, groups),
      share: shareOf(rule, place.key),
      experiment,
      isForced,
      result: plain(value, isForced ? 'force' : 'experiment', about),
    },
  ];
}

function experimentOf(definition: unknown, flag: string, groups: Groups): Experiment {
  const values = list(field(definition, 'variations'));
  const key = text(field(definition, 'key')) ?? flag;
  const namespace = field(definition, 'namespace');
  const [space, ...range] = list(namespace);
  return {
    ...divisionOf(definition, key),
    key,
    variations: variationsOf(values, list(field(definition, 'meta'))),
    ranges: rangesOf(definition, values.length),
    prerequisites: [],
    filters: [],
    namespace:
      // Filters came after namespaces and replace them.
      namespace === null || field(definition, 'filters') !== null
        ? undefined
        : { bucket: bucketer(`__${String(space)}`, 1), ranges: [rangeOf(range)] },
    matches: conditionOf(definition, groups),
    status: field(definition, 'status'),
    isActive: field(definition, 'active') !== false,
    forced: undefined,
    bucketVersion: number(field(definition, 'bucketVersion') ?? 0),
    minBucketVersion: number(field(definition, 'minBucketVersion') ?? 0),
  };
}

function variationsOf(values: readonly unknown[], meta: readonly unknown[]): readonly Variation[] {
  return values.map((value, i) => ({
    value: value as Json,
    key: text(field(meta[i], 'key')) ?? String(i),
    name: text(field(meta[i], 'name')),
    passthrough: field(meta[i], 'passthrough') === true,
  }));
}

function rangesOf(definition: unknown, variations: number): readonly BucketRange[] {
  const ranges = field(definition, 'ranges');
  if (ranges !== null) return list(ranges).map(rangeOf);
  const coverage = number(field(definition, 'coverage') ?? 1);
  return bucketRanges(variations, coverage, list(field(definition, 'weights')).map(number));
}

function divisionOf(definition: unknown, salt: string): Division {
  const isSticky = field(definition, 'disableStickyBucketing') !== true;
  return {
    attribute: text(field(definition, 'hashAttribute')) ?? 'id',
    fallback: isSticky ? text(field(definition, 'fallbackAttribute')) : undefined,
    isSticky,
    bucket: bucketer(
      text(field(definition, 'seed')) ?? salt,
      number(field(definition, 'hashVersion') ?? 1),
    ),
  };
}

function shareOf(rule: unknown, flag: string): Share | undefined {
  const [range, coverage] = [field(rule, 'range'), field(rule, 'coverage')];
  if (range === null && coverage === null) return undefined;
  const [from, to] = rangeOf(range);
  const most = number(coverage);
  return {
    ...divisionOf(rule, flag),
    includes:
      range === null
        ? (bucket) => most !== 0 && bucket <= most
        : (bucket) => bucket >= from && bucket < to,
  };
}

function filtersOf(definition: unknown): readonly Filter[] {
  const filters = field(definition, 'filters');
  if (filters === null) return [];
  return (Array.isArray(filters) ? filters : [filters]).map((filter: unknown) => ({
    attribute: text(field(filter, 'attribute')) ?? 'id',
    bucket: bucketer(String(field(filter, 'seed')), number(field(filter, 'hashVersion') ?? 2)),
    ranges: list(field(filter, 'ranges')).map(rangeOf),
  }));
}

function prerequisitesOf(definition: unknown, groups: Groups): readonly Prerequisite[] {
  const parents = field(definition, 'parentConditions');
  if (parents === null) return [];
  return (Array.isArray(parents) ? parents : [parents]).map((parent: unknown) => ({
    flag: String(field(parent, 'id')),
    matches: compileCondition(field(parent, 'condition') ?? {}, groups),
    gate: field(parent, 'gate') === true,
  }));
}

function conditionOf(definition: unknown, groups: Groups): Matcher | undefined {
  const condition = field(definition, 'condition');
  return condition === null ? undefined : compileCondition(condition, groups);
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** Not a number, so that every comparison with it fails, where there is none. */
const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);
const rangeOf = (value: unknown): BucketRange => {
  const [from, to] = list(value);
  return [number(from), number(to)];
};

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
