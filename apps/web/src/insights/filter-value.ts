/** What was typed into a filter, as the value it means. */
import type { PropertyFilter } from '@tandem/contract';
import type { Scalar } from './atoms.ts';

const ofNumbers: ReadonlySet<PropertyFilter['op']> = new Set(['gt', 'gte', 'lt', 'lte']);

/**
 * Several values are told apart by commas. A number stays text where the property's examples are
 * text; a comparison of size always wants a number. Undefined: nothing usable was typed.
 */
export function valueOf(
  typed: string,
  op: PropertyFilter['op'],
  examples: readonly string[],
): Scalar | Scalar[] | undefined {
  const words = typed
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  if (words.length === 0) return undefined;
  if (ofNumbers.has(op)) {
    const number = Number(words[0]);
    return Number.isFinite(number) ? number : undefined;
  }
  const areNumbers = examples.length > 0 && examples.every(isNumber);
  const values = words.map((word) => scalarOf(word, areNumbers));
  return values.length === 1 ? values[0]! : values;
}

function scalarOf(word: string, areNumbers: boolean): Scalar {
  if (word === 'true' || word === 'false') return word === 'true';
  return areNumbers && isNumber(word) ? Number(word) : word;
}

const isNumber = (word: string): boolean => word.trim() !== '' && Number.isFinite(Number(word));
