/**
 * Decides which value of a flag a person gets: a pure function of the definition and the person, in
 * the browser and on the server. Definitions are GrowthBook features and come out as its own clients
 * bring them out. Compile a definition once, evaluate it as often as you like:
 *
 *   const flags = compileFlags({ features, savedGroups });
 *   const { value, assignment, exposures } = evaluate(flags, 'new-checkout', { attributes: { id } });
 *
 * Nothing here keeps or sends anything: `exposures` are to be reported and `sticky` documents to be
 * stored by the caller.
 */
import { compileCondition } from './conditions.ts';
import type { Condition, SavedGroups } from './definition.ts';
import { readGroups } from './groups.ts';
import type { Attributes } from './result.ts';

export { bucketRanges, chooseVariation, equalWeights, inNamespace } from './buckets.ts';
export { compileExperiment, compileFlags } from './compile.ts';
export type { Experiment, Flags } from './compiled.ts';
export type {
  BucketRange,
  Condition,
  ContextualBandit,
  ExperimentDefinition,
  Filter,
  FlagDefinition,
  FlagsDefinition,
  HashVersion,
  Json,
  Namespace,
  Prerequisite,
  Rule,
  SavedGroup,
  SavedGroups,
  VariationMeta,
} from './definition.ts';
export { evaluate, runExperiment } from './evaluate.ts';
export { hash } from './hash.ts';
export type {
  Assignment,
  Attributes,
  BanditLeaf,
  Context,
  Evaluation,
  Source,
  StickyDocument,
  Unit,
} from './result.ts';
export { queryStringOverride } from './url.ts';

/** Whether a condition holds for these attributes. A condition that is asked often: `matcher`. */
export function evalCondition(
  condition: Condition,
  attributes: Attributes,
  savedGroups: SavedGroups = {},
): boolean {
  return matcher(condition, savedGroups)(attributes);
}

/** A condition, compiled. */
export function matcher(
  condition: Condition,
  savedGroups: SavedGroups = {},
): (attributes: Attributes) => boolean {
  return compileCondition(condition, readGroups(savedGroups));
}
