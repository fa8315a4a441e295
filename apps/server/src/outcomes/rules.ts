/** Reading a goal, and the gates of an outcome: pure decisions. */
import { isDeepStrictEqual } from 'node:util';
import type { GoalReading, Outcome, OutcomeTarget } from '@tandem/contract';
import { readGoal, type Goal } from '@tandem/language';
import { refusal } from '../platform/moves.ts';

/** What the sentence says, with a message for each field that it leaves open. */
export function reading(sentence: string): GoalReading {
  const goal = readGoal(sentence);
  return {
    isOutput: goal.kind === 'output',
    instead: goal.kind === 'output' ? insteadOf(sentence, goal) : null,
    metric: goal.metric ?? null,
    abbreviation: goal.abbreviation ?? null,
    baseline: goal.baseline
      ? { value: goal.baseline.value, unit: goal.baseline.unit ?? null }
      : null,
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

/** Signed by the direction: to reduce by 20 % is a share of -0.2. */
function targetOf({ target, direction }: Goal): OutcomeTarget | null {
  if (target === undefined) return null;
  const sign = direction === 'decrease' ? -1 : 1;
  if (target.kind === 'level') return { kind: 'level', at: target.at.value };
  if (target.kind === 'change') return { kind: 'change', by: sign * Math.abs(target.by.value) };
  return { kind: 'relative', share: sign * Math.abs(target.share) };
}

function unitOf({ target, baseline }: Goal): string | null {
  const said =
    target?.kind === 'level' ? target.at : target?.kind === 'change' ? target.by : baseline;
  return said?.unit ?? null;
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
