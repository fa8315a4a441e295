/** Metrics in words, and their values as they are written: pure. */
import type { Metric, MetricDefinition, MetricTotal } from '@tandem/contract';
import { eventName, filterWords, keyName } from '../insights/words.ts';
import { formatCount, formatDuration, formatPlural, formatShare } from '../ui/format.ts';

const minus = '−';

/** What a definition measures, as one sentence without its full stop. */
export function definitionWords(definition: MetricDefinition): string {
  switch (definition.kind) {
    case 'count':
      return `How often a person does ${eventWords(definition.of)}`;
    case 'unique':
      return `Share of people who do ${eventWords(definition.of)}`;
    case 'sum':
      return `Sum of ${keyName(definition.of.property)} of ${eventWords(definition.of)}, per person`;
    case 'mean':
      return `Mean ${keyName(definition.of.property)} of ${eventWords(definition.of)}`;
    case 'ratio':
      return `${totalWords(definition.numerator)} for each ${totalWords(definition.denominator)}`;
    case 'conversion':
      return `Share of those who did ${eventWords(definition.from)} that did ${eventWords(definition.to)} within ${lengthWords(definition.windowSeconds)}`;
    case 'retention':
      return `Share of those who did ${eventWords(definition.start)} that did ${eventWords(definition.back)} on day ${definition.day}`;
  }
}

function eventWords({ event, filters = [] }: MetricTotal): string {
  const where = filters.map(filterWords).join(' and ');
  return `“${eventName(event)}”${where === '' ? '' : ` where ${where}`}`;
}

const totalWords = (total: MetricTotal): string =>
  total.property === undefined
    ? eventWords(total)
    : `${keyName(total.property)} of ${eventWords(total)}`;

function lengthWords(seconds: number): string {
  if (seconds % 86_400 === 0) return formatPlural(seconds / 86_400, 'day', 'days');
  if (seconds % 3600 === 0) return formatPlural(seconds / 3600, 'hour', 'hours');
  return formatPlural(Math.round(seconds / 60), 'minute', 'minutes');
}

export const isCurrency = (unit: string): boolean => /^[A-Z]{3}$/.test(unit);

/** A value in its unit: "€48.20", "34.2%", "2 min 05 s", "1,204", "3.4 points". */
export function formatValue(value: number, unit: string): string {
  if (unit === 'share') return formatShare(value);
  if (unit === 'seconds')
    return value < 0 ? `${minus}${formatDuration(-value)}` : formatDuration(value);
  if (isCurrency(unit)) return money(value, unit);
  const number = plain(value);
  return unit === 'count' ? number : `${number} ${unit}`;
}

function money(value: number, unit: string): string {
  const digits = Math.abs(value) >= 1000 ? 0 : 2;
  try {
    const format = new Intl.NumberFormat('en-GB', {
      style: 'currency',
      currency: unit,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    return `${value < 0 ? minus : ''}${format.format(Math.abs(value))}`;
  } catch {
    return `${plain(value)} ${unit}`;
  }
}

function plain(value: number): string {
  if (Math.abs(value) >= 1000) return formatCount(value);
  const number = String(Number(Math.abs(value).toPrecision(3)));
  return `${value < 0 ? minus : ''}${number}`;
}

type Range = {
  readonly low: number | null;
  readonly high: number | null;
  readonly people?: number;
};

/** "€47.10 to €49.30"; what cannot be known yet says so. */
export function formatRange({ low, high, people = 0 }: Range, unit: string): string {
  if (low !== null && high !== null)
    return `${formatValue(low, unit)} to ${formatValue(high, unit)}`;
  return people > 1 ? 'all the same: no interval' : 'too few people for an interval';
}

export const kindWords: Readonly<Record<Metric['kind'], readonly [string, string]>> = {
  product_outcome: ['Product outcome', 'What people do differently'],
  business: ['Business', 'What it earns or saves'],
  traction: ['Traction', 'How many come and stay'],
  vanity: ['Vanity', 'It rises whether or not anybody is better off'],
};

export const definitionKinds: readonly (readonly [MetricDefinition['kind'], string])[] = [
  ['mean', 'Mean of a number, such as order value'],
  ['unique', 'Share of people who do something'],
  ['conversion', 'Share that goes on from one thing to another'],
  ['retention', 'Share that comes back on day N'],
  ['count', 'How often a person does something'],
  ['sum', 'Sum of a number, per person'],
  ['ratio', 'One total for each of another'],
];
