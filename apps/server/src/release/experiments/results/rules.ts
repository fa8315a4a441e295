/** From rows to what may be said of an experiment: pure. The sample ratio comes before any number. */
import type {
  Answer,
  ArmEffect,
  ExperimentPlan,
  ExperimentResult,
  getExperimentDays,
  MetricResult,
} from '@tandem/contract';
import { addDays, dayMs, type ArmDayRow, type ArmRow } from '@tandem/query';
import {
  compare,
  formatDigits,
  formatEffect,
  holm,
  interval,
  powerOf,
  proportionInterval,
  sentence,
  formatSigned,
  type Comparison,
  type Interval,
} from '@tandem/stats';
import { groupOf, isShare } from '../../../metrics/index.ts';
import {
  checkArmsSeen,
  invalidityOf,
  rowOf,
  type Facts,
  type MetricOfPlan,
} from '../arms/rules.ts';
import { count, lower, percent, upper } from '../wording/rules.ts';

/** The whole result; of an invalid one every figure is left out. */
export function resultOf(facts: Facts): Omit<ExperimentResult, 'tookMs' | 'wouldNowBe'> {
  const { experiment, from, to, asOf } = facts;
  const seen = checkArmsSeen(facts);
  const { people, tracking, ...checks } = seen;
  const invalid =
    experiment.invalidBecause === null
      ? invalidityOf(seen)
      : { ...(invalidityOf(seen) ?? keptInvalid), message: experiment.invalidBecause };
  const metrics = invalid === null ? metricResults(facts) : [];
  const progress = progressOf(facts, people, invalid === null);
  const plan = { ...experiment.plan, isEarly: progress.isEarly };
  const primary = metrics.find(({ role }) => role === 'primary');
  const winner = primary === undefined ? null : winnerOf(primary, plan);
  return {
    experiment: experiment.id,
    label: 'randomised',
    asOf: asOf.toISOString(),
    from: from.toISOString(),
    to: to.toISOString(),
    isFinal: false,
    progress,
    ...checks,
    tracking: { ...tracking, inRings: facts.inRings },
    planChanges: experiment.plans
      .filter(({ state }) => state !== 'draft')
      .map(({ plan: _plan, ...rest }) => rest),
    invalid,
    headline: headlineOf(metrics, facts, { progress, winner }),
    metrics,
    winner,
  };
}

const keptInvalid = { rule: 'sample_ratio', hint: 'Run a new experiment.' } as const;

/** As far as it is: without the smallest effect and a control that varies there is no power to tell. */
function progressOf(facts: Facts, people: number, isValid: boolean): ExperimentResult['progress'] {
  const { plan } = facts.experiment;
  const days = Math.max(0, (facts.to.getTime() - facts.from.getTime()) / dayMs);
  const isEarly = people < (plan.people ?? 0) || days < (plan.days ?? 0);
  const perDay = days > 0 ? people / days : 0;
  const lacking = Math.max(0, (plan.people ?? 0) - people);
  const forPeople = lacking === 0 ? 0 : perDay > 0 ? Math.ceil(lacking / perDay) : undefined;
  const forDays = Math.max(0, Math.ceil((plan.days ?? 0) - days));
  const power = isValid ? powerSoFar(facts) : undefined;
  return {
    people,
    planned: plan.people,
    days: Math.floor(days),
    plannedDays: plan.days,
    daysLeft: forPeople === undefined ? null : Math.max(forPeople, forDays),
    isEarly,
    power: power !== undefined && Number.isFinite(power) ? power : null,
  };
}

function powerSoFar({ experiment: { plan }, metrics, rows }: Facts): number | undefined {
  const primary = metrics.findIndex(({ role }) => role === 'primary');
  const metric = metrics[primary];
  if (metric === undefined || plan.minimumEffect === null) return undefined;
  const estimate = (arm: string) => groupOf(metric.definition, rowOf(rows, arm, primary));
  const control = estimate(plan.control);
  const others = plan.arms.filter(({ variant }) => variant !== plan.control);
  const smallest = Math.min(...others.map(({ variant }) => estimate(variant).n));
  const difference = plan.minimumEffect * Math.abs(control.value);
  const planned = isShare(metric.definition)
    ? ({ kind: 'proportion', base: control.value } as const)
    : ({
        kind: 'mean',
        base: control.value,
        standardDeviation: Math.sqrt(control.variance),
      } as const);
  const alpha = plan.alpha / others.length;
  return powerOf({ metric: planned, alpha }, difference, { base: control.n, variant: smallest });
}

