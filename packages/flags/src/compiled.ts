/** Definitions as evaluation reads them; made by `compile.ts`. */
import type { Matcher } from './conditions.ts';
import type { BucketRange, Json } from './definition.ts';
import type { Bucketer } from './hash.ts';
import type { BanditLeaf, Evaluation } from './result.ts';

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

/** The split of an experiment for those whom it holds for. Only contextual bandits have several. */
export type Leaf = {
  readonly matches: Matcher | undefined;
  readonly ranges: readonly BucketRange[];
  readonly bandit: BanditLeaf | undefined;
};

export type Experiment = Division & {
  readonly key: string;
  readonly variations: readonly Variation[];
  /** The first that holds gives the ranges; the last one always does. */
  readonly leaves: readonly Leaf[];
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

/** A share of the units; a coverage includes its own last bucket, as in every GrowthBook client. */
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
