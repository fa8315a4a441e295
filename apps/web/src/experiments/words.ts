/** Experiments in words: pure. */
import type { Experiment, ExperimentPlan, Interval, Metric, MetricResult } from '@tandem/contract';
import { formatValue, isCurrency } from '../metrics/metric-words.ts';
import { formatCount, formatShare } from '../ui/format.ts';

type Tone = 'plain' | 'accent' | 'warn' | 'support' | 'danger';

/** What an experiment is now, and how loud to say it. */
export const stateWords: Readonly<Record<Experiment['state'], readonly [string, Tone]>> = {
  draft: ['draft', 'plain'],
  frozen: ['plan frozen', 'plain'],
  running: ['running', 'accent'],
  stopped: ['to be decided', 'warn'],
  decided: ['decided', 'support'],
  archived: ['archived', 'plain'],
  invalid: ['invalid', 'danger'],
};

export const roleWords: Readonly<Record<MetricResult['role'], string>> = {
  primary: 'decides',
  secondary: 'also watched',
  guardrail: 'guardrail',
};

/** A sentence of the server's as pages write figures: "14.7 %" -> "14.7%", minus as U+2212. */
export const onPage = (sentence: string): string =>
  sentence.replaceAll(/(\d) %/g, '$1%').replaceAll(/([ (])-(\d)/g, '$1−$2');

/** A share without digits that say nothing: 0.1 -> "10%", 0.025 -> "2.5%". */
export const shortShare = (share: number): string => `${Number((share * 100).toPrecision(3))}%`;

/** A value without the words of its unit, which stand beside its name: "€84.20", "13.2%", "61 s". */
export const valueOf = (value: number | null, unit: string): string =>
  value === null ? 'none' : formatValue(value, unitWords(unit) === undefined ? unit : 'count');

/** A unit that a value does not show by itself: "per order". */
export const unitWords = (unit: string): string | undefined =>
  ['share', 'seconds', 'count'].includes(unit) || isCurrency(unit) ? undefined : unit;

/** Three digits that say something: 0.01234 -> "0.0123". */
const digits = (value: number): string =>
  signed(String(Number(Math.abs(value).toPrecision(3))), value < 0);
const signed = (text: string, isNegative: boolean): string => (isNegative ? `−${text}` : text);

/** A change as a share, with its sign: 0.147 -> "+14.7%". */
export const formatEffect = (share: number): string =>
  `${share < 0 ? '−' : '+'}${(Math.abs(share) * 100).toFixed(1)}%`;

/** "+9.3 to +20.1". */
export const formatRange = ({ low, high }: Interval): string =>
  `${withSign(low * 100)} to ${withSign(high * 100)}`;

/** Of a difference in the unit of the metric, where no share can be told. */
export const formatDifference = ({ low, high }: Interval): string =>
  `${low < 0 ? '−' : '+'}${digits(Math.abs(low))} to ${high < 0 ? '−' : '+'}${digits(Math.abs(high))}`;

const withSign = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;

/** p = 0.49; below a thousandth only that it is. */
export const formatP = (p: number): string => (p < 0.001 ? 'p < 0.001' : `p = ${p.toPrecision(2)}`);

/**
 * The ends of one axis for all of these effects, with zero in sight. What is three times as wide as
 * the first one would flatten it: its band runs out of the axis.
 */
export function axisOf(
  ranges: readonly Interval[],
  target: number | null,
): readonly [number, number] {
  const [first] = ranges;
  const most = first && 3 * Math.max(Math.abs(first.low), Math.abs(first.high), target ?? 0, 0.05);
  const cut = (end: number) => (most === undefined ? end : Math.min(most, Math.max(-most, end)));
  const ends = ranges.flatMap(({ low, high }) => [cut(low), cut(high)]);
  const low = Math.min(0, ...ends);
  const high = Math.max(0, target ?? 0, ...ends);
  const room = Math.max(0.01, high - low) * 0.06;
  return [low - room, high + room];
}

/** Round figures inside an axis, at most five: −20%, 0, +20%. */
export function ticksOf([low, high]: readonly [number, number]): readonly number[] {
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((one) => one >= rough) ?? rough;
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(6)));
}

/** 50% each, or each with its own share. */
export function armWords(plan: Pick<ExperimentPlan, 'arms'>): string {
  const total = plan.arms.reduce((sum, { weight }) => sum + weight, 0);
  const share = (weight: number) => formatShare(weight / total, 0);
  return plan.arms.map(({ variant, weight }) => `${variant} ${share(weight)}`).join(', ');
}

type Names = ReadonlyMap<string, Pick<Metric, 'name'>>;

const fieldWords: Readonly<Partial<Record<keyof ExperimentPlan, string>>> = {
  hypothesis: 'hypothesis',
  arms: 'arms',
  control: 'control',
  coverage: 'share of people',
  primary: 'deciding metric',
  secondary: 'watched metrics',
  guardrails: 'guardrails',
  alpha: 'false alarm',
  power: 'power',
  minimumEffect: 'smallest effect',
  people: 'people',
  days: 'days',
  mayDecideEarly: 'early decision',
};

/** What differs between two versions of a plan: "people 40 → 60". */
export function changesOf(before: ExperimentPlan, after: ExperimentPlan): readonly string[] {
  const fields = Object.keys(fieldWords) as (keyof ExperimentPlan)[];
  return fields
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => {
      const [one, other] = [plainValue(field, before), plainValue(field, after)];
      const name = fieldWords[field] ?? field;
      return one === undefined || other === undefined ? name : `${name} ${one} → ${other}`;
    });
}

function plainValue(field: keyof ExperimentPlan, plan: ExperimentPlan): string | undefined {
  const value = plan[field];
  if (typeof value === 'boolean') return value ? 'allowed' : 'not allowed';
  if (typeof value !== 'number') return undefined;
  return field === 'people' || field === 'days' ? formatCount(value) : formatShare(value);
}

/** The metrics of a plan by name. */
export function metricWords(
  refs: readonly { readonly id: string }[],
  names: Names,
  none = 'none',
): string {
  if (refs.length === 0) return none;
  return refs.map(({ id }) => names.get(id)?.name ?? 'a metric that is gone').join(', ');
}

const moveWords: Readonly<Record<string, string>> = {
  create: 'drafted it',
  edit: 'changed it',
  freeze: 'froze the plan',
  start: 'started it',
  stop: 'stopped it',
  sign: 'signed',
  void_signatures: 'proposed another verdict: signatures are void',
  decide: 'decided',
  archive: 'archived it',
  invalidate: 'found it invalid',
};
export const historyWords = (move: string): string => moveWords[move] ?? move.replaceAll('_', ' ');

export const verdictWords = (
  verdict: NonNullable<Experiment['verdict']>,
  control: string,
): string => {
  if (verdict.kind === 'ship') return `Ship “${verdict.variant ?? ''}”`;
  return verdict.kind === 'keep_control' ? `Keep “${control}”` : 'Inconclusive';
};
