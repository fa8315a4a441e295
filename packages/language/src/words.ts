/** Words of a text in any script, with their places in it. */

/** `text.slice(start, end)` is the word as written; `term` is what it counts as. */
export type Word = { readonly term: string; readonly start: number; readonly end: number };

const segmenters = new Map<string, Intl.Segmenter>();

/** @param language BCP 47; one that is not known is taken as none. */
export function segmenterOf(
  language: string | undefined,
  granularity: 'word' | 'sentence',
): Intl.Segmenter {
  const key = `${granularity} ${language ?? ''}`;
  const known = segmenters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.Segmenter(knownLocale(language), { granularity });
  // Senders choose the tag: without a bound they could fill the memory.
  if (segmenters.size > 200) segmenters.clear();
  segmenters.set(key, made);
  return made;
}

function knownLocale(language: string | undefined): string | undefined {
  if (language === undefined || language === '') return undefined;
  try {
    return Intl.Segmenter.supportedLocalesOf(language)[0];
  } catch {
    return undefined;
  }
}

/** Compatibility forms and case do not make another word: "ＦＩＮＥ", "Fine" and "fine" are one. */
export function foldCase(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFC').replaceAll('’', "'");
}

/**
 * The words of a text in order; punctuation, emojis and numbers are none. Scripts without spaces
 * (Chinese, Japanese, Thai) are divided by dictionary.
 */
export function wordsOf(text: string, language?: string): readonly Word[] {
  const words: Word[] = [];
  for (const { segment, index, isWordLike } of segmenterOf(language, 'word').segment(text)) {
    if (isWordLike !== true || !/\p{L}/u.test(segment)) continue;
    words.push({ term: foldCase(segment), start: index, end: index + segment.length });
  }
  return words;
}
