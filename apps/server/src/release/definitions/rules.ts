/**
 * From records to what clients evaluate. The salt of a flag is its id and never changes, so that
 * another ring, another text or another share of the same rule moves nobody who is in already.
 */
import type { Experiment, Flag, FlagRule, Release } from '@tandem/contract';
import type { Condition, FlagDefinition, FlagsDefinition, Json, Rule } from '@tandem/flags';

type FlagParts = Pick<
  Flag,
  'id' | 'key' | 'variants' | 'fallback' | 'unit' | 'rules' | 'isEnabled' | 'archivedAt'
>;
type ReleaseParts = Pick<Release, 'id' | 'flag' | 'variant' | 'rings' | 'state' | 'ring'>;
type ExperimentParts = Pick<Experiment, 'id' | 'flag'> & {
  readonly plan: Pick<Experiment['plan'], 'arms' | 'control' | 'coverage'>;
};

/** Archived flags are left out: a client that still asks gets nothing, as for an unknown one. */
export function definitionOf(
  flags: readonly FlagParts[],
  releases: readonly ReleaseParts[],
  running: readonly ExperimentParts[],
): FlagsDefinition {
  const ofFlag = Map.groupBy(releases, ({ flag }) => flag);
  const experiments = new Map(running.map((one) => [one.flag, one]));
  const features = flags
    .filter(({ archivedAt }) => archivedAt === null)
    .map((flag) => {
      const releasesOfIt = ofFlag.get(flag.id) ?? [];
      return [flag.key, flagDefinition(flag, releasesOfIt, experiments.get(flag.id))] as const;
    });
  return { features: Object.fromEntries(features) };
}

function flagDefinition(
  flag: FlagParts,
  releases: readonly ReleaseParts[],
  experiment: ExperimentParts | undefined,
): FlagDefinition {
  const defaultValue = valueOf(flag, flag.fallback);
  if (!flag.isEnabled) return { defaultValue };
  const rules = [
    ...flag.rules.map((rule) => ruleOf(flag, rule)),
    ...releases.flatMap((release) => ringRules(flag, release, experiment !== undefined)),
    ...(experiment === undefined ? [] : [experimentRule(flag, experiment)]),
  ];
  return rules.length === 0 ? { defaultValue } : { defaultValue, rules };
}

function ruleOf(flag: FlagParts, rule: FlagRule): Rule {
  return {
    id: rule.id,
    ...conditionOf(rule),
    ...(rule.prerequisites?.length && {
      parentConditions: rule.prerequisites.map((needed) => ({
        id: needed.flag,
        condition: { value: needed.value as Json },
        gate: false,
      })),
    }),
    ...divided(flag, rule.share ?? 1),
    force: valueOf(flag, rule.variant),
  };
}

/**
 * The rings that began, each by itself; to everybody once it is general; nobody while it is paused.
 * Beside an experiment a paused ring still holds its people, with the fallback: to let them fall
 * into the experiment would mix them among people whom chance chose.
 */
function ringRules(
  flag: FlagParts,
  release: ReleaseParts,
  isBesideExperiment: boolean,
): readonly Rule[] {
  const isHeld = release.state === 'paused' && isBesideExperiment;
  const force = valueOf(flag, isHeld ? flag.fallback : release.variant);
  if (release.state === 'general') return [{ id: release.id, ring: 'everybody', force }];
  if (release.state !== 'in_rings' && !isHeld) return [];
  return release.rings.slice(0, (release.ring ?? -1) + 1).map((ring, place) => ({
    id: `${release.id}:${place}`,
    ring: ring.name,
    ...conditionOf(ring),
    ...divided(flag, ring.share),
    force,
  }));
}

/**
 * After all rings, so that whoever is in one is in no estimate. Divided by a salt of its own: the
 * experiment's id, by which nobody was divided before. The control comes first, as clients expect.
 */
function experimentRule(flag: FlagParts, { id, plan }: ExperimentParts): Rule {
  const arms = plan.arms.toSorted(
    (one, other) => Number(other.variant === plan.control) - Number(one.variant === plan.control),
  );
  const total = arms.reduce((sum, { weight }) => sum + weight, 0);
  return {
    id,
    key: id,
    seed: id,
    hashVersion: 2,
    hashAttribute: flag.unit,
    coverage: plan.coverage,
    variations: arms.map(({ variant }) => valueOf(flag, variant)),
    weights: arms.map(({ weight }) => weight / total),
    meta: arms.map(({ variant }) => ({ key: variant })),
  };
}

/** Below all, who is in is told by the flag's salt and the unit alone. */
const divided = ({ id, unit }: FlagParts, share: number): Partial<Rule> =>
  share >= 1 ? {} : { coverage: share, seed: id, hashVersion: 2, hashAttribute: unit };

/** What came in as JSON is JSON: the contract says no more of it. */
const valueOf = (flag: FlagParts, variant: string): Json =>
  (flag.variants.find(({ key }) => key === variant)?.value ?? null) as Json;
const conditionOf = ({ condition }: Pick<FlagRule, 'condition'>) =>
  condition === undefined ? {} : { condition: condition as Condition };
