/**
 * Flags and experiments for one unit. Pure: the same definition, attributes and sticky buckets give
 * the same answer, nothing is read or written elsewhere, and nothing throws.
 */
import { chooseVariation } from './buckets.ts';
import { plain } from './compile.ts';
import type { Division, Experiment, Flags, Leaf, Prerequisite, Rule } from './compiled.ts';
import { field, isFields } from './fields.ts';
import type { Assignment, Attributes, Context, Evaluation, Unit } from './result.ts';
import { stickyDocument, stickyVariation } from './sticky.ts';
import { isIn, passes, unitOf } from './units.ts';
import { queryStringOverride } from './url.ts';

/** Flags that depend on flags that depend on flags; deeper counts as a cycle. */
const maxPath = 100;

type Call = {
  readonly flags: Flags;
  readonly context: Context;
  readonly attributes: Attributes;
  /** The flags being evaluated, the outermost first. */
  readonly path: string[];
  /** The flags this one depends on, each evaluated once. */
  known: Map<string, Evaluation> | undefined;
  readonly exposures: Assignment[];
};

/** The value of a flag for the unit that the context describes, and why. */
export function evaluate(flags: Flags, key: string, context: Context): Evaluation {
  const call = callOf(flags, context);
  const result = decide(call, key);
  return call.exposures.length === 0 ? result : { ...result, exposures: call.exposures };
}

/** An experiment on its own. Those whom it does not take get the control, `inExperiment` false. */
export function runExperiment(
  experiment: Experiment,
  context: Context,
  flags: Flags = new Map(),
): Assignment {
  const call = callOf(flags, context);
  return assign(call, experiment) ?? outside(call, experiment);
}

const nothing: Attributes = {};

function callOf(flags: Flags, context: Context): Call {
  const attributes = context.attributes ?? nothing;
  return { flags, context, attributes, path: [], known: undefined, exposures: [] };
}

function decide(call: Call, key: string): Evaluation {
  const forced = call.context.forcedValues;
  if (isFields(forced) && Object.hasOwn(forced, key)) {
    return plain(forced[key] ?? null, 'override');
  }
  const flag = call.flags.get(key);
  if (flag === undefined) return unknown;
  if (call.path.length >= maxPath || call.path.includes(key)) return cyclic;
  call.path.push(key);
  let result: Evaluation | undefined;
  for (const rule of flag.rules) {
    result = apply(call, rule, key);
    if (result !== undefined) break;
  }
  call.path.pop();
  return result ?? flag.byDefault;
}

const unknown = plain(null, 'unknownFeature');
const cyclic = plain(null, 'cyclicPrerequisite');
const gated = plain(null, 'prerequisite');

/** What the rule decides; undefined if the next rule is to be asked. */
function apply(call: Call, rule: Rule, flag: string): Evaluation | undefined {
  const stop = failing(call, rule.prerequisites);
  if (stop !== undefined) return stop === 'passed over' ? undefined : stop;
  if (!passes(rule.filters, call.attributes)) return undefined;
  if (rule.isForced) return force(call, rule);
  const assignment = rule.experiment && assign(call, rule.experiment, flag);
  if (assignment === undefined) return undefined;
  if (rule.experiment?.variations[assignment.variation]?.passthrough === true) return undefined;
  return ofAssignment(rule.result, assignment);
}

function ofAssignment(frame: Evaluation, assignment: Assignment): Evaluation {
  const { value, bucket } = assignment;
  const result = { ...frame, value, on: Boolean(value), assignment };
  return bucket === undefined ? result : { ...result, bucket };
}

function force(call: Call, { matches, share, result }: Rule): Evaluation | undefined {
  if (matches !== undefined && !matches(call.attributes)) return undefined;
  if (share === undefined) return result;
  const unit = dividedUnit(call, share);
  const bucket = unit && share.bucket(String(unit.value));
  return bucket !== undefined && share.includes(bucket) ? { ...result, bucket } : undefined;
}

/** The first prerequisite that does not hold: what the flag comes to by it, or that it only bars the rule. */
function failing(
  call: Call,
  prerequisites: readonly Prerequisite[],
): Evaluation | 'passed over' | undefined {
  for (const { flag, matches, gate } of prerequisites) {
    const result = call.known?.get(flag) ?? decide(call, flag);
    (call.known ??= new Map()).set(flag, result);
    if (result.source === 'cyclicPrerequisite') return cyclic;
    if (!matches({ value: result.value })) return gate ? gated : 'passed over';
  }
  return undefined;
}

function dividedUnit({ attributes, context }: Call, by: Division): Unit | undefined {
  const unit = unitOf(attributes, by.attribute);
  if (unit !== undefined || by.fallback === undefined || context.sticky === undefined) return unit;
  return unitOf(attributes, by.fallback);
}

