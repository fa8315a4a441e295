/** A text cut into plain and marked pieces. */

export type Piece = { readonly text: string; readonly isMarked: boolean; readonly start: number };
export type Span = { readonly start: number; readonly end: number };

/** Spans are [start, end) in UTF-16 units; those that overlap are joined, what lies outside is cut. */
export function piecesOf(text: string, spans: readonly Span[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const add = (end: number, isMarked: boolean) => {
    if (end > at) pieces.push({ text: text.slice(at, end), isMarked, start: at });
    at = Math.max(at, end);
  };
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    add(Math.min(start, text.length), false);
    add(Math.min(end, text.length), true);
  }
  add(text.length, false);
  return joined(pieces);
}

function joined(pieces: readonly Piece[]): readonly Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last !== undefined && last.isMarked === piece.isMarked) {
      result[result.length - 1] = { ...last, text: last.text + piece.text };
    } else {
      result.push(piece);
    }
  }
  return result;
}

/** Where the words of a search stand in a text, whatever their case. */
export function spansOf(text: string, search: string): readonly Span[] {
  const words = search.split(/\s+/).filter((word) => word.length > 1);
  if (words.length === 0) return [];
  const pattern = words
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('|');
  return [...text.matchAll(new RegExp(pattern, 'giu'))].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

const most = 420;
const mostMarked = 800;
/** A mark that begins so early needs no cut before it. */
const early = 280;

/**
 * The part of a long text that a list shows: around its first mark, and as far as the last one where
 * that is not too far. Cut at words; undefined where the whole is short enough.
 */
export function excerptOf(text: string, marks: readonly Span[]): Span | undefined {
  const first = marks.length === 0 ? 0 : Math.min(...marks.map(({ start }) => start));
  const last = Math.max(0, ...marks.map(({ end }) => end));
  const start = first <= early ? 0 : wordAfter(text, first - 60);
  const wanted = start + Math.max(most, Math.min(last + 40 - start, mostMarked));
  const end = wanted >= text.length ? text.length : wordBefore(text, wanted);
  return start === 0 && end === text.length ? undefined : { start, end };
}

function wordBefore(text: string, at: number): number {
  const blank = text.lastIndexOf(' ', at);
  return blank > at - 40 ? blank : betweenLetters(text, at);
}
function wordAfter(text: string, at: number): number {
  const blank = text.indexOf(' ', at);
  return blank !== -1 && blank < at + 40 ? blank + 1 : betweenLetters(text, at);
}
/** Never in the middle of a letter of two units. */
const betweenLetters = (text: string, at: number): number =>
  /[\uDC00-\uDFFF]/.test(text[at] ?? '') ? at - 1 : at;
