/** Property objects are other people's: looked through once, copied only where something is amiss. */
import type { Properties, RefusalReason } from '@tandem/contract';
import { storable } from '../people/index.ts';

export const propertyLimits = {
  count: 1000,
  depth: 8,
  keyLength: 200,
  bytes: 1024 * 1024,
} as const;

type Refused = { readonly reason: RefusalReason; readonly detail: string };
export type Inspected = { readonly properties: Properties } | Refused;

type Look = { count: number; dirty: boolean };

/**
 * Checks number and depth, and makes what the stores cannot hold storable: NUL and lone surrogates go,
 * empty keys and numbers that are none are left out.
 */
export function inspect(properties: Properties): Inspected {
  const look: Look = { count: 0, dirty: false };
  const depth = walk(properties, 1, look);
  if (look.count > propertyLimits.count) {
    return {
      reason: 'too_many_properties',
      detail: `more than ${propertyLimits.count} properties, those inside others included`,
    };
  }
  if (depth > propertyLimits.depth) {
    return { reason: 'too_deep', detail: `nested deeper than ${propertyLimits.depth} levels` };
  }
  return { properties: look.dirty ? (clean(properties) as Properties) : properties };
}

/** Depth of the value; stops early once a limit is passed. */
function walk(value: unknown, depth: number, look: Look): number {
  if (typeof value === 'string') {
    if (!value.isWellFormed() || value.includes('\0')) look.dirty = true;
    return depth - 1;
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) look.dirty = true;
    return depth - 1;
  }
  if (typeof value !== 'object' || value === null) return depth - 1;
  if (depth > propertyLimits.depth) return depth;
  let deepest = depth;
  const isArray = Array.isArray(value);
  for (const key of Object.keys(value)) {
    if (!isArray && ++look.count > propertyLimits.count) return deepest;
    if (!isArray && !isCleanKey(key)) look.dirty = true;
    const inner = walk((value as Record<string, unknown>)[key], depth + 1, look);
    if (inner > deepest) deepest = inner;
  }
  return deepest;
}

const isCleanKey = (key: string): boolean =>
  key !== '' && key.length <= propertyLimits.keyLength && key.isWellFormed() && !key.includes('\0');

function clean(value: unknown): unknown {
  if (typeof value === 'string') return storable(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  // fromEntries defines own properties, so a key named __proto__ stays a key.
  return Object.fromEntries(
    Object.entries(value)
      .map(
        ([key, inner]) => [storable(key).slice(0, propertyLimits.keyLength), clean(inner)] as const,
      )
      .filter(([key, inner]) => key !== '' && inner !== undefined),
  );
}
