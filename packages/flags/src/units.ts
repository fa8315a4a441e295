/** Who is asked about, and whether a filter lets them in. */
import { chooseVariation } from './buckets.ts';
import type { Filter } from './compiled.ts';
import { field } from './fields.ts';
import type { Attributes, Unit } from './result.ts';

/** Undefined where there is no id to divide by: absent, empty, zero, false, or not a plain value. */
export function unitOf(attributes: Attributes, attribute: string): Unit | undefined {
  let value: unknown;
  try {
    value = field(attributes, attribute);
  } catch {
    return undefined;
  }
  const isId = typeof value === 'string' || typeof value === 'number' || value === true;
  return isId && value ? { attribute, value: value as Unit['value'] } : undefined;
}

/** Whether the filter's ranges hold the unit. */
export function isIn({ bucket, ranges }: Pick<Filter, 'bucket' | 'ranges'>, unit: Unit): boolean {
  const place = bucket(String(unit.value));
  return place !== undefined && chooseVariation(place, ranges) >= 0;
}

/** Whether every filter lets them in; one whose attribute they do not have does not. */
export function passes(filters: readonly Filter[], attributes: Attributes): boolean {
  for (const filter of filters) {
    const unit = unitOf(attributes, filter.attribute);
    if (unit === undefined || !isIn(filter, unit)) return false;
  }
  return true;
}