/** Every metric of the plan, each arm and each arm against the control. */
export function metricResults(facts: Facts): MetricResult[] {
  const { plan } = facts.experiment;
  const others = plan.arms.filter(({ variant }) => variant !== plan.control);
  const found = facts.metrics.map((metric, i) => {
    // Several arms are several chances of a false alarm: Bonferroni's share, in interval and test alike.
    const confidence = 1 - (metric.role === 'primary' ? plan.alpha / others.length : plan.alpha);
    const estimate = (arm: string) => groupOf(metric.definition, rowOf(facts.rows, arm, i));
    const control = estimate(plan.control);
    const comparisons = others.map(({ variant }) => ({
      variant,
      comparison: compare(control, estimate(variant), { label: 'randomised', confidence }),
    }));
    return { metric, i, confidence, comparisons };
  });
  const secondary = found.filter(({ metric }) => metric.role === 'secondary');
  const corrected = holmOver(secondary.flatMap(({ comparisons }) => comparisons));
  return found.map(({ metric, i, confidence, comparisons }) => ({
    metric: { ...metric.ref },
    name: metric.name,
    unit: metric.unit,
    isShare: isShare(metric.definition),
    role: metric.role,
    confidence,
    arms: plan.arms.map(({ variant }) => armOf(metric, rowOf(facts.rows, variant, i), confidence)),
    effects: comparisons.map((one) =>
      effectOf(metric, one, {
        control: plan.control,
        alpha: plan.alpha,
        among: others.length,
        corrected: corrected.get(one.comparison),
      }),
    ),
  }));
}

type ArmComparison = { readonly variant: string; readonly comparison: Comparison };

/** Holm's p-values over all that can be compared. */
function holmOver(all: readonly ArmComparison[]): ReadonlyMap<Comparison, number> {
  const compared = all.flatMap(({ comparison }) =>
    comparison.outcome === 'compared' ? [comparison] : [],
  );
  const corrected = holm(compared.map(({ difference }) => difference.pValue));
  return new Map(compared.map((one, i) => [one, corrected[i] ?? 1]));
}

function armOf(
  metric: MetricOfPlan,
  row: ArmRow,
  confidence: number,
): MetricResult['arms'][number] {
  const estimate = groupOf(metric.definition, row);
  const own = isShare(metric.definition)
    ? proportionInterval({ n: estimate.n, successes: row.x }, confidence)
    : interval(estimate, confidence);
  return {
    variant: row.arm,
    people: row.n,
    value: Number.isFinite(estimate.value) ? estimate.value : null,
    interval: own === undefined || !isFinite(own) ? null : plain(own),
  };
}

type Corrections = {
  readonly control: string;
  readonly alpha: number;
  /** Arms beside the control. */
  readonly among: number;
  readonly corrected: number | undefined;
};

function effectOf(
  metric: MetricOfPlan,
  { variant, comparison }: ArmComparison,
  { control, alpha, among, corrected }: Corrections,
): ArmEffect {
  const said = sentence(comparison, {
    metric: lower(metric.name),
    base: `“${control}”`,
    variant: `the variant “${variant}”`,
  });
  if (comparison.outcome === 'refused') {
    const nothing = { difference: null, relative: null, pValue: null, corrected: null };
    return { variant, ...nothing, isFound: false, tone: 'open', sentence: said };
  }
  const { difference, relative } = comparison;
  const pValue = difference.pValue;
  const p = corrected ?? (metric.role === 'primary' ? Math.min(1, pValue * among) : pValue);
  const excludes = difference.low > 0 || difference.high < 0;
  const isFound = excludes && p < alpha;
  return {
    variant,
    difference: plain(difference),
    relative: relative.method === 'refused' ? null : plain(relative),
    pValue,
    corrected: p,
    isFound,
    tone: isFound ? toneOf(metric.direction, difference.value) : 'open',
    sentence: excludes && !isFound ? mayBeChance(metric.name, variant, p) : said,
  };
}

const mayBeChance = (name: string, variant: string, p: number) =>
  `${upper(name)} differs with “${variant}”, but several metrics are looked at, and one of them differs that much by chance (p = ${p.toPrecision(2)} after the correction).`;

function toneOf(direction: MetricOfPlan['direction'], change: number): ArmEffect['tone'] {
  return change > 0 === (direction === 'up') ? 'better' : 'worse';
}

/** The best arm by the primary metric, or the control where all others are worse; null while open. */
export function winnerOf(
  primary: MetricResult,
  plan: { readonly isEarly: boolean; readonly mayDecideEarly: boolean; readonly control: string },
): string | null {
  if (plan.isEarly && !plan.mayDecideEarly) return null;
  const better = primary.effects
    .filter(({ tone }) => tone === 'better')
    .toSorted((a, b) => Math.abs(b.difference?.value ?? 0) - Math.abs(a.difference?.value ?? 0));
  if (better[0] !== undefined) return better[0].variant;
  return primary.effects.every(({ tone }) => tone === 'worse') ? plan.control : null;
}

