/** Instants and days in words. The clock and the time zone are arguments. */

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Clocks differ, and the page's own stands still between two looks: a little ahead is now. */
const aheadMs = 10 * minuteMs;

/** "now", "5 min ago", "3 h ago", "yesterday", "19 Sep", "19 Sep 2024". */
export function formatAgo(instant: string, now: Date, timeZone?: string): string {
  const then = new Date(instant);
  const passed = now.getTime() - then.getTime();
  if (passed < -aheadMs) return formatDate(instant, now, timeZone);
  if (passed < minuteMs) return 'now';
  if (passed < hourMs) return `${Math.floor(passed / minuteMs)} min ago`;
  const days = daysBetween(dayOf(then, timeZone), dayOf(now, timeZone));
  if (days === 0) return `${Math.floor(passed / hourMs)} h ago`;
  if (days === 1) return 'yesterday';
  return formatDate(instant, now, timeZone);
}

/** How long something waits: "since today", "1 day", "3 days". */
export function formatWait(since: string, now: Date, timeZone?: string): string {
  const days = daysBetween(dayOf(new Date(since), timeZone), dayOf(now, timeZone));
  if (days <= 0) return 'since today';
  return days === 1 ? '1 day' : `${days} days`;
}

/** "19 Sep", with the year where it is another one. */
export function formatDate(instant: string, now: Date, timeZone?: string): string {
  const isThisYear =
    dayOf(new Date(instant), timeZone).slice(0, 4) === dayOf(now, timeZone).slice(0, 4);
  return shortDate(new Date(instant), {
    ...(isThisYear ? {} : { year: 'numeric' }),
    ...zone(timeZone),
  });
}

/** "19 Sep, 14:03". */
export function formatMoment(instant: string, now: Date, timeZone?: string): string {
  return `${formatDate(instant, now, timeZone)}, ${formatTime(instant, timeZone)}`;
}

/** "14:03", or "14:03:27" with seconds. */
export function formatTime(instant: string, timeZone?: string, seconds = false): string {
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
    ...zone(timeZone),
  }).format(new Date(instant));
}

/** "Tuesday 22 September". */
export function formatLongDay(now: Date, timeZone?: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...zone(timeZone),
  }).formatToParts(now);
  return parts
    .filter(({ type }) => type !== 'literal')
    .map(({ value }) => value)
    .join(' ');
}

/** The calendar day of an instant in a time zone, as 2026-09-22. */
export function dayOf(instant: Date, timeZone?: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...zone(timeZone),
  });
  return parts.format(instant);
}

/** Adds days to a calendar day. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);
}

/** Whole days from one calendar day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** "25 Aug to 21 Sep" or, over a year's end, with both years. */
export function formatDays(from: string, to: string, today: string): string {
  const needsYear = from.slice(0, 4) !== today.slice(0, 4) || to.slice(0, 4) !== today.slice(0, 4);
  const format = (day: string) =>
    shortDate(new Date(`${day}T12:00:00Z`), {
      timeZone: 'UTC',
      ...(needsYear ? { year: 'numeric' } : {}),
    });
  return from === to ? format(from) : `${format(from)} to ${format(to)}`;
}

/** Day and month; "Sep" has three letters like all others. */
export function shortDate(at: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', ...options })
    .format(at)
    .replace('Sept', 'Sep');
}

function zone(timeZone: string | undefined): { timeZone?: string } {
  return timeZone === undefined ? {} : { timeZone };
}
