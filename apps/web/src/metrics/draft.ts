/** What is being typed into the form of a definition, and the definition once it is whole: pure. */
import type { MetricDefinition } from '@tandem/contract';

export type Draft = {
  readonly kind: MetricDefinition['kind'];
  readonly event: string | null;
  readonly property: string | null;
  /** The second event: what follows, what brings back, what is divided by. */
  readonly second: string | null;
  readonly days: number;
};
export const emptyDraft: Draft = {
  kind: 'mean',
  event: null,
  property: null,
  second: null,
  days: 7,
};

export const needsProperty = ({ kind }: Draft): boolean => kind === 'mean' || kind === 'sum';
export const needsSecond = ({ kind }: Draft): boolean =>
  kind === 'ratio' || kind === 'conversion' || kind === 'retention';

/** Undefined while something is missing. */
export function definitionOf(draft: Draft): MetricDefinition | undefined {
  const { kind, event, property, second, days } = draft;
  if (event === null) return undefined;
  if (kind === 'count' || kind === 'unique') return { kind, of: { event } };
  if (kind === 'mean' || kind === 'sum')
    return property === null ? undefined : { kind, of: { event, property } };
  if (second === null) return undefined;
  if (kind === 'ratio') {
    const numerator = property === null ? { event } : { event, property };
    return { kind, numerator, denominator: { event: second } };
  }
  const length = Math.min(366, Math.max(1, Math.round(days)));
  return kind === 'conversion'
    ? { kind, from: { event }, to: { event: second }, windowSeconds: length * 86_400 }
    : { kind, start: { event }, back: { event: second }, day: length };
}

/** The form of a definition that is there; filters it has are not kept. */
export function draftOf(definition: MetricDefinition): Draft {
  const { kind } = definition;
  if (kind === 'ratio') {
    const { numerator, denominator } = definition;
    return {
      ...emptyDraft,
      kind,
      event: numerator.event,
      property: numerator.property ?? null,
      second: denominator.event,
    };
  }
  if (kind === 'conversion') {
    const { from, to, windowSeconds } = definition;
    const days = Math.max(1, Math.round(windowSeconds / 86_400));
    return { ...emptyDraft, kind, event: from.event, second: to.event, days };
  }
  if (kind === 'retention') {
    const { start, back, day } = definition;
    return { ...emptyDraft, kind, event: start.event, second: back.event, days: day };
  }
  const property = 'property' in definition.of ? definition.of.property : null;
  return { ...emptyDraft, kind, event: definition.of.event, property };
}
