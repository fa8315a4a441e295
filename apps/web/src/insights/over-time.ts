/** A funnel asked of one stretch of days after the other: pure. */
import type { FunnelQuestion, FunnelResult } from '@tandem/contract';
import { addDays, daysBetween } from '../ui/when.ts';
import type { DayRange } from './ranges.ts';

/** Each is a question of its own: so many are asked at once, and no more. */
const most = 12;

/** Whole weeks where they suffice, else as many weeks each as it takes; days where it is under two weeks. */
export function stretchesOf({ from, to }: DayRange): readonly DayRange[] {
  const days = daysBetween(from, to) + 1;
  const length = days < 14 ? 1 : 7 * Math.ceil(days / 7 / most);
  const count = Math.floor(days / length);
  // The last one ends with the range; days before the first whole one are left out.
  return Array.from({ length: count }, (_, place) => {
    const end = addDays(to, -length * (count - 1 - place));
    return { from: addDays(end, 1 - length), to: end };
  }).slice(-most);
}

/** "week by week", "day by day", "every 2 weeks". */
export function stretchWords([first]: readonly DayRange[]): string {
  if (first === undefined) return '';
  const days = daysBetween(first.from, first.to) + 1;
  if (days === 1) return 'day by day';
  return days === 7 ? 'week by week' : `every ${days / 7} weeks`;
}

export function questionOf(question: FunnelQuestion, range: DayRange): FunnelQuestion {
  const { breakdown: _breakdown, ...asked } = question;
  return { ...asked, ...range, compare: false };
}

/** The share that went on at a step, with its interval; nothing where nobody got that far, or yet. */
export function pointOf(result: FunnelResult | undefined, step: number, { to }: DayRange) {
  const rate = result?.steps[step]?.rate ?? null;
  return {
    day: to,
    value: rate?.value ?? null,
    low: rate?.low ?? null,
    high: rate?.high ?? null,
  };
}