/** The place of the unit in an experiment; undefined if it has none. */
function assign(call: Call, experiment: Experiment, flag?: string): Assignment | undefined {
  const { context } = call;
  if (experiment.variations.length < 2 || context.enabled === false) return undefined;
  const asked = askedFor(context, experiment);
  const unit = dividedUnit(call, experiment);
  const place: Place = {
    experiment,
    flag,
    unit: unit ?? { attribute: experiment.attribute, value: '' },
  };
  if (asked !== undefined) return placed(place, asked);
  if (experiment.status === 'draft' || !experiment.isActive || unit === undefined) return undefined;
  const before = earlier(call, experiment);
  if (before === undefined || (before < 0 && !lets(call, experiment, unit))) return undefined;
  const bucket = experiment.bucket(String(unit.value));
  if (bucket === undefined) return undefined;
  const leaf = leafOf(call, experiment);
  const chosen = before >= 0 ? before : chooseVariation(bucket, leaf?.ranges ?? []);
  if (chosen < 0) return undefined;
  if (experiment.forced !== undefined) return placed(place, experiment.forced);
  if (context.qaMode === true || experiment.status === 'stopped') return undefined;
  return byChance(call, place, { chosen, bucket, stickyUsed: before >= 0, leaf });
}

function leafOf({ attributes }: Call, { leaves }: Experiment): Leaf | undefined {
  return leaves.find(({ matches }) => matches === undefined || matches(attributes));
}

/** The variation that the page's address or the program asks for. */
function askedFor(context: Context, { key, variations }: Experiment): number | undefined {
  const inUrl =
    typeof context.url === 'string'
      ? queryStringOverride(key, context.url, variations.length)
      : undefined;
  const asked = inUrl ?? field(context.forcedVariations, key);
  return typeof asked === 'number' ? asked : undefined;
}

type Place = {
  readonly experiment: Experiment;
  readonly flag: string | undefined;
  readonly unit: Unit;
};

/** Undefined where there is no such variation. */
function placed({ experiment, flag, unit }: Place, index: number): Assignment | undefined {
  const variation = experiment.variations[index];
  if (variation === undefined) return undefined;
  const { key, name, value } = variation;
  return {
    experiment: experiment.key,
    ...(flag === undefined ? undefined : { flag }),
    variation: index,
    key,
    ...(name === undefined ? undefined : { name }),
    value,
    inExperiment: true,
    hashUsed: false,
    stickyUsed: false,
    unit,
  };
}

type Chance = {
  readonly chosen: number;
  readonly bucket: number;
  readonly stickyUsed: boolean;
  readonly leaf: Leaf | undefined;
};

/** An assignment that counts: it is reported, and kept where sticky buckets are. */
function byChance(call: Call, place: Place, how: Chance): Assignment | undefined {
  const found = placed(place, how.chosen);
  if (found === undefined) return undefined;
  const { sticky } = call.context;
  const { experiment, unit } = place;
  const { bucket, stickyUsed, leaf } = how;
  const stored =
    sticky !== undefined && experiment.isSticky
      ? stickyDocument(experiment, found.key, unit, sticky)
      : undefined;
  const assignment: Assignment = {
    ...found,
    hashUsed: true,
    stickyUsed,
    bucket,
    ...(leaf?.bandit && { bandit: leaf.bandit }),
    ...(stored && { sticky: stored }),
  };
  call.exposures.push(assignment);
  return assignment;
}

function outside(call: Call, experiment: Experiment): Assignment {
  const { attribute } = experiment;
  const unit = dividedUnit(call, experiment) ?? { attribute, value: '' };
  const control = placed({ experiment, flag: undefined, unit }, 0);
  const none = { experiment: experiment.key, variation: 0, key: '0', value: null, unit };
  return { ...none, hashUsed: false, stickyUsed: false, ...control, inExperiment: false };
}

/** The variation of before, -1 without one, undefined if the unit has to leave. */
function earlier({ attributes, context }: Call, experiment: Experiment): number | undefined {
  if (context.sticky === undefined || !experiment.isSticky) return -1;
  const names = [experiment.attribute, experiment.fallback];
  const units = names.map((name) => (name === undefined ? name : unitOf(attributes, name)));
  return stickyVariation(experiment, units, context.sticky);
}

function lets(call: Call, experiment: Experiment, unit: Unit): boolean {
  const { filters, namespace, matches, prerequisites } = experiment;
  if (namespace !== undefined && !isIn(namespace, unit)) return false;
  if (!passes(filters, call.attributes)) return false;
  if (matches !== undefined && !matches(call.attributes)) return false;
  return failing(call, prerequisites) === undefined;
}
