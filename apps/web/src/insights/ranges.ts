/** The days a question is about: the last so many, or from one day to another, in the project's zone. */
import type { Search } from '../search.ts';
import { addDays, dayOf, daysBetween, formatDays } from '../ui/when.ts';

export type DayRange = { readonly from: string; readonly to: string };

export const usualDays = 28;
export const rangeChoices = [7, 14, 28, 90, 365] as const;

const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** Both days count. A range that runs backwards is turned round. */
export function rangeOf(search: Search, today: string): DayRange {
  const { from, to } = search;
  if (isDay(from) && isDay(to)) return from <= to ? { from, to } : { from: to, to: from };
  return { from: addDays(today, 1 - lastOf(search)), to: today };
}

/** How many days up to today, where the range is told so. */
export function lastOf(search: Search): number {
  const days = Number(search['last']);
  return Number.isInteger(days) && days > 0 && days <= 3650 ? days : usualDays;
}

export function isRolling(search: Search): boolean {
  return !(isDay(search['from']) && isDay(search['to']));
}

/** "Last 28 days", or the days themselves. */
export function rangeWords(search: Search, today: string): string {
  if (isRolling(search)) return lastOf(search) === 1 ? 'Today' : `Last ${lastOf(search)} days`;
  const { from, to } = rangeOf(search, today);
  return formatDays(from, to, today);
}

/** What the comparison is against: "28 days before". */
export function beforeWords({ from, to }: DayRange): string {
  const days = daysBetween(from, to) + 1;
  if (days % 7 === 0 && days > 7) return `${days / 7} weeks before`;
  return days === 1 ? 'the day before' : `${days} days before`;
}

type Seen = { readonly firstSeen: string; readonly lastSeen: string };

/** From the first to the last day on which anything was done; undefined before the first event. */
export function wholeRange(events: readonly Seen[], timeZone: string): DayRange | undefined {
  const first = events.map(({ firstSeen }) => firstSeen).toSorted()[0];
  const last = events
    .map(({ lastSeen }) => lastSeen)
    .toSorted()
    .at(-1);
  if (first === undefined || last === undefined) return undefined;
  return { from: dayOf(new Date(first), timeZone), to: dayOf(new Date(last), timeZone) };
}
