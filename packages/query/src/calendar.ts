/** Days of a time zone as instants. Calendar days are `2026-03-01`, instants are `Date`. */

export type Interval = 'hour' | 'day' | 'week' | 'month';
/** Half-open: `start <= time < end`. */
export type Period = { readonly start: Date; readonly end: Date };
export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
}

/** What a clock on the wall shows, read as if it were UTC, in milliseconds. */
function wallClock(instant: Date, timeZone: string): number {
  const parts = new Map<string, number>(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const at = (type: string) => parts.get(type) ?? 0;
  const seconds = Date.UTC(
    at('year'),
    at('month') - 1,
    at('day'),
    at('hour'),
    at('minute'),
    at('second'),
  );
  return seconds + (((instant.getTime() % 1000) + 1000) % 1000);
}

/** The calendar day of an instant in the zone (an IANA name). */
export const dayOf = (instant: Date, timeZone: string): string =>
  new Date(wallClock(instant, timeZone)).toISOString().slice(0, 10);

/** So many calendar days later; earlier where `days` is negative. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

/**
 * The first instant of a day. Found by bisection, so that it is right where the clock jumps over
 * midnight too; no time zone is further than 15 hours from UTC.
 */
export function startOfDay(day: string, timeZone: string): Date {
  let before = Date.parse(day) - 16 * hourMs;
  let within = Date.parse(day) + 16 * hourMs;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (dayOf(new Date(middle), timeZone) >= day) within = middle;
    else before = middle;
  }
  return new Date(within);
}

/** From the first instant of `from` to the last of `to`. */
export function periodOf(range: { from: string; to: string }, timeZone: string): Period {
  const to = range.to < range.from ? range.from : range.to;
  return { start: startOfDay(range.from, timeZone), end: startOfDay(addDays(to, 1), timeZone) };
}

/** As many days just before. */
export function daysBefore(range: { from: string; to: string }): { from: string; to: string } {
  const days = Math.max(0, Math.round((Date.parse(range.to) - Date.parse(range.from)) / dayMs)) + 1;
  return { from: addDays(range.from, -days), to: addDays(range.from, -1) };
}

/** The first day of the interval a day lies in; weeks begin on Monday. */
export function floorDay(day: string, interval: Interval): string {
  if (interval === 'month') return `${day.slice(0, 7)}-01`;
  if (interval !== 'week') return day;
  return addDays(day, -((new Date(day).getUTCDay() + 6) % 7));
}

function nextDay(day: string, interval: Interval): string {
  if (interval === 'week') return addDays(day, 7);
  if (interval === 'month') return floorDay(addDays(day, 31), 'month');
  return addDays(day, 1);
}

/** First days of the intervals that touch the range, in order. */
export function daysFrom(range: { from: string; to: string }, interval: Interval): string[] {
  const days: string[] = [];
  for (let day = floorDay(range.from, interval); day <= range.to; day = nextDay(day, interval))
    days.push(day);
  return days.length === 0 ? [floorDay(range.from, interval)] : days;
}

/** The instant after the last of the interval that begins on this day. */
export const endOfInterval = (day: string, interval: Interval, timeZone: string): Date =>
  startOfDay(nextDay(day, interval), timeZone);

/** `2026-10-25T02:00:00+02:00`: unambiguous where the clock is set back. */
export function withOffset(instant: Date, timeZone: string): string {
  const wall = wallClock(instant, timeZone);
  const minutes = Math.round((wall - instant.getTime()) / 60_000);
  const two = (number: number) => String(number).padStart(2, '0');
  const size = Math.abs(minutes);
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return `${new Date(wall).toISOString().slice(0, 19)}${offset}`;
}
