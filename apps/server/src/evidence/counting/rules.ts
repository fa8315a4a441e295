/**
 * How much a record rests on. People are counted, never highlights: ten highlights of one person are
 * one voice, and two ids that turn out to be one person become one.
 */
import type { EvidenceCount, Relation, Signal } from '@tandem/contract';

/** One linked highlight with the signal it is in: enough to be counted. */
export type Item = {
  readonly highlight: { readonly id: string; readonly isRedacted: boolean };
  readonly relation: Relation;
  readonly signal: Pick<Signal, 'id' | 'person' | 'author' | 'source' | 'audience' | 'time'>;
};

/** Relations that speak for a record. */
export const forIt: ReadonlySet<Relation> = new Set(['supports', 'asked_for', 'quoted_by']);

/** Who speaks: the person of today, else the author at that source. Undefined: nobody can tell. */
function voiceOf({ signal }: Item): string | undefined {
  if (signal.person !== null) return `person ${signal.person}`;
  return signal.author === null ? undefined : `author ${signal.source} ${signal.author}`;
}

/**
 * Words that were taken away can't be checked: they count no longer. Who speaks against it counts also
 * without a name, each signal as one: a doubt is never hidden.
 */
export function countEvidence(all: readonly Item[]): EvidenceCount {
  const items = all.filter(({ highlight }) => !highlight.isRedacted);
  const supporting = items.filter(({ relation }) => forIt.has(relation));
  const against = items.filter(({ relation }) => relation === 'contradicts');
  const voices = (some: readonly Item[]) =>
    new Set(some.map(voiceOf).filter((voice) => voice !== undefined));
  const byAudience = Map.groupBy(supporting, ({ signal }) => signal.audience);
  const times = items.map(({ signal }) => signal.time).toSorted();
  return {
    people: voices(supporting).size,
    asked: voices(items.filter(({ relation }) => relation === 'asked_for')).size,
    contradicting: new Set(against.map((item) => voiceOf(item) ?? item.signal.id)).size,
    unnamed: items.filter((item) => voiceOf(item) === undefined).length,
    highlights: new Set(items.map(({ highlight }) => highlight.id)).size,
    audiences: Object.fromEntries(
      [...byAudience].map(([audience, some]) => [audience, voices(some).size]),
    ),
    sources: [...new Set(supporting.map(({ signal }) => signal.source))].toSorted(),
    lastAt: times.at(-1) ?? null,
  };
}
