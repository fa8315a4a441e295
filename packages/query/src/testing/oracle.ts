/** What the rules say, computed the slow and obvious way. Shares no code with the SQL. */
import type {
  Condition,
  DidFilter,
  FunnelQuestion,
  PropertyFilter,
  TrendsQuestion,
} from '@tandem/contract';
import type { Log, LogEvent, LogTrait } from './log.ts';

type Known = {
  readonly events: readonly LogEvent[];
  readonly traits: readonly LogTrait[];
  readonly now: number;
};

/** Repeats folded (the highest precedence wins), people mapped. */
export function known({ events, traits, merges }: Log, now: Date): Known {
  const canonical = new Map(merges);
  const whose = <T extends { person: number }>(one: T): T => ({
    ...one,
    person: canonical.get(one.person) ?? one.person,
  });
  const first = new Map<number, LogEvent>();
  for (const one of events) {
    const before = first.get(one.id);
    if (before === undefined || one.precedence > before.precedence) first.set(one.id, one);
  }
  return {
    events: [...first.values()].map(whose),
    traits: traits.map(whose),
    now: now.getTime(),
  };
}

/** The trait `plan` of a person. */
export function planOf({ traits }: Known, person: number): string | undefined {
  const of = traits.filter((one) => one.person === person);
  const json = (one: LogTrait) => JSON.stringify(one.value);
  const [set] = of
    .filter(({ kind }) => kind === 'set')
    .toSorted((a, b) => b.time - a.time || (json(b) > json(a) ? 1 : -1));
  const [once] = of
    .filter(({ kind }) => kind === 'once')
    .toSorted((a, b) => a.time - b.time || (json(b) > json(a) ? 1 : -1));
  if (set !== undefined && set.value !== null) return set.value;
  if (once === undefined || (set !== undefined && once.time <= set.time)) return undefined;
  return once.value ?? undefined;
}

function compare(text: string | undefined, filter: PropertyFilter): boolean {
  const { op, value } = filter;
  if (op === 'is_set') return text !== undefined;
  if (op === 'is_not_set') return text === undefined;
  if (op === 'is_not') return !compare(text, { ...filter, op: 'is' });
  if (op === 'not_contains') return !compare(text, { ...filter, op: 'contains' });
  if (text === undefined) return false;
  return [value ?? []].flat().some((one) => {
    const other = String(one);
    if (op === 'contains') return text.toLowerCase().includes(other.toLowerCase());
    if (op === 'starts_with') return text.toLowerCase().startsWith(other.toLowerCase());
    const isNumber = typeof one === 'number';
    if (isNumber && (text.trim() === '' || Number.isNaN(Number(text)))) return false;
    const [left, right] = isNumber ? [Number(text), one] : [text, other];
    if (op === 'gt') return left > right;
    if (op === 'gte') return left >= right;
    if (op === 'lt') return left < right;
    if (op === 'lte') return left <= right;
    return left === right;
  });
}

export const textOf = (event: LogEvent, key: string): string | undefined => {
  const value = event.properties[key];
  return value === undefined ? undefined : String(value);
};

export function matches(facts: Known, event: LogEvent, node: Condition): boolean {
  if (node.kind === 'not') return !matches(facts, event, node.of);
  if ('of' in node) {
    const isTrue = (one: Condition) => matches(facts, event, one);
    return node.kind === 'and' ? node.of.every(isTrue) : node.of.some(isTrue);
  }
  if (node.kind === 'did') return did(facts, event.person, node);
  const text = node.on === 'event' ? textOf(event, node.key) : planOf(facts, event.person);
  return compare(text, node);
}

function did(facts: Known, person: number, node: DidFilter): boolean {
  const since = node.days === undefined ? -Infinity : facts.now - node.days * 86_400_000;
  const until = node.days === undefined ? Infinity : facts.now;
  const times = facts.events.filter(
    (one) =>
      one.person === person &&
      one.name === node.event &&
      one.time > since &&
      one.time <= until &&
      (node.filters ?? []).every((part) => matches(facts, one, part)),
  );
  const enough = times.length >= (node.atLeast ?? 1);
  return node.not === true ? !enough : enough;
}

export type Series = TrendsQuestion['series'][number];

export function seriesEvents(facts: Known, series: Series, segment: Condition | undefined) {
  return facts.events.filter(
    (one) =>
      (series.event === null || one.name === series.event) &&
      (series.filters ?? []).every((part) => matches(facts, one, part)) &&
      (segment === undefined || matches(facts, one, segment)),
  );
}

