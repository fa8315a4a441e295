/**
 * From records to what clients evaluate. The salt of a flag is its id and never changes, so that
 * another ring, another text or another share of the same rule moves nobody who is in already.
 */
import type { Flag, FlagRule, Release } from '@tandem/contract';
import type { Condition, FlagDefinition, FlagsDefinition, Json, Rule } from '@tandem/flags';

type FlagParts = Pick<
  Flag,
  'id' | 'key' | 'variants' | 'fallback' | 'unit' | 'rules' | 'isEnabled' | 'archivedAt'
>;
type ReleaseParts = Pick<Release, 'id' | 'flag' | 'variant' | 'rings' | 'state' | 'ring'>;

/** Archived flags are left out: a client that still asks gets nothing, as for an unknown one. */
export function definitionOf(
  flags: readonly FlagParts[],
  releases: readonly ReleaseParts[],
): FlagsDefinition {
  const ofFlag = Map.groupBy(releases, ({ flag }) => flag);
  const features = flags
    .filter(({ archivedAt }) => archivedAt === null)
    .map((flag) => [flag.key, flagDefinition(flag, ofFlag.get(flag.id) ?? [])] as const);
  return { features: Object.fromEntries(features) };
}

function flagDefinition(flag: FlagParts, releases: readonly ReleaseParts[]): FlagDefinition {
  const defaultValue = valueOf(flag, flag.fallback);
  if (!flag.isEnabled) return { defaultValue };
  const rules = [
    ...flag.rules.map((rule) => ruleOf(flag, rule)),
    ...releases.flatMap((release) => ringRules(flag, release)),
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

/** The rings that began, each by itself; to everybody once it is general; nobody while it is paused. */
function ringRules(flag: FlagParts, release: ReleaseParts): readonly Rule[] {
  const force = valueOf(flag, release.variant);
  if (release.state === 'general') return [{ id: release.id, ring: 'everybody', force }];
  if (release.state !== 'in_rings') return [];
  return release.rings.slice(0, (release.ring ?? -1) + 1).map((ring, place) => ({
    id: `${release.id}:${place}`,
    ring: ring.name,
    ...conditionOf(ring),
    ...divided(flag, ring.share),
    force,
  }));
}

/** Below all, who is in is told by the flag's salt and the unit alone. */
const divided = ({ id, unit }: FlagParts, share: number): Partial<Rule> =>
  share >= 1 ? {} : { coverage: share, seed: id, hashVersion: 2, hashAttribute: unit };

/** What came in as JSON is JSON: the contract says no more of it. */
const valueOf = (flag: FlagParts, variant: string): Json =>
  (flag.variants.find(({ key }) => key === variant)?.value ?? null) as Json;
const conditionOf = ({ condition }: Pick<FlagRule, 'condition'>) =>
  condition === undefined ? {} : { condition: condition as Condition };
