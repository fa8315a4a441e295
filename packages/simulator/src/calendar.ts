/** When people come: growth from day to day, the rhythm of the week, the hours of a day. */
import { draw, exponential, urn, type Random, type Urn } from './random.ts';

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The simulated time [startMs, endMs), UTC. */
export type Calendar = {
  readonly startMs: number;
  readonly endMs: number;
  readonly days: number;
  readonly arrivals: Urn<number>;
};

/** Monday first: weekends are for looking around. */
const weekdays = [1, 0.96, 0.95, 1.02, 1.05, 1.22, 1.34] as const;
/** By local hour; evenings are busiest. */
const hours = [
  5, 3, 2, 1, 1, 2, 8, 18, 28, 34, 38, 40, 46, 40, 36, 36, 40, 48, 60, 74, 82, 72, 42, 18,
] as const;
const byHour = urn(
  hours.map((_, index) => index),
  (index) => hours[index] ?? 0,
);

/** How much more people arrive on the last day than on the first. */
const growth = 0.7;

const weekdayOf = (ms: number): number => (Math.floor(ms / day) + 3) % 7;

export function calendarOf(endMs: number, days: number): Calendar {
  const startMs = Math.floor((endMs - 1) / day) * day - (days - 1) * day;
  const offsets = Array.from({ length: days }, (_, index) => index);
  const arrivals = urn(
    offsets,
    (index) => (1 + (growth * index) / days) * (weekdays[weekdayOf(startMs + index * day)] ?? 1),
  );
  return { startMs, endMs, days, arrivals };
}

/** An instant within the UTC day of `ms`, busy at the local hours of somebody so many hours east. */
function momentOfDay(random: Random, ms: number, hoursEast: number): number {
  const local = draw(random, byHour);
  const utc = (local - hoursEast + 24) % 24;
  return Math.floor(ms / day) * day + utc * hour + Math.floor(random() * hour);
}

/** When somebody first comes. */
export function arrival(random: Random, calendar: Calendar, hoursEast: number): number {
  for (let attempt = 0; attempt < 16; attempt += 1) {
    const onDay = calendar.startMs + draw(random, calendar.arrivals) * day;
    const ms = momentOfDay(random, onDay, hoursEast);
    if (ms < calendar.endMs) return ms;
  }
  return calendar.startMs + Math.floor(random() * (calendar.endMs - calendar.startMs));
}

/** When somebody comes again: `meanDays` later in the mean, at least an hour, at their hours. */
export function comeback(random: Random, ms: number, who: Returning): number {
  const earliest = ms + hour;
  const later = ms + exponential(random, who.meanDays) * day;
  const moment = momentOfDay(random, later, who.hoursEast);
  return moment >= earliest ? moment : earliest + Math.floor(random() * 20 * hour);
}

export type Returning = { readonly meanDays: number; readonly hoursEast: number };