export function measure(series: Series, events: readonly LogEvent[]): number {
  if (series.measure === 'people') return new Set(events.map(({ person }) => person)).size;
  if (series.measure === 'count') return events.length;
  return events.reduce((sum, one) => sum + amount(textOf(one, series.property ?? '')), 0);
}

function amount(text: string | undefined): number {
  const number = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : 0;
}

export type Way = {
  readonly person: number;
  readonly level: number;
  readonly value: string;
  /** Times of the steps of the furthest way. */
  readonly chain: readonly number[];
};
type Taken = { readonly event: LogEvent; readonly fits: readonly number[]; readonly index: number };
type Range = { readonly start: Date; readonly end: Date };

/** Every person who made the first step, with all their ways tried one by one. */
export function ways(facts: Known, question: FunnelQuestion, { start, end }: Range): Way[] {
  const events = facts.events.filter(
    (one) =>
      one.time >= start.getTime() &&
      one.time < end.getTime() &&
      (question.segment === undefined || matches(facts, one, question.segment)),
  );
  return [...Map.groupBy(events, ({ person }) => person)].flatMap(([person, own]) => {
    const taken = inOrder(facts, question, own);
    const chain = furthest(question, taken);
    if (chain.length === 0) return [];
    const value = firstValue(facts, question, taken);
    return [{ person, level: chain.length, value, chain: chain.map(({ event }) => event.time) }];
  });
}

function inOrder(facts: Known, { steps }: FunnelQuestion, events: readonly LogEvent[]): Taken[] {
  const fitting = events.map((event) => ({
    event,
    fits: steps.flatMap((step, i) =>
      step.event === event.name && (step.filters ?? []).every((part) => matches(facts, event, part))
        ? [i]
        : [],
    ),
  }));
  return fitting
    .toSorted(
      (a, b) =>
        a.event.time - b.event.time ||
        (a.fits[0] ?? -1) - (b.fits[0] ?? -1) ||
        a.fits.reduce((sum, i) => sum + 2 ** i, 0) - b.fits.reduce((sum, i) => sum + 2 ** i, 0),
    )
    .map((one, index) => ({ ...one, index }));
}

function furthest(question: FunnelQuestion, taken: readonly Taken[]): readonly Taken[] {
  let best: readonly Taken[] = [];
  const windowMs = question.windowSeconds === null ? Infinity : question.windowSeconds * 1000;
  const go = (chain: readonly Taken[]) => {
    if (isBetter(chain, best)) best = chain;
    for (const next of taken) {
      const first = chain[0] ?? next;
      const last = chain.at(-1)?.index ?? -1;
      const inTime = next.event.time - first.event.time <= windowMs;
      if (next.index <= last || !inTime || !next.fits.includes(chain.length)) continue;
      const longer = [...chain, next];
      if (!isGivenUp(question, taken, longer)) go(longer);
    }
  };
  go([]);
  return best;
}

/** Longer; then over sooner; then begun later; then, from the end, each step earlier. */
function isBetter(a: readonly Taken[], b: readonly Taken[]): boolean {
  if (a.length !== b.length) return a.length > b.length;
  const key = (chain: readonly Taken[]) => [
    chain.at(-1)?.index ?? 0,
    -(chain[0]?.event.time ?? 0),
    ...chain.toReversed().map(({ index }) => index),
  ];
  const [left, right] = [key(a), key(b)];
  const at = left.findIndex((one, i) => one !== right[i]);
  return at >= 0 && (left[at] ?? 0) < (right[at] ?? 0);
}

function isGivenUp(
  { exclusions = [] }: FunnelQuestion,
  taken: readonly Taken[],
  chain: readonly Taken[],
): boolean {
  return exclusions.some(({ event, fromStep, toStep }) => {
    const from = chain[fromStep]?.index;
    const to = chain.slice(0, toStep + 1).at(-1)?.index;
    if (from === undefined || to === undefined) return false;
    return taken.some((one) => one.event.name === event && one.index > from && one.index <= to);
  });
}

function firstValue(facts: Known, { breakdown }: FunnelQuestion, taken: readonly Taken[]): string {
  if (breakdown === undefined) return '';
  const first = taken
    .filter(({ fits }) => fits.includes(0))
    .map(({ event }) => ({ time: event.time, value: textOf(event, breakdown.key) ?? '', event }))
    .toSorted((a, b) => a.time - b.time || (a.value < b.value ? -1 : 1))[0];
  if (first === undefined) return '';
  return breakdown.on === 'event' ? first.value : (planOf(facts, first.event.person) ?? '');
}
