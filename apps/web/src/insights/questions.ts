/** Address <-> question. The whole question is in the address; what is left out has its usual value. */
import type { Condition, FunnelQuestion, PropertyFilter, TrendsQuestion } from '@tandem/contract';
import type { Search } from '../search.ts';
import { readAtom, readFilters, readStep, writeAtom, writeStep, type StepWords } from './atoms.ts';
import { rangeOf } from './ranges.ts';
import { suggestFunnel } from './suggest.ts';

const units = { m: 60, h: 3600, d: 86_400 } as const;
export const usualWindow = 14 * units.d;

/** "14d" -> seconds; "any" -> null; unreadable -> the usual fourteen days. */
export function readWindow(text: string | undefined): number | null {
  if (text === 'any') return null;
  const match = /^(\d{1,5})([mhd])$/.exec(text ?? '');
  const seconds = Number(match?.[1]) * units[(match?.[2] ?? 'd') as keyof typeof units];
  return seconds > 0 && seconds <= 366 * units.d ? seconds : usualWindow;
}

/** "14 days", "1 hour", "no limit". */
export function windowWords(seconds: number | null): string {
  if (seconds === null) return 'any time';
  const names = { d: 'day', h: 'hour', m: 'minute' } as const;
  const unit = (['d', 'h'] as const).find((one) => seconds % units[one] === 0) ?? 'm';
  const count = Math.round(seconds / units[unit]);
  return `${count} ${names[unit]}${count === 1 ? '' : 's'}`;
}

export type BreakdownWords = { readonly on: 'event' | 'person'; readonly key: string };

export function readBreakdown(text: string | undefined): BreakdownWords | undefined {
  const match = /^([ep]):(.+)$/s.exec(text ?? '');
  if (match?.[2] === undefined) return undefined;
  return { on: match[1] === 'e' ? 'event' : 'person', key: readAtom(match[2]) };
}
export function writeBreakdown(breakdown: BreakdownWords | undefined): string | undefined {
  return breakdown && `${breakdown.on === 'event' ? 'e' : 'p'}:${writeAtom(breakdown.key)}`;
}

export function readSteps(text: string | undefined): readonly StepWords[] {
  return (text ?? '')
    .split('~')
    .map(readStep)
    .filter((step) => step !== undefined);
}
export function writeSteps(steps: readonly StepWords[]): string | undefined {
  return steps.length === 0 ? undefined : steps.map(writeStep).join('~');
}

/** A first funnel as an address has it, where the names that are there suggest one. */
export function suggestedSteps(catalogue: Parameters<typeof suggestFunnel>[0]): string | undefined {
  const events = suggestFunnel(catalogue)?.events ?? [];
  return writeSteps(events.map((event) => ({ event, filters: [] })));
}

/** The question of a funnel's address, or undefined while it has fewer than two steps. */
export function funnelOf(search: Search, today: string): FunnelQuestion | undefined {
  const filters = readFilters(search['where']);
  const everywhere = filters.filter(({ on }) => on === 'event');
  const steps = readSteps(search['steps'])
    .slice(0, 12)
    .map((step) => withFilters(step.event, [...step.filters, ...everywhere]));
  if (steps.length < 2) return undefined;
  const breakdown = readBreakdown(search['by']);
  const segment = segmentOf(filters);
  return {
    kind: 'funnel',
    steps,
    ...rangeOf(search, today),
    windowSeconds: readWindow(search['within']),
    ...(breakdown && { breakdown }),
    ...(segment && { segment }),
    compare: search['compare'] !== 'no',
  };
}

function withFilters(event: string, filters: PropertyFilter[]): FunnelQuestion['steps'][number] {
  return filters.length === 0 ? { event } : { event, filters };
}

/** Filters on the person are the segment; those on the event belong to each step or series. */
function segmentOf(filters: readonly PropertyFilter[]): Condition | undefined {
  const ofPerson = filters.filter(({ on }) => on === 'person');
  return ofPerson.length === 0 ? undefined : { kind: 'and', of: ofPerson };
}

export const measures = ['people', 'count', 'sum'] as const;
export type Measure = (typeof measures)[number];

export type SeriesWords = {
  /** Undefined: any event. */
  readonly event: string | undefined;
  readonly measure: Measure;
  readonly property: string | undefined;
};

/** `order placed:people`, `order placed:sum:amount`, `*:count` */
export function writeSeries(series: readonly SeriesWords[]): string | undefined {
  if (series.length === 0) return undefined;
  return series
    .map(({ event, measure, property }) => {
      const head = `${event === undefined ? '*' : writeAtom(event)}:${measure}`;
      return property === undefined ? head : `${head}:${writeAtom(property)}`;
    })
    .join('~');
}
export function readSeries(text: string | undefined): readonly SeriesWords[] {
  return (text ?? '').split('~').flatMap((item) => {
    const [event, measure, property] = item.split(':');
    const known = measures.find((one) => one === measure);
    if (event === undefined || event === '' || known === undefined) return [];
    if (known === 'sum' && (property === undefined || property === '')) return [];
    return [
      {
        event: event === '*' ? undefined : readAtom(event),
        measure: known,
        property: known === 'sum' ? readAtom(property!) : undefined,
      },
    ];
  });
}

export const intervals = ['hour', 'day', 'week', 'month'] as const;

/** A first trend as an address has it: how many people did anything, which every project can answer. */
export const firstSeries = '*:people';

/** The question of a trend's address, or undefined while it has no series. */
export function trendsOf(search: Search, today: string): TrendsQuestion | undefined {
  const filters = readFilters(search['where']);
  const ofEvent = filters.filter(({ on }) => on === 'event');
  const series = readSeries(search['series'])
    .slice(0, 8)
    .map(({ event, measure, property }) => ({
      event: event ?? null,
      measure,
      ...(property === undefined ? {} : { property }),
      ...(ofEvent.length === 0 ? {} : { filters: ofEvent }),
    }));
  if (series.length === 0) return undefined;
  const breakdown = readBreakdown(search['by']);
  const segment = segmentOf(filters);
  return {
    kind: 'trends',
    series,
    ...rangeOf(search, today),
    interval: intervals.find((one) => one === search['every']) ?? 'day',
    ...(breakdown && { breakdown }),
    ...(segment && { segment }),
    compare: search['compare'] === 'yes',
  };
}
