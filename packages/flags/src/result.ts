/** What goes into an evaluation beside the definition, and what comes out of it: data only. */
import type { Json } from './definition.ts';

export type Attributes = { readonly [key: string]: unknown };

/** What one unit was given before, by `EXPERIMENT__BUCKETVERSION`. */
export type StickyDocument = {
  readonly attributeName: string;
  readonly attributeValue: string;
  readonly assignments: { readonly [key: string]: string };
};

export type Context = {
  readonly attributes?: Attributes;
  /** False switches every experiment off; flags keep their other rules. */
  readonly enabled?: boolean;
  /** True lets only forced variations through. */
  readonly qaMode?: boolean;
  /** The page's address, where `?EXPERIMENT=1` may ask for a variation. */
  readonly url?: string;
  /** Experiment key -> index of the variation. */
  readonly forcedVariations?: { readonly [experiment: string]: number };
  readonly forcedValues?: { readonly [flag: string]: Json };
  /** Given, also empty: sticky buckets are kept; by `ATTRIBUTE||VALUE`. */
  readonly sticky?: { readonly [unit: string]: StickyDocument };
};

/** Who was divided. */
export type Unit = { readonly attribute: string; readonly value: string | number | boolean };

/** Leaf -1 is the rule's own split, for those whom no leaf holds for. */
export type BanditLeaf = {
  readonly leafId: number;
  readonly variationWeights: readonly number[];
  readonly banditVersion?: number;
};

/** A unit's place in an experiment. */
export type Assignment = {
  readonly experiment: string;
  /** The flag that runs the experiment; undefined for an experiment on its own. */
  readonly flag?: string;
  /** Index of the variation; 0, the control, for those who are not in the experiment. */
  readonly variation: number;
  /** The variation's own key, or its index as a text. */
  readonly key: string;
  readonly name?: string;
  readonly value: Json;
  readonly inExperiment: boolean;
  /** True if chance decided, now or earlier: only then does the unit count in the result. */
  readonly hashUsed: boolean;
  readonly stickyUsed: boolean;
  readonly unit: Unit;
  readonly bucket?: number;
  /** Of a contextual bandit: the split that held when chance decided. */
  readonly bandit?: BanditLeaf;
  /** To be stored, where the assignment is new. */
  readonly sticky?: StickyDocument;
};

export type Source =
  | 'unknownFeature'
  | 'defaultValue'
  | 'force'
  | 'override'
  | 'experiment'
  | 'prerequisite'
  | 'cyclicPrerequisite';

/** The value of a flag for one unit, and why. */
export type Evaluation = {
  readonly value: Json;
  /** False for false, 0, the empty text and null. */
  readonly on: boolean;
  readonly source: Source;
  /** The rule that decided: its place in the flag as defined, its id and its ring. */
  readonly rule?: { readonly index: number; readonly id?: string; readonly ring?: string };
  /** The bucket by which a share of the units was let in. */
  readonly bucket?: number;
  readonly assignment?: Assignment;
  /**
   * What to report as seen: every experiment that chance took the unit into on the way to this
   * value, holdouts and the flags it depends on among them.
   */
  readonly exposures: readonly Assignment[];
};
