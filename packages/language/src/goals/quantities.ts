/** Amounts with their units as people write them: "10%", "$1.2M", "800 ms", "8 days", "3x". */

export type Quantity = {
  readonly value: number;
  /** "%", "points", a currency sign or code, "ms", "day", "x"; undefined: a plain number. */
  readonly unit: string | undefined;
};
export type Found = Quantity & { readonly start: number; readonly end: number };

const currencies = '[$€£¥]|(?:usd|eur|gbp|chf|jpy)\\b';
const number = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';
const scales = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
};
const scale = 'k|thousand|mn|million|bn|billion|m|b';
const units = [
  'percentage points?|percent points?|pps?|points?|pts?',
  '%|per ?cent|percent',
  'x|-?fold|times',
  'ms|milliseconds?',
  'seconds?|secs?|s',
  'minutes?|mins?',
  'hours?|hrs?|h',
  'days?|d',
  'weeks?|wks?',
  'months?|mos?',
  'quarters?',
  'years?|yrs?',
  currencies,
].join('|');

/** Lower case in; the longest reading of each place. */
export const quantityPattern = `(?:(${currencies})\\s?)?(${number})(?:\\s?(${scale})\\b)?(?:\\s?-?(${units})(?![\\p{L}\\d]))?`;
const everywhere = new RegExp(`(?<![\\p{L}\\d.])${quantityPattern}`, 'giu');

/** All amounts of a text in order. */
export function quantitiesOf(text: string): readonly Found[] {
  return [...text.matchAll(everywhere)].map((match) => {
    const [whole, currency, digits = '', scaled, unit] = match;
    const times = scaled === undefined ? 1 : scales[scaled.toLowerCase() as keyof typeof scales];
    return {
      value: Number(digits.replaceAll(',', '')) * times,
      unit: currency ?? (unit === undefined ? undefined : unitOf(unit.toLowerCase())),
      start: match.index,
      end: match.index + whole.length,
    };
  });
}

const named: readonly (readonly [RegExp, string])[] = [
  [/point|^pps?$|^pts?$/, 'points'],
  [/%|cent/, '%'],
  [/^x$|fold|times/, 'x'],
  [/^ms$|milli/, 'ms'],
  [/^s$|sec/, 'second'],
  [/^min/, 'minute'],
  [/^h/, 'hour'],
  [/^d/, 'day'],
  [/^w/, 'week'],
  [/^mo/, 'month'],
  [/^q/, 'quarter'],
  [/^y/, 'year'],
];
const unitOf = (written: string) =>
  named.find(([pattern]) => pattern.test(written))?.[1] ?? written;
