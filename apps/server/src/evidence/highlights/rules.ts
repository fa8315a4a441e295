import { hash } from 'node:crypto';
import { Problem } from '../../platform/problem.ts';

/** The words of a span, exactly. Throws where it is none: outside, empty, or through a character. */
export function wordsAt(text: string, start: number, end: number): string {
  const words = text.slice(start, end);
  if (start >= end || end > text.length || words.trim() === '') {
    throw notASpan(`it has ${text.length} units, and a span must hold words`);
  }
  if (!words.isWellFormed()) throw notASpan('it would cut a character in two');
  return words;
}

/** Tells later that the words are still those that were highlighted. */
export const hashOfWords = (words: string): string => hash('sha256', words, 'hex').slice(0, 32);

const notASpan = (why: string) =>
  new Problem('invalid', `body.start, body.end: this is no span of the signal's text: ${why}.`, {
    hint: 'Spans count UTF-16 units, as String.prototype.slice does.',
  });
