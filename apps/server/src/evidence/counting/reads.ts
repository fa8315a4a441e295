import type { Highlight, ProjectId, Relation } from '@tandem/contract';
import type { RecordsDoor } from '../../platform/records.ts';
import type { KnownSignal, Voice } from '../../voice/index.ts';
import { highlightsOf, readSpans, withWords } from '../highlights/reads.ts';

export type Needs = { readonly records: RecordsDoor; readonly voice: Pick<Voice, 'byIds'> };
export type EvidenceItem = {
  readonly highlight: Highlight;
  readonly relation: Relation;
  readonly signal: KnownSignal;
};
export type Rests = { readonly kind: string; readonly id: string };

/** Times are ISO 8601: as texts they sort as times. */
const keyOf = ({ signal, highlight }: EvidenceItem) => `${signal.time} ${highlight.id}`;

/** Every link to the records whose signal is still there, by record, the newest words first. */
export async function evidenceOfAll(
  { records, voice }: Needs,
  project: ProjectId,
  { kind, ids }: { readonly kind: string; readonly ids: readonly string[] },
): Promise<ReadonlyMap<string, readonly EvidenceItem[]>> {
  const spans = await records.read(project, async (reader) =>
    readSpans(reader, { ids: await highlightsOf(reader, kind, ids) }),
  );
  const signals = await voice.byIds(project, [...new Set(spans.map(({ signal }) => signal))]);
  const items = spans.flatMap((span) => {
    const signal = signals.get(span.signal);
    if (signal === undefined) return [];
    const highlight = withWords(span, signals);
    return span.links
      .filter(({ to }) => to.kind === kind && ids.includes(to.id))
      .map(({ relation, to }) => ({ record: to.id, highlight, relation, signal }));
  });
  const sorted = items.toSorted((a, b) => keyOf(b).localeCompare(keyOf(a)));
  const grouped = Map.groupBy(sorted, ({ record }) => record);
  return new Map(
    [...grouped].map(([id, some]) => [id, some.map(({ record: _record, ...item }) => item)]),
  );
}

export async function evidenceOf(
  needs: Needs,
  project: ProjectId,
  { kind, id }: Rests,
): Promise<readonly EvidenceItem[]> {
  return (await evidenceOfAll(needs, project, { kind, ids: [id] })).get(id) ?? [];
}

/** Somebody who asked for it, with their own sentence. */
export type Asker = {
  /** As of today, after merges. */
  readonly person: string;
  readonly highlight: string;
  readonly signal: string;
  readonly text: string;
  readonly at: string;
  readonly mayContact: boolean;
  readonly mayQuote: boolean;
};

/** One entry per person who asked: their newest sentence, before all one with which they may be told. */
export async function askersOf(
  needs: Needs,
  project: ProjectId,
  record: Rests,
): Promise<readonly Asker[]> {
  const items = await evidenceOf(needs, project, record);
  const askers = new Map<string, Asker>();
  for (const { highlight, relation, signal } of items) {
    if (relation !== 'asked_for' || signal.person === null || highlight.isRedacted) continue;
    const before = askers.get(signal.person);
    if (before !== undefined && (before.mayContact || !signal.mayContact)) continue;
    askers.set(signal.person, {
      person: signal.person,
      highlight: highlight.id,
      signal: signal.id,
      text: highlight.text,
      at: signal.time,
      mayContact: signal.mayContact,
      mayQuote: signal.mayQuote,
    });
  }
  return [...askers.values()];
}
