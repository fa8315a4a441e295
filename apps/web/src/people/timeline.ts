/** A timeline cut into days. */
import type { TimelineItem } from '@tandem/contract';
import { addDays, dayOf, formatDays } from '../ui/when.ts';

export type TimelineDay = { readonly day: string; readonly items: readonly TimelineItem[] };

/** In the order given: a day begins where the day of the items changes. "Today", "Yesterday", "19 Sep". */
export function daysOf(
  items: readonly TimelineItem[],
  now: Date,
  timeZone: string,
): readonly TimelineDay[] {
  const today = dayOf(now, timeZone);
  const days: { day: string; items: TimelineItem[] }[] = [];
  for (const item of items) {
    const name = dayName(dayOf(new Date(item.time), timeZone), today);
    const last = days.at(-1);
    if (last?.day === name) last.items.push(item);
    else days.push({ day: name, items: [item] });
  }
  return days;
}

function dayName(day: string, today: string): string {
  if (day === today) return 'Today';
  if (day === addDays(today, -1)) return 'Yesterday';
  return formatDays(day, day, today);
}
