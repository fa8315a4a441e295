/** Properties of events and traits of people as words. */
import { keyName } from '../insights/words.ts';

/** What tells most about an event, in this order; the rest is shown when it is opened. */
const telling = [
  '$pathname',
  'path',
  '$current_url',
  'url',
  'product',
  'name',
  'sku',
  'category',
  'amount',
  'value',
  'total',
  'query',
  'plan',
  'button',
];

/** A value in one line. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return JSON.stringify(value);
}

/** At most `most` facts in one line: "/checkout, amount 59". */
export function shortFacts(properties: Readonly<Record<string, unknown>>, most = 3): string {
  const isTold = (key: string) => properties[key] !== undefined && properties[key] !== '';
  const isPathTold = isTold('$pathname') || isTold('path');
  const first = telling.filter((key) => isTold(key) && !(isPathTold && key.endsWith('url')));
  const others = Object.keys(properties).filter(
    (key) => !key.startsWith('$') && !telling.includes(key) && isTold(key),
  );
  return [...first, ...others]
    .slice(0, most)
    .map((key) =>
      isPlain(key) ? valueText(properties[key]) : `${keyName(key)} ${valueText(properties[key])}`,
    )
    .join(', ');
}

const isPlain = (key: string): boolean => /path|url|^name$|^product$/.test(key);

/** Traits people think of first, then the others by name; the technical ones last. */
export function sortedTraits(
  traits: Readonly<Record<string, unknown>>,
): readonly (readonly [string, unknown])[] {
  const rank = (key: string) =>
    key.startsWith('$') ? 2 : /^(name|email|plan|role|company)$/.test(key) ? 0 : 1;
  return Object.entries(traits).toSorted(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b));
}
