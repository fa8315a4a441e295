/** The people an outcome is about, as the traits that the page can edit. Pure. */
import type { Condition, PropertyFilter } from '@tandem/contract';
import { keyName, operatorWords, valueWords } from '../insights/words.ts';

/** Traits that all must hold; undefined for a condition that is more than that. */
export function traitsOf(segment: Condition | null): readonly PropertyFilter[] | undefined {
  if (segment === null) return [];
  if (segment.kind === 'property') return segment.on === 'person' ? [segment] : undefined;
  if (segment.kind !== 'and') return undefined;
  const parts = segment.of.map(traitsOf);
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

export function segmentOf(traits: readonly PropertyFilter[]): Condition | null {
  const [first, ...others] = traits;
  if (first === undefined) return null;
  return others.length === 0 ? first : { kind: 'and', of: [first, ...others] };
}

/** "plan is pro, and not (did order placed)". */
export function conditionWords(condition: Condition | null): string {
  if (condition === null) return 'everybody';
  if (condition.kind === 'property') {
    return `${keyName(condition.key)} ${operatorWords[condition.op]} ${valueWords(condition)}`.trim();
  }
  if (condition.kind === 'did') {
    return `${condition.not === true ? 'did not do' : 'did'} ${condition.event}`;
  }
  if (condition.kind === 'not') return `not (${conditionWords(condition.of)})`;
  return condition.of.map(conditionWords).join(` ${condition.kind} `);
}
