/**
 * The parts of a goal's sentence. Each reader takes the words it understood out of the text (as
 * blanks, so that places stay), and what is left at the end names the metric.
 */
import { quantitiesOf, type Found, type Quantity } from './quantities.ts';

export type Target =
  | { readonly kind: 'relative'; readonly share: number }
  | { readonly kind: 'change'; readonly by: Quantity }
  | { readonly kind: 'level'; readonly at: Quantity };
export type Window =
  | {
      readonly kind: 'span';
      readonly count: number;
      readonly unit: 'day' | 'week' | 'month' | 'quarter' | 'year';
      /** From when on it runs: "launch". */
      readonly after: string | undefined;
    }
  | { readonly kind: 'until'; readonly when: string };

type Read<T> = { readonly found: T | undefined; readonly rest: string };

const blank = (text: string, start: number, end: number): string =>
  text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);

function take<T>(text: string, pattern: RegExp, read: (match: RegExpExecArray) => T): Read<T> {
  const match = pattern.exec(text);
  if (match === null) return { found: undefined, rest: text };
  const { index } = match;
  return { found: read(match), rest: blank(text, index, index + match[0].length) };
}

const counts: Readonly<Record<string, number>> = {
  a: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  nine: 9,
  twelve: 12,
};
const countWords = Object.keys(counts).join('|');
const spanPattern = new RegExp(
  `\\b(?:within|in|over|during|inside|after|by)\\s+(?:(?:the|their|our|a)\\s+)?(?:(?:first|next|coming|following|span of)\\s+)?(\\d+|${countWords})?[\\s-]*(day|week|month|quarter|year)s?\\b(?:\\s+(?:of|after|from|since|following)\\s+(?:the\\s+)?(\\p{L}[\\p{L}-]*))?`,
  'iu',
);
const months =
  'january|february|march|april|may|june|july|august|september|october|november|december';
const untilPattern = new RegExp(
  `\\b(?:(?:by|before|until|in|during|through|for)\\s+(?:the\\s+)?|(?=(?:this|next)\\s+(?:quarter|year|month|half)))((?:end of\\s+|close of\\s+)?(?:the\\s+)?(?:(?:q[1-4]|h[12]|fy\\s?\\d{2,4}|${months}|this|next|current)(?:[\\s']*(?:\\d{2,4}|quarter|year|month|half))?|year[- ]end|quarter[- ]end|20\\d\\d|year|quarter|month))\\b`,
  'iu',
);

/** "within 3 months of launch", "in the first 30 days", "by the end of Q3". */
export function readWindow(text: string): Read<Window> {
  const span = take(text, spanPattern, ([, count, unit = 'day', after]): Window => ({
    kind: 'span',
    count: count === undefined ? 1 : (counts[count.toLowerCase()] ?? Number(count)),
    unit: unit.toLowerCase() as 'day',
    after: after?.toLowerCase(),
  }));
  if (span.found !== undefined) return span;
  return take(text, untilPattern, ([, when = '']): Window => ({ kind: 'until', when }));
}

const throughPattern =
  /[\s,]+(?:through|thanks to|with the help of|by means of|via|using|by (?:launching|building|shipping|adding|introducing|improving|offering|creating|redesigning|implementing|releasing|making|using|providing|simplifying|personali[sz]ing))\s+(.+)$/iu;

/** The means, at the end: "... through feature X". */
export function readMeans(text: string): Read<string> {
  return take(text, throughPattern, ([, means = '']) => means.replaceAll(/\s+/g, ' ').trim());
}

const segmentPattern =
  /\b(?:for|among|amongst|across|of|by|from|in)\s+((?:(?:our|all|new|existing|returning|active|enterprise|free|paid|paying|mobile|trial|premium|inactive|first-time|self-serve|small|mid-market|smb|b2b|eu|us|uk|german|french|the)\s+)+(?:users|customers|subscribers|members|visitors|buyers|shoppers|accounts|teams|plan|plans|companies|businesses|segment|market))\b/iu;

/** For whom: "among new users". */
export function readSegment(text: string): Read<string> {
  return take(text, segmentPattern, ([, segment = '']) => segment.replaceAll(/\s+/g, ' ').trim());
}

export type Change = { readonly baseline?: Quantity; readonly target: Target };

const multiples: readonly (readonly [RegExp, number])[] = [
  [/\b(?:double|doubles|doubling|twice)\b/iu, 1],
  [/\b(?:triple|triples|tripling)\b/iu, 2],
  [/\b(?:quadruple|quadruples)\b/iu, 3],
  [/\b(?:halve|halves|halving|in half|by half)\b/iu, -0.5],
  [/\b(?:eliminate|eliminates)\b/iu, -1],
];
const beforeBaseline =
  /\b(?:from|currently|now|today|up from|down from|vs\.?|was|is|baseline(?: of)?:?)\s*(?:at\s+|about\s+|~\s*)?$/iu;
const beforeLevel =
  /(?:\b(?:to|reach|reaches|at least|at most|above|over|under|below|of|hit|achieve|attain|exceed|maintain|sustain|keep|than|stay at)|[<>≤≥=~→]|->)\s*(?:an?\s+|the\s+|about\s+|around\s+|under\s+|over\s+|at least\s+|less than\s+|more than\s+|below\s+|above\s+)?$/iu;
const beforeChange =
  /\bby\s*(?:at least\s+|about\s+|around\s+|an?\s+|over\s+|more than\s+|up to\s+|[~≥>])?\s*$/iu;

/** How much: "by 10%", "from 35% to 60%", "to 60%", "<$25 (currently $45)", "20% faster", "double". */
export function readChange(text: string): Read<Change> {
  const found = quantitiesOf(text);
  const role = (one: Found) => roleOf(text.slice(0, one.start));
  const baseline = found.find((one) => role(one) === 'baseline');
  const level = found.find((one) => one !== baseline && role(one) === 'level');
  const change = found.find((one) => role(one) === 'change');
  const loose = found.find((one) => role(one) === undefined);
  const multiple = multiples.find(([pattern]) => pattern.test(text));
  const target = targetOf({ baseline, level, change, loose, multiple: multiple?.[1] });
  const used = [baseline, target === undefined ? undefined : (change ?? level ?? loose)];
  let rest = text;
  for (const one of used) if (one !== undefined) rest = blank(rest, one.start, one.end);
  if (target === undefined) return { found: undefined, rest };
  return { found: { ...(baseline && { baseline: plain(baseline) }), target }, rest };
}

function roleOf(before: string): 'baseline' | 'level' | 'change' | undefined {
  if (beforeBaseline.test(before)) return 'baseline';
  if (beforeChange.test(before)) return 'change';
  return beforeLevel.test(before) ? 'level' : undefined;
}

type Roles = {
  readonly baseline: Found | undefined;
  readonly level: Found | undefined;
  readonly change: Found | undefined;
  readonly loose: Found | undefined;
  readonly multiple: number | undefined;
};
function targetOf({ level, change, loose, multiple }: Roles): Target | undefined {
  if (change !== undefined) return changeBy(change);
  if (level !== undefined) return { kind: 'level', at: plain(level) };
  if (multiple !== undefined) return { kind: 'relative', share: multiple };
  return loose === undefined ? undefined : { kind: 'level', at: plain(loose) };
}

function changeBy(quantity: Found): Target {
  if (quantity.unit === '%') return { kind: 'relative', share: quantity.value / 100 };
  if (quantity.unit === 'x') return { kind: 'relative', share: quantity.value - 1 };
  return { kind: 'change', by: plain(quantity) };
}

const plain = ({ value, unit }: Found): Quantity => ({ value, unit });
