/** What somebody did around the time they spoke. */
import type { TimelineItem } from '@tandem/contract';

/**
 * At most `most` items nearest in time to the instant, in the order they happened, the spoken one
 * itself left out.
 */
export function around(
  items: readonly TimelineItem[],
  spoken: { readonly id: string; readonly time: string },
  most = 12,
): readonly TimelineItem[] {
  const at = Date.parse(spoken.time);
  const distance = (item: TimelineItem) => Math.abs(Date.parse(item.time) - at);
  return items
    .filter(({ id }) => id !== spoken.id)
    .toSorted((a, b) => distance(a) - distance(b))
    .slice(0, most)
    .toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time));
}

/** Counts of every day from the first to the last, days without any included. */
export function everyDay(
  perDay: readonly { readonly day: string; readonly count: number }[],
  until: string,
  days: number,
): readonly { readonly day: string; readonly count: number }[] {
  const known = new Map(perDay.map(({ day, count }) => [day, count]));
  return Array.from({ length: days }, (_, index) => {
    const day = new Date(Date.parse(`${until}T00:00:00Z`) - (days - 1 - index) * 86_400_000)
      .toISOString()
      .slice(0, 10);
    return { day, count: known.get(day) ?? 0 };
  });
}
