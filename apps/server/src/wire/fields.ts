/** Fields of other people's JSON: of the right type, or absent. */
import type { Properties } from '@tandem/contract';

export const text = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
};

export const flag = (value: unknown): boolean | undefined => (value === true ? true : undefined);

export const isObject = (value: unknown): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object itself, or an empty one. */
export const object = (value: unknown): Properties => (isObject(value) ? value : {});

/** Without what is absent. */
export function compact(fields: Properties): Properties {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && value !== null && value !== '',
    ),
  );
}

/** An instant, or undefined where the text is none. */
export function instantOf(value: unknown): Date | undefined {
  const at = typeof value === 'string' || typeof value === 'number' ? new Date(value) : undefined;
  return at === undefined || Number.isNaN(at.getTime()) ? undefined : at;
}
