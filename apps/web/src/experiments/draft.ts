/** A plan as it is typed: numbers as their fields hold them, a role for each metric. Pure. */
import type { ExperimentPlan, Metric, MetricResult } from '@tandem/contract';
import type { GateItem } from '../ui/GateChecklist.tsx';
import { formatCount, formatPlural } from '../ui/format.ts';
import type { Wanted } from './use-experiments.ts';

export type Role = MetricResult['role'] | 'none';
type Typed = number | string;
export type Draft = {
  readonly name: string;
  readonly hypothesis: string;
  readonly control: string;
  /** By variant; nothing or zero: it takes no part. */
  readonly weights: Readonly<Record<string, Typed>>;
  readonly coveragePercent: Typed;
  readonly roles: Readonly<Record<string, Role>>;
  readonly effectPercent: Typed;
  readonly alpha: string;
  readonly power: string;
  readonly people: Typed;
  readonly days: Typed;
  readonly mayDecideEarly: boolean;
};
type Metrics = readonly Pick<Metric, 'id' | 'versions'>[];

const amount = (value: Typed): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null;
const share = (value: Typed): number | null => {
  const percent = amount(value);
  return percent === null ? null : percent / 100;
};
const percent = (value: number | null): Typed =>
  value === null ? '' : Number((value * 100).toPrecision(6));

export function draftOf(
  { name, plan }: { readonly name: string; readonly plan: ExperimentPlan },
  variants: readonly string[],
): Draft {
  const weightOf = (key: string) => plan.arms.find((arm) => arm.variant === key)?.weight ?? 0;
  const roles: [string, Role][] = [
    ...plan.secondary.map(({ id }): [string, Role] => [id, 'secondary']),
    ...plan.guardrails.map(({ id }): [string, Role] => [id, 'guardrail']),
    ...(plan.primary === null ? [] : [[plan.primary.id, 'primary'] as [string, Role]]),
  ];
  return {
    name,
    hypothesis: plan.hypothesis,
    control: plan.control,
    weights: Object.fromEntries(variants.map((key) => [key, weightOf(key)])),
    coveragePercent: percent(plan.coverage),
    roles: Object.fromEntries(roles),
    effectPercent: percent(plan.minimumEffect),
    alpha: String(plan.alpha),
    power: String(plan.power),
    people: plan.people ?? '',
    days: plan.days ?? '',
    mayDecideEarly: plan.mayDecideEarly,
  };
}

/** The newest definition of each metric: what is frozen names its version. */
export function planFrom(draft: Draft, metrics: Metrics): ExperimentPlan {
  const of = (role: Role) =>
    metrics
      .filter(({ id }) => draft.roles[id] === role)
      .map(({ id, versions }) => ({ id, version: versions[0]?.version ?? 1 }));
  const people = amount(draft.people);
  const days = amount(draft.days);
  return {
    hypothesis: draft.hypothesis,
    arms: armsOf(draft),
    control: draft.control,
    coverage: Math.min(1, share(draft.coveragePercent) ?? 1),
    primary: of('primary')[0] ?? null,
    secondary: of('secondary'),
    guardrails: of('guardrail'),
    alpha: Number(draft.alpha),
    power: Number(draft.power),
    minimumEffect: share(draft.effectPercent),
    people: people === null ? null : Math.round(people),
    days: days === null ? null : Math.round(days),
    mayDecideEarly: draft.mayDecideEarly,
  };
}

const armsOf = ({ weights }: Draft): ExperimentPlan['arms'] =>
  Object.entries(weights).flatMap(([variant, weight]) => {
    const taken = amount(weight);
    return taken === null ? [] : [{ variant, weight: taken }];
  });

/** One metric decides: another one in its place is only watched from then on. */
export function withRole(roles: Draft['roles'], id: string, role: Role): Draft['roles'] {
  const others = Object.entries(roles).map(([key, value]): [string, Role] =>
    role === 'primary' && value === 'primary' ? [key, 'secondary'] : [key, value],
  );
  return { ...Object.fromEntries(others), [id]: role };
}

/** What the calculator is asked; nothing while the essentials are missing. */
export function wantedOf(plan: ExperimentPlan): Wanted | undefined {
  const { minimumEffect, primary, arms, control } = plan;
  if (minimumEffect === null || primary === null || arms.length < 2) return undefined;
  if (!arms.some(({ variant }) => variant === control)) return undefined;
  const { coverage, alpha, power } = plan;
  return { arms, control, coverage, alpha, power, primary, minimumEffect };
}

/** What the plan must say before it is frozen. */
export function gateOf(plan: ExperimentPlan, primaryName: string | undefined): GateItem[] {
  const item = (key: string, says: string, isMet: boolean, fact?: string): GateItem => ({
    key,
    says,
    isMet,
    ...(fact !== undefined && { fact }),
  });
  const { hypothesis, primary, minimumEffect, people, days, arms } = plan;
  const hasArms = arms.length >= 2 && arms.some(({ variant }) => variant === plan.control);
  return [
    item('hypothesis', 'It says what you expect, and why', hypothesis.trim().length > 0),
    item('arms', 'Two arms or more, one of them the control', hasArms),
    item('primary', 'One metric decides', primary !== null, primaryName),
    item('effect', 'The smallest effect worth finding', minimumEffect !== null),
    item(
      'size',
      'How many people, and for how long',
      people !== null && days !== null,
      people === null || days === null
        ? undefined
        : `${formatCount(people)} people, ${formatPlural(days, 'day', 'days')}`,
    ),
  ];
}
