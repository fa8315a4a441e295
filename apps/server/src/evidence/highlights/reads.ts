import type { Highlight, Signal } from '@tandem/contract';
import type { Reader } from '../../platform/records.ts';
import '../tables.ts';

/** A highlight without its words: they are in the signal. */
export type Span = Omit<Highlight, 'text'>;
type Which = { readonly ids?: readonly string[]; readonly signals?: readonly string[] };

/** In the order of the text, by signal. */
export async function readSpans(reader: Reader, which: Which): Promise<Span[]> {
  const { ids, signals } = which;
  if (ids?.length === 0 || signals?.length === 0) return [];
  const rows = await reader
    .selectFrom('highlights')
    .selectAll()
    .$if(ids !== undefined, (query) => query.where('id', 'in', ids ?? []))
    .$if(signals !== undefined, (query) => query.where('signal', 'in', signals ?? []))
    .orderBy('signal')
    .orderBy('from_unit')
    .orderBy('id')
    .execute();
  const links = await readLinks(
    reader,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    signal: row.signal,
    start: row.from_unit,
    end: row.to_unit,
    type: row.type,
    isStated: row.is_stated,
    isRedacted: row.is_redacted,
    author: row.author,
    at: row.at.toISOString(),
    links: links.get(row.id) ?? [],
  }));
}

async function readLinks(reader: Reader, highlights: readonly string[]) {
  if (highlights.length === 0) return new Map<string, Highlight['links']>();
  const rows = await reader
    .selectFrom('evidence_links')
    .selectAll()
    .where('highlight', 'in', highlights)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const links = rows.map((row) => ({
    id: row.id,
    highlight: row.highlight,
    to: { kind: row.to_kind, id: row.to_id },
    relation: row.relation,
    note: row.note,
    author: row.author,
    at: row.at.toISOString(),
  }));
  return Map.groupBy(links, ({ highlight }) => highlight);
}

/** Signals with words that are still highlighted. */
export async function highlightedSignals(reader: Reader): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom('highlights')
    .select('signal')
    .distinct()
    .where('is_redacted', '=', false)
    .execute();
  return rows.map(({ signal }) => signal);
}

/** Ids of the highlights that were made since then and still have their words. */
export async function markedSince(reader: Reader, since: Date): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom('highlights')
    .select('id')
    .where('at', '>=', since)
    .where('is_redacted', '=', false)
    .execute();
  return rows.map(({ id }) => id);
}

/** Ids of the highlights that are linked to any of these records. */
export async function highlightsOf(
  reader: Reader,
  kind: string,
  records: readonly string[],
): Promise<readonly string[]> {
  if (records.length === 0) return [];
  const rows = await reader
    .selectFrom('evidence_links')
    .select('highlight')
    .distinct()
    .where('to_kind', '=', kind)
    .where('to_id', 'in', records)
    .execute();
  return rows.map(({ highlight }) => highlight);
}

/** What was asked for in these signals, by words that are still there. */
export async function askedIn(
  reader: Reader,
  signals: readonly string[],
): Promise<readonly { readonly signal: string; readonly opportunity: string }[]> {
  const spans = await readSpans(reader, { signals });
  return spans
    .filter(({ isRedacted }) => !isRedacted)
    .flatMap(({ signal, links }) =>
      links
        .filter(({ relation, to }) => relation === 'asked_for' && to.kind === 'opportunity')
        .map(({ to }) => ({ signal, opportunity: to.id })),
    );
}

/** With its words, which are those of the signal; none where they were taken away. */
export function withWords(
  span: Span,
  signals: ReadonlyMap<string, Pick<Signal, 'text'>>,
): Highlight {
  const whole = span.isRedacted ? undefined : signals.get(span.signal)?.text;
  const isRedacted = whole === undefined;
  return { ...span, isRedacted, text: whole?.slice(span.start, span.end) ?? '' };
}
