import type { Highlight, ProjectId, Relation, Signal } from '@tandem/contract';
import type { Reader, RecordsDoor } from '../../platform/records.ts';
import type { Voice } from '../../voice/index.ts';
import { highlightsOf, markedSince, readSpans, withWords, type Span } from '../highlights/reads.ts';
import { forIt, type Item } from './rules.ts';

export type Needs = {
  readonly records: RecordsDoor;
  readonly voice: Pick<Voice, 'byIds' | 'voiced'>;
};
export type EvidenceItem = {
  readonly highlight: Highlight;
  readonly relation: Relation;
  readonly signal: Signal;
};
export type Rests = { readonly kind: string; readonly id: string };

/** Times are ISO 8601: as texts they sort as times. */
const keyOf = ({ signal, highlight }: Item) => `${signal.time} ${highlight.id}`;

/** Every link to the records whose signal is still there, by record, the newest words first. */
export async function evidenceOfAll(
  { records, voice }: Needs,
  project: ProjectId,
  rests: Which,
): Promise<ReadonlyMap<string, readonly EvidenceItem[]>> {
  const spans = await records.read(project, (reader) => spansUnder(reader, rests));
  return byRecord(rests, await linkedItems({ voice }, project, spans));
}

/** The same without the words: to be counted. */
export async function weightsOfAll(
  { records, voice }: Needs,
  project: ProjectId,
  rests: Which,
): Promise<ReadonlyMap<string, readonly Item[]>> {
  const spans = await records.read(project, (reader) => spansUnder(reader, rests));
  const signals = await voice.voiced(project, signalsOf(spans));
  const items = spans.flatMap((highlight) => {
    const signal = signals.get(highlight.signal);
    if (signal === undefined) return [];
    return highlight.links.map(({ relation, to }) => ({ to, highlight, relation, signal }));
  });
  return byRecord(rests, items);
}

type Which = readonly { readonly kind: string; readonly ids: readonly string[] }[];
const signalsOf = (spans: readonly Span[]) => [...new Set(spans.map(({ signal }) => signal))];

async function spansUnder(reader: Reader, rests: Which): Promise<readonly Span[]> {
  const linked = new Set<string>();
  for (const { kind, ids } of rests) {
    for (const id of await highlightsOf(reader, kind, ids)) linked.add(id);
  }
  return readSpans(reader, { ids: [...linked] });
}

/** Those of these records, the newest words first. */
function byRecord<I extends Item & Pick<Highlight['links'][number], 'to'>>(
  rests: Which,
  all: readonly I[],
) {
  const wanted = new Set(rests.flatMap(({ kind, ids }) => ids.map((id) => `${kind} ${id}`)));
  const items = all.filter(({ to }) => wanted.has(`${to.kind} ${to.id}`));
  const sorted = items.toSorted((a, b) => keyOf(b).localeCompare(keyOf(a)));
  const grouped = Map.groupBy(sorted, ({ to }) => to.id);
  return new Map([...grouped].map(([id, some]) => [id, some.map(({ to: _to, ...item }) => item)]));
}

/** One for each link of these highlights whose signal is still there. */
async function linkedItems(
  { voice }: { readonly voice: Pick<Voice, 'byIds'> },
  project: ProjectId,
  spans: readonly Span[],
): Promise<readonly (EvidenceItem & Pick<Highlight['links'][number], 'to'>)[]> {
  const signals = await voice.byIds(project, signalsOf(spans));
  return spans.flatMap((span) => {
    const signal = signals.get(span.signal);
    if (signal === undefined) return [];
    const highlight = withWords(span, signals);
    return span.links.map(({ relation, to }) => ({ to, highlight, relation, signal }));
  });
}

/** What was marked and linked since then, the newest mark first. */
export async function evidenceSince(
  { records, voice }: Needs,
  project: ProjectId,
  since: Date,
): Promise<readonly EvidenceItem[]> {
  const spans = await records.read(project, async (reader) =>
    readSpans(reader, { ids: await markedSince(reader, since) }),
  );
  const items = await linkedItems({ voice }, project, spans);
  return items.toSorted(({ highlight: a }, { highlight: b }) => b.at.localeCompare(a.at));
}

export type Support = {
  /** Highlights that speak for the record. */
  readonly for: number;
  /** Highlights with any relation to it. */
  readonly linked: number;
};
/**
 * How many highlights each record rests on, by what stands in the records alone, so that a gate can
 * ask in the transaction of its move. Words that were taken away support nothing.
 */
export async function supportOf(
  reader: Reader,
  kind: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Support>> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .selectFrom('evidence_links')
    .innerJoin('highlights', 'highlights.id', 'evidence_links.highlight')
    .select(['evidence_links.to_id as id', 'highlights.id as highlight', 'relation'])
    .where('to_kind', '=', kind)
    .where('to_id', 'in', ids)
    .where('is_redacted', '=', false)
    .execute();
  const count = (some: typeof rows) => new Set(some.map(({ highlight }) => highlight)).size;
  return new Map(
    [...Map.groupBy(rows, ({ id }) => id)].map(([id, links]) => [
      id,
      { for: count(links.filter(({ relation }) => forIt.has(relation))), linked: count(links) },
    ]),
  );
}

export async function evidenceOf(
  needs: Needs,
  project: ProjectId,
  { kind, id }: Rests,
): Promise<readonly EvidenceItem[]> {
  return (await evidenceOfAll(needs, project, [{ kind, ids: [id] }])).get(id) ?? [];
}

/** Somebody who asked for it, with their own sentence. */
export type Asker = {
  /** As of today, after merges. */
  readonly person: string;
  readonly highlight: string;
  readonly signal: string;
  /** The highlighted words, which are this span of the signal's text. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
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
      start: highlight.start,
      end: highlight.end,
      at: signal.time,
      mayContact: signal.mayContact,
      mayQuote: signal.mayQuote,
    });
  }
  return [...askers.values()];
}
