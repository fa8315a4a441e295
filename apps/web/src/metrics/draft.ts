/** What is being typed into the form of a definition, and the definition once it is whole: pure. */
import type { MetricDefinition, MetricEvents } from '@tandem/contract';

export type Draft = {
  readonly kind: MetricDefinition['kind'];
  readonly event: string | null;
  readonly property: string | null;
  /** The second event: what follows, what brings back, what is divided by. */
  readonly second: string | null;
  readonly days: number;
  /** Only events that pass these count, of the first event and of the second. */
  readonly filters: Filters;
  readonly secondFilters: Filters;
};
export type Filters = NonNullable<MetricEvents['filters']>;
export const emptyDraft: Draft = {
  kind: 'mean',
  event: null,
  property: null,
  second: null,
  days: 7,
  filters: [],
  secondFilters: [],
};

export const needsProperty = ({ kind }: Draft): boolean => kind === 'mean' || kind === 'sum';
export const needsSecond = ({ kind }: Draft): boolean =>
  kind === 'ratio' || kind === 'conversion' || kind === 'retention';

const passing = <E extends object>(one: E, filters: Filters): E & { filters?: Filters } =>
  filters.length === 0 ? one : { ...one, filters };

/** Undefined while something is missing. */
export function definitionOf(draft: Draft): MetricDefinition | undefined {
  const { kind, property, days, filters, secondFilters } = draft;
  if (draft.event === null) return undefined;
  const of = passing({ event: draft.event }, filters);
  if (kind === 'count' || kind === 'unique') return { kind, of };
  if (kind === 'mean' || kind === 'sum')
    return property === null ? undefined : { kind, of: { ...of, property } };
  if (draft.second === null) return undefined;
  const second = passing({ event: draft.second }, secondFilters);
  if (kind === 'ratio') {
    const numerator = property === null ? of : { ...of, property };
    return { kind, numerator, denominator: second };
  }
  const length = Math.min(366, Math.max(1, Math.round(days)));
  return kind === 'conversion'
    ? { kind, from: of, to: second, windowSeconds: length * 86_400 }
    : { kind, start: of, back: second, day: length };
}

/** The form of a definition that is there; a window is told in whole days. */
export function draftOf(definition: MetricDefinition): Draft {
  const { kind } = definition;
  const [first, second] = partsOf(definition);
  const property = 'property' in first ? (first.property as string) : null;
  return {
    ...emptyDraft,
    kind,
    event: first.event,
    property,
    second: second?.event ?? null,
    days: daysOf(definition),
    filters: first.filters ?? [],
    secondFilters: second?.filters ?? [],
  };
}

function partsOf(definition: MetricDefinition): readonly [MetricEvents, MetricEvents?] {
  if (definition.kind === 'ratio') return [definition.numerator, definition.denominator];
  if (definition.kind === 'conversion') return [definition.from, definition.to];
  if (definition.kind === 'retention') return [definition.start, definition.back];
  return [definition.of];
}

function daysOf(definition: MetricDefinition): number {
  if (definition.kind === 'retention') return definition.day;
  if (definition.kind !== 'conversion') return emptyDraft.days;
  return Math.max(1, Math.round(definition.windowSeconds / 86_400));
}
