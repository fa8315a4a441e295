/** When things happen in the demo, and the ids of its records: the same however often it is filled. */
import type { ProjectId } from '@tandem/contract';
import { namedUuid } from '../../people/index.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Days are counted from the first one of the scenario; the engine is launched on `launch`. */
export type DemoCalendar = {
  readonly launch: number;
  readonly at: (day: number, hour?: number) => Date;
  /** YYYY-MM-DD. */
  readonly day: (day: number) => string;
};

export function calendarOf(plan: {
  readonly startMs: number;
  readonly launchMs: number;
}): DemoCalendar {
  const at = (day: number, hour = 10) => new Date(plan.startMs + day * dayMs + hour * hourMs);
  return {
    launch: Math.round((plan.launchMs - plan.startMs) / dayMs),
    at,
    day: (day) => at(day, 0).toISOString().slice(0, 10),
  };
}

export const demoId = (project: ProjectId, name: string): string =>
  namedUuid(`demo\0${project}\0${name}`);

/** The sentence of a text that holds these words, case ignored, without the space around it. */
export function sentenceWith(
  text: string,
  words: string,
): { readonly start: number; readonly end: number } | undefined {
  const found = text.toLowerCase().indexOf(words.toLowerCase());
  if (found < 0) return undefined;
  const stops = [...text.matchAll(/[.!?]+(?=\s|$)/g)].map((stop) => stop.index + stop[0].length);
  const before = stops.findLast((stop) => stop <= found) ?? 0;
  const end = stops.find((stop) => stop > found) ?? text.length;
  const start = before + (text.slice(before).length - text.slice(before).trimStart().length);
  return { start, end };
}
