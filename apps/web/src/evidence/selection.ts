/** Which words of a text are chosen: by a selection of the browser, or clause by clause with a key. */
import { clausesOf } from '@tandem/language';
import type { Span } from '../ui/marks.ts';

/** The chosen span of the element's text, without blanks at its ends; undefined where none is. */
export function selectedSpan(element: HTMLElement, selection: Selection | null): Span | undefined {
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return undefined;
  const range = selection.getRangeAt(0);
  if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) {
    return undefined;
  }
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  return trimmed(element.textContent, { start, end: start + range.toString().length });
}

export function trimmed(text: string, { start, end }: Span): Span | undefined {
  const words = text.slice(start, end);
  const from = start + words.length - words.trimStart().length;
  const to = start + words.trimEnd().length;
  return to > from ? { start: from, end: to } : undefined;
}

/** The clause after the chosen one, the first after the last. */
export function nextClause(text: string, chosen: Span | undefined): Span | undefined {
  const clauses = clausesOf(text);
  return clauses.find(({ start }) => start > (chosen?.start ?? -1)) ?? clauses[0];
}

/** The most that a need's statement holds. */
export const statementMost = 300;

/** Words as the statement of a need: too many end at a word, with "…". */
export function statementOf(words: string): string {
  const said = words.trim();
  if (said.length <= statementMost) return said;
  const whole = said.slice(0, statementMost).replace(/\s+\S*$/, '');
  if (whole.length < statementMost) return `${whole}…`;
  return `${said.slice(0, statementMost - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
