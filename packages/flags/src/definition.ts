/**
 * The definition of a flag: the GrowthBook feature format with Tandem's additions, which any
 * GrowthBook SDK may ignore without coming to another answer. It arrives as JSON from elsewhere, so
 * these types say what is meant; `compileFlags` believes none of it.
 */

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** MongoDB-like: `{ "country": { "$in": ["FI", "SE"] }, "$or": [...] }`. */
export type Condition = { readonly [key: string]: Json };

/** Half-open share of the buckets, `[from, to)` within `[0, 1]`. */
export type BucketRange = readonly [from: number, to: number];

/** 1 has 1,000 buckets and a known bias between related seeds; 2 has 10,000 and is for everything new. */
export type HashVersion = 1 | 2;

/** Lets in only units whose bucket under this seed lies in one of the ranges. */
export type Filter = {
  readonly seed: string;
  readonly ranges: readonly BucketRange[];
  /** 2 unless given. */
  readonly hashVersion?: HashVersion;
  /** `id` unless given. */
  readonly attribute?: string;
};

/** Experiments of one namespace with ranges that do not overlap never share a person. */
export type Namespace = readonly [name: string, from: number, to: number];

/** Another flag that must have come out so; the condition reads `{ value }`. */
export type Prerequisite = {
  readonly id: string;
  readonly condition: Condition;
  /** True: where it does not hold the whole flag is `null`. False: only this rule is passed over. */
  readonly gate?: boolean;
};

export type VariationMeta = {
  readonly key?: string;
  readonly name?: string;
  /** The person is in the experiment (a holdout) and the flag's next rules decide the value. */
  readonly passthrough?: boolean;
};

/** Who is asked, and by which hash they are divided. */
type Division = {
  /** The attribute that names the unit, `id` unless given. */
  readonly hashAttribute?: string;
  /** Used where the unit has no `hashAttribute`; only where sticky buckets are kept. */
  readonly fallbackAttribute?: string;
  /** 1 unless given. */
  readonly hashVersion?: HashVersion;
  /** The salt. The experiment's key or the flag's key unless given. */
  readonly seed?: string;
  readonly condition?: Condition;
  readonly parentConditions?: readonly Prerequisite[];
  readonly filters?: readonly Filter[];
  /** Share of the units, 0 to 1. */
  readonly coverage?: number;
  readonly disableStickyBucketing?: boolean;
};

export type ExperimentDefinition = Division & {
  readonly key: string;
  readonly variations: readonly Json[];
  /** One share for each variation, together 1; equal unless given. */
  readonly weights?: readonly number[];
  /** One range for each variation; wins over coverage and weights. */
  readonly ranges?: readonly BucketRange[];
  readonly namespace?: Namespace;
  readonly meta?: readonly VariationMeta[];
  readonly name?: string;
  readonly phase?: string;
  readonly status?: 'draft' | 'running' | 'stopped';
  readonly active?: boolean;
  /** Everyone who is let in gets this variation, and nobody is counted. */
  readonly force?: number;
  readonly bucketVersion?: number;
  /** People whose sticky bucket is older than this leave the experiment. */
  readonly minBucketVersion?: number;
};

/** The first rule that lets a person in decides. It either forces a value or runs an experiment. */
export type Rule = Division &
  Partial<Omit<ExperimentDefinition, 'force'>> & {
    readonly id?: string;
    readonly force?: Json;
    /** In place of `variations` where a contextual bandit splits. */
    readonly contextualVariations?: readonly Json[];
    readonly contextualBanditRef?: string;
    /** Wins over coverage. */
    readonly range?: BucketRange;
    /** Tandem's: the ring of a release that this rule carries out. It decides nothing. */
    readonly ring?: string;
  };

export type FlagDefinition = {
  readonly defaultValue?: Json;
  readonly rules?: readonly Rule[];
};

/** A list that conditions name with `$inGroup`, or a group that they name with `$savedGroup`. */
export type SavedGroup =
  | readonly Json[]
  | { readonly type: 'list'; readonly attributeKey: string; readonly values: readonly Json[] }
  | { readonly type: 'condition'; readonly condition: Condition };
export type SavedGroups = { readonly [name: string]: SavedGroup };

/** Splits by context: the first leaf whose condition holds gives the weights of its experiment. */
export type ContextualBandit = {
  readonly banditVersion?: number;
  readonly contexts?: readonly {
    readonly leafId: number;
    readonly condition: Condition;
    readonly weights: readonly number[];
  }[];
};

export type FlagsDefinition = {
  readonly features?: { readonly [key: string]: FlagDefinition };
  readonly savedGroups?: SavedGroups;
  readonly contextualBandits?: { readonly [name: string]: ContextualBandit };
};
