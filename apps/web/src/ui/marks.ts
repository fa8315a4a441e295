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

/** Cut at a word, only where the text is over `limit` and over 280 characters. */
export function shortened(text: string, limit: number): string | undefined {
  const most = Math.max(limit, 280);
  if (text.length <= most) return undefined;
  const cut = text.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most - 40))}…`;
}
