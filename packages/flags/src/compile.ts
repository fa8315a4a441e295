/**
 * Definition -> compiled flags, once for each definition that arrives. It never throws: what is
 * absent or null gets its default, and what is there but makes no sense lets nobody in.
 */
import { bucketRanges, equalWeights } from './buckets.ts';
import { compileCondition, type Matcher } from './conditions.ts';
import type {
  Division,
  Experiment,
  Filter,
  Flag,
  Flags,
  Leaf,
  Prerequisite,
  Rule,
  Share,
  Variation,
} from './compiled.ts';
import type { BucketRange, ExperimentDefinition, FlagsDefinition, Json } from './definition.ts';
import { field, isFields, text } from './fields.ts';
import { readGroups, type Groups } from './groups.ts';
import { bucketer } from './hash.ts';
import type { Evaluation, Source } from './result.ts';

/** What the rules of all flags may name. */
type Shared = { readonly groups: Groups; readonly bandits: unknown };

/**
 * Read once, evaluated often. Nothing in the definition is believed: what is malformed lets nobody in,
 * and a flag that is none is left out. Never throws.
 */
export function compileFlags(definition: FlagsDefinition): Flags {
  const groups = readGroups(field(definition, 'savedGroups'));
  const shared = { groups, bandits: field(definition, 'contextualBandits') };
  const features = Object.entries(field(definition, 'features') ?? {});
  const flags = features.filter(([, flag]) => isFields(flag));
  return new Map(flags.map(([key, flag]) => [key, compileFlag(key, flag, shared)]));
}

/** An experiment on its own, outside any flag. */
export function compileExperiment(
  definition: ExperimentDefinition,
  others: Pick<FlagsDefinition, 'savedGroups'> = {},
): Experiment {
  const shared = { groups: readGroups(field(others, 'savedGroups')), bandits: undefined };
  const force = field(definition, 'force');
  return {
    ...experimentOf(definition, '', shared),
    prerequisites: prerequisitesOf(definition, shared),
    filters: filtersOf(definition),
    forced: force === null ? undefined : number(force),
  };
}

/** A value that no experiment gave. */
export function plain(value: Json, source: Source, rule?: Evaluation['rule']): Evaluation {
  const result = { value, on: Boolean(value), source, exposures: [] };
  return rule === undefined ? result : { ...result, rule };
}

function compileFlag(key: string, flag: unknown, shared: Shared): Flag {
  return {
    byDefault: plain(field(flag, 'defaultValue') as Json, 'defaultValue'),
    rules: list(field(flag, 'rules')).flatMap((rule, index) =>
      compileRule(rule, shared, { key, index }),
    ),
  };
}

function compileRule(rule: unknown, shared: Shared, place: { key: string; index: number }): Rule[] {
  if (!isFields(rule)) return [];
  const isForced = Object.hasOwn(rule, 'force');
  const experiment = isForced ? undefined : experimentOf(rule, place.key, shared);
  const [id, ring] = [text(field(rule, 'id')), text(field(rule, 'ring'))];
  const about = { index: place.index, ...(id && { id }), ...(ring && { ring }) };
  const value = field(rule, 'force') as Json;
  return [
    {
      prerequisites: prerequisitesOf(rule, shared),
      filters: filtersOf(rule),
      matches: conditionOf(rule, shared),
      share: shareOf(rule, place.key),
      experiment,
      isForced,
      result: plain(value, isForced ? 'force' : 'experiment', about),
    },
  ];
}

function experimentOf(definition: unknown, flag: string, shared: Shared): Experiment {
  const bandit = field(shared.bandits, text(field(definition, 'contextualBanditRef')) ?? '');
  // Under a name of their own, so that clients that know no bandits pass the rule over.
  const values = list(field(definition, 'contextualVariations') ?? field(definition, 'variations'));
  const key = text(field(definition, 'key')) ?? flag;
  const namespace = field(definition, 'namespace');
  const [space, ...range] = list(namespace);
  return {
    ...divisionOf(definition, key),
    key,
    variations: variationsOf(values, list(field(definition, 'meta'))),
    leaves: leavesOf(definition, values.length, { bandit, shared }),
    prerequisites: [],
    filters: [],
    namespace:
      // Filters came after namespaces and replace them.
      namespace === null || field(definition, 'filters') !== null
        ? undefined
        : { bucket: bucketer(`__${text(space) ?? ''}`, 1), ranges: [rangeOf(range)] },
    matches: conditionOf(definition, shared),
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

function leavesOf(
  definition: unknown,
  variations: number,
  { bandit, shared }: { readonly bandit: unknown; readonly shared: Shared },
): readonly Leaf[] {
  const weights = weightsOf(definition);
  const ranges = rangesOf(definition, variations, weights);
  if (bandit === null) return [{ matches: undefined, ranges, bandit: undefined }];
  const version = field(bandit, 'banditVersion') as number | null;
  const about = { leafId: -1, variationWeights: weights ?? equalWeights(variations) };
  const banditVersion = version === null ? {} : { banditVersion: version };
  const leaves = list(field(bandit, 'contexts')).map((context) => {
    const own = weightsOf(context) ?? [];
    const leafId = field(context, 'leafId') as number;
    return {
      matches: compileCondition(field(context, 'condition') ?? {}, shared.groups),
      ranges: rangesOf(definition, variations, own),
      bandit: { leafId, variationWeights: own, ...banditVersion },
    };
  });
  return [...leaves, { matches: undefined, ranges, bandit: { ...about, ...banditVersion } }];
}

function weightsOf(definition: unknown): readonly number[] | undefined {
  const weights = field(definition, 'weights');
  return weights === null ? undefined : list(weights).map(number);
}

function rangesOf(
  definition: unknown,
  variations: number,
  weights: readonly number[] | undefined,
): readonly BucketRange[] {
  const ranges = field(definition, 'ranges');
  if (ranges !== null) return list(ranges).map(rangeOf);
  return bucketRanges(variations, number(field(definition, 'coverage') ?? 1), weights);
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
    bucket: bucketer(text(field(filter, 'seed')) ?? '', number(field(filter, 'hashVersion') ?? 2)),
    ranges: list(field(filter, 'ranges')).map(rangeOf),
  }));
}

function prerequisitesOf(definition: unknown, shared: Shared): readonly Prerequisite[] {
  const parents = field(definition, 'parentConditions');
  if (parents === null) return [];
  return (Array.isArray(parents) ? parents : [parents]).map((parent: unknown) => ({
    flag: text(field(parent, 'id')) ?? '',
    matches: compileCondition(
      isFields(parent) ? (field(parent, 'condition') ?? {}) : undefined,
      shared.groups,
    ),
    gate: field(parent, 'gate') === true,
  }));
}

function conditionOf(definition: unknown, shared: Shared): Matcher | undefined {
  const condition = field(definition, 'condition');
  return condition === null ? undefined : compileCondition(condition, shared.groups);
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** Not a number, so that every comparison with it fails, where there is none. */
const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);
const rangeOf = (value: unknown): BucketRange => {
  const [from, to] = list(value);
  return [number(from), number(to)];
};
