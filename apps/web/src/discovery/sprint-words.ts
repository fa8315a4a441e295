/** Sprints in words: pure. */
import type { Sprint, SprintCheck } from '@tandem/contract';
import { formatPlural, formatShare } from '../ui/format.ts';

type Tone = 'plain' | 'accent' | 'warn' | 'support' | 'counter';

export const sprintStates: Readonly<Record<Sprint['state'], readonly [string, Tone]>> = {
  planned: ['planned', 'plain'],
  running: ['listening', 'accent'],
  synthesis: ['drawing conclusions', 'accent'],
  validated: ['worth solving', 'support'],
  invalidated: ['not worth solving', 'counter'],
  inconclusive: ['left open', 'plain'],
  abandoned: ['given up', 'plain'],
};

export const kindWords = {
  customer: 'customer',
  prospect: 'prospect',
  outsider: 'outsider',
} as const;

/** "6 customers, 3 prospects, 1 outsider"; empty where nobody was listened to yet. */
export function mixWords(interviews: Sprint['interviews']): string {
  const kinds = [
    ['customer', 'customer', 'customers'],
    ['prospect', 'prospect', 'prospects'],
    ['outsider', 'outsider', 'outsiders'],
  ] as const;
  return kinds
    .map(([kind, one, many]) => {
      const count = interviews.filter((each) => each.kind === kind).length;
      return count === 0 ? '' : formatPlural(count, one, many);
    })
    .filter(Boolean)
    .join(', ');
}

/** What a check is about, where a tick beside it says whether it holds. */
export const checkNames: Readonly<Record<SprintCheck['name'], string>> = {
  length: 'two to three weeks',
  both_sides: 'both sides took part',
  interviews: 'enough interviews',
  outsiders: 'not only customers',
  time: 'enough working time',
  overrun: 'ends in time',
};

/** What a check says of itself: the value against what is needed. */
export function checkWords({ name, value, needed }: SprintCheck): string {
  if (value === null) return 'not yet';
  if (name === 'time') return `${formatShare(value, 0)} of ${formatShare(needed, 0)}`;
  if (name === 'length') return formatPlural(value, 'day', 'days');
  if (name === 'overrun')
    return value === 0 ? 'in time' : `${formatPlural(value, 'day', 'days')} over`;
  return `${value} of ${needed}`;
}

export const wordTypes: Readonly<Record<string, string>> = {
  job: 'Jobs: what they try to get done',
  pain: 'Pains',
  gain: 'Gains they hope for',
  force: 'What pushes, pulls and holds them',
  objection: 'Objections',
  praise: 'Praise',
};
