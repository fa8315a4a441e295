import { segmenterOf } from './words.ts';

/** Half-open, in UTF-16 units: `text.slice(start, end)`. */
export type Span = { readonly start: number; readonly end: number };

/** Where a clause ends within a sentence: comma, semicolon, colon, dash, in the scripts we met. */
const breaks = /[,;:，；：、،؛]\s*|\s+[–—-]\s+/gu;

/** The clauses of a text in order, each without the blank space and marks around it. */
export function clausesOf(text: string, language?: string): readonly Span[] {
  const clauses: Span[] = [];
  for (const { segment, index } of segmenterOf(language, 'sentence').segment(text)) {
    let start = 0;
    for (const match of segment.matchAll(breaks)) {
      clauses.push({ start: index + start, end: index + match.index });
      start = match.index + match[0].length;
    }
    clauses.push({ start: index + start, end: index + segment.length });
  }
  return clauses.map((span) => trimmed(text, span)).filter(({ start, end }) => end > start);
}

function trimmed(text: string, { start, end }: Span): Span {
  const inner = text.slice(start, end);
  const from = start + inner.length - inner.trimStart().length;
  return { start: from, end: Math.max(from, start + inner.trimEnd().length) };
}