/** Of the winner where there is one, else of what is found, else of what is nearest to it. */
function headlineOf(
  metrics: readonly MetricResult[],
  { experiment: { plan }, inRings }: Facts,
  { progress, winner }: Pick<ExperimentResult, 'progress' | 'winner'>,
): ExperimentResult['headline'] {
  const primary = metrics.find(({ role }) => role === 'primary');
  if (primary === undefined) return null;
  const [first, ...others] = primary.effects.toSorted(
    (a, b) =>
      Number(b.variant === winner) - Number(a.variant === winner) ||
      Number(b.isFound) - Number(a.isFound) ||
      (a.pValue ?? 1) - (b.pValue ?? 1),
  );
  if (first === undefined) return null;
  const isPeek = progress.isEarly && !plan.mayDecideEarly;
  return {
    variant: first.variant,
    sentence: isPeek ? earlySentence(primary, first, progress) : first.sentence,
    caveats: [
      ...brokenGuardrails(metrics),
      ...(isPeek ? [] : others.map((one) => one.sentence)),
      ...(isPeek
        ? [
            'Who stops at the first good day finds differences that are not there: no winner is named before the plan ends.',
          ]
        : []),
      ...(progress.isEarly && plan.mayDecideEarly
        ? ['The plan allows an early decision: its chance of a false alarm is above what it says.']
        : []),
      `It cannot say whether the effect lasts past ${Math.max(1, progress.days)} ${progress.days > 1 ? 'days' : 'day'}${inRings > 0 ? `, and the ${count(inRings)} people whom a ring gave a value are left out` : ''}.`,
    ],
  };
}

/** What nobody may overlook beside a good figure. */
const brokenGuardrails = (metrics: readonly MetricResult[]): readonly string[] =>
  metrics
    .filter(({ role }) => role === 'guardrail')
    .flatMap(({ name, effects }) =>
      effects
        .filter(({ tone }) => tone === 'worse')
        .map(({ variant }) => `Guardrail broken: ${lower(name)} is worse with “${variant}”.`),
    );

/** What is seen so far, named as a look before the end; never worded as an effect. */
function earlySentence(
  primary: MetricResult,
  { variant, relative, difference }: ArmEffect,
  { people, planned }: ExperimentResult['progress'],
): string {
  const of = planned === null ? count(people) : `${count(people)} of ${count(planned)} planned`;
  const range = relative ?? difference;
  if (range === null) return `Early look, at ${of} people: nothing can be compared yet.`;
  const write = relative === null ? formatDigits : formatEffect;
  const size = `${write(Math.abs(range.value))} ${range.value < 0 ? 'lower' : 'higher'}`;
  return `Early look, at ${of} people: ${lower(primary.name)} is so far ${size} with “${variant}” (${percent(primary.confidence)} interval ${formatSigned(range.low, write)} to ${formatSigned(range.high, write)}).`;
}

const plain = ({ value, low, high }: Interval): Interval => ({ value, low, high });
const isFinite = ({ low, high }: Interval) => Number.isFinite(low) && Number.isFinite(high);

type Days = Answer<typeof getExperimentDays>['days'];

/** The effect of each variant as it stood when each day ended; days that change nothing have no rows. */
export function effectsByDay(
  plan: Pick<ExperimentPlan, 'arms' | 'control' | 'alpha'>,
  metric: MetricOfPlan,
  rows: readonly ArmDayRow[],
  range: { readonly from: string; readonly to: string },
): Days {
  const others = plan.arms.filter(({ variant }) => variant !== plan.control);
  const confidence = 1 - plan.alpha / others.length;
  const latest = new Map<string, ArmDayRow>();
  const bySlot = Map.groupBy(rows, ({ slot }) => slot);
  const estimate = (arm: string) => groupOf(metric.definition, latest.get(arm) ?? nobody);
  const days: Days = [];
  for (let slot = 0, day = range.from; day <= range.to; slot += 1, day = addDays(day, 1)) {
    for (const row of bySlot.get(slot) ?? []) latest.set(row.arm, row);
    const control = estimate(plan.control);
    const effects = others.map(({ variant }) => {
      const options = { label: 'randomised', confidence } as const;
      const compared = compare(control, estimate(variant), options);
      const relative = compared.outcome === 'compared' ? compared.relative : undefined;
      if (relative === undefined || relative.method === 'refused')
        return { variant, relative: null };
      return { variant, relative: plain(relative) };
    });
    const people = plan.arms.reduce((sum, { variant }) => sum + (latest.get(variant)?.n ?? 0), 0);
    days.push({ day, people, effects });
  }
  return days;
}

const nobody = { n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 };
