/** Reading a goal, and the gates of an outcome: pure decisions. */
import { isDeepStrictEqual } from 'node:util';
import type { GoalReading, Outcome, OutcomeTarget, OutcomeWarning } from '@tandem/contract';
import { readGoal, type Goal, type Quantity } from '@tandem/language';
import type { DefinedMetric } from '../metrics/index.ts';
import { refusal } from '../platform/moves.ts';

/** What the sentence says, with a message for each field that it leaves open. */
export function reading(sentence: string): GoalReading {
  const goal = readGoal(sentence);
  return {
    isOutput: goal.kind === 'output',
    instead: goal.kind === 'output' ? insteadOf(sentence, goal) : null,
    metric: goal.metric ?? null,
    abbreviation: goal.abbreviation ?? null,
    baseline: goal.baseline ? asQuantity(goal.baseline) : null,
    target: targetOf(goal),
    unit: unitOf(goal),
    window: windowOf(goal),
    segment: goal.segment ?? null,
    means: goal.means ?? null,
    missing: goal.missing.map((field) => ({ field, message: messages[field] })),
  };
}

const messages: Readonly<Record<GoalReading['missing'][number]['field'], string>> = {
  metric: 'Say what is measured: "average order value", "first-week activation".',
  baseline: 'Say where it stands now, or choose the metric and take the figure of the last weeks.',
  target: 'Say by how much or to what level: "by 10 %", "from 34 % to 55 %".',
  window: 'Say by when: "within 3 months of launch".',
};

function insteadOf(sentence: string, { metric }: Goal): string {
  const named = metric ?? sentence;
  return `"${named}" is a piece of work. Write what changes for people by it, by how much and by when: "increase [what they do more] by [how much] within [how long] of launch".`;
}

/** Per cent become shares, as metrics of shares are kept: 60 % is 0.6. */
function asQuantity({ value, unit }: Quantity): { value: number; unit: string | null } {
  if (unit === '%') return { value: value / 100, unit: 'share' };
  return { value, unit: unit ?? null };
}

/** Signed by the direction: to reduce by 20 % is a share of -0.2. */
function targetOf({ target, direction }: Goal): OutcomeTarget | null {
  if (target === undefined) return null;
  const sign = direction === 'decrease' ? -1 : 1;
  if (target.kind === 'level') return { kind: 'level', at: asQuantity(target.at).value };
  if (target.kind === 'change')
    return { kind: 'change', by: sign * Math.abs(asQuantity(target.by).value) };
  return { kind: 'relative', share: sign * Math.abs(target.share) };
}

function unitOf({ target, baseline }: Goal): string | null {
  const said =
    target?.kind === 'level' ? target.at : target?.kind === 'change' ? target.by : baseline;
  return said === undefined ? null : asQuantity(said).unit;
}

/** A metric that counts pieces of work, whatever the sentence around it says. */
export const namesOutput = (metric: string): boolean =>
  readGoal(`increase ${metric} by 10%`).kind === 'output';

/** What does not stand against the outcome, but whoever signs it should know. */
export function warningsOf(
  { isOutput }: Pick<GoalReading, 'isOutput'>,
  metric: Pick<DefinedMetric, 'name' | 'kind'> | undefined,
): OutcomeWarning[] {
  if (metric === undefined) return [];
  const vanity: OutcomeWarning = {
    rule: 'outcome.metric.vanity',
    message: `"${metric.name}" is a vanity metric: it can rise while nobody is better off.`,
    hint: 'Choose what people do more of once this works, or say in the sentence why this one counts.',
  };
  const output: OutcomeWarning = {
    rule: 'outcome.metric.output',
    message: `"${metric.name}" counts pieces of work, not what changes by them.`,
    hint: 'Choose what people do differently afterwards, or sign with a reason.',
  };
  return [
    ...(metric.kind === 'vanity' ? [vanity] : []),
    ...(!isOutput && namesOutput(metric.name) ? [output] : []),
  ];
}

const daysOf = { day: 1, week: 7, month: 30, quarter: 91, year: 365 } as const;

/** A window up to a date ("by the end of Q3") is left to be filled in: the sentence names no year. */
function windowOf({ window }: Goal): Outcome['window'] {
  if (window?.kind !== 'span') return null;
  const days = Math.min(1100, Math.max(1, Math.round(window.count * daysOf[window.unit])));
  return { days, after: 'launch' };
}

type Agreeable = Pick<
  Outcome,
  'state' | 'metric' | 'baseline' | 'target' | 'window' | 'segment' | 'sentence'
>;

/** An outcome that lacks a field can be neither proposed nor agreed. */
export function checkComplete(outcome: Agreeable): void {
  const missing = (['metric', 'baseline', 'target', 'window'] as const).filter(
    (field) => outcome[field] === null,
  );
  if (missing.length === 0) return;
  throw refusal(
    'outcome.complete',
    `Without ${missing.join(', ')} nobody can tell whether this was reached.`,
    missing.map((field) => messages[field]).join(' '),
    { missing },
  );
}

/** An output may be agreed, but somebody says why. */
export function checkOutput(isOutput: boolean, reason: string | undefined): void {
  if (!isOutput || reason !== undefined) return;
  throw refusal(
    'outcome.output',
    'This names a piece of work, not what changes by it.',
    'Write the change that you expect instead, or sign with a reason.',
  );
}

const binding = ['metric', 'baseline', 'target', 'window', 'segment'] as const;

/** True where what was signed is no longer what stands there. */
export const voidsSignatures = (before: Agreeable, after: Agreeable): boolean =>
  binding.some((field) => !isDeepStrictEqual(before[field], after[field]));

/** What is being measured, or was, stays as it was agreed. */
export function checkEditable({ state }: Pick<Outcome, 'state'>): void {
  if (state === 'draft' || state === 'proposed' || state === 'agreed') return;
  throw refusal(
    'outcome.edit.state',
    `This outcome is "${state}": what is measured stays as it was agreed.`,
    'Supersede it with a reason and agree on another.',
  );
}
