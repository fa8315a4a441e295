/**
 * FNV-1a, 32 bits (Fowler, Noll and Vo, draft-eastlake-fnv), over UTF-16 code units as GrowthBook's
 * clients take them, and the two ways of making a bucket of it.
 */
const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;

/** `state` carries on from a text that was hashed before; the result is signed. */
function fnv1a(text: string, state: number = offsetBasis): number {
  let hash = state;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), prime);
  return hash;
}

/** The bucket of a unit in `[0, 1)`; undefined for an unknown version of the hash. */
export type Bucketer = (unit: string) => number | undefined;

/** A bucketer for one seed. What depends on the seed alone is done once. */
export function bucketer(seed: string, version: number): Bucketer {
  if (version === 1) return (unit) => ((fnv1a(seed, fnv1a(unit)) >>> 0) % 1_000) / 1_000;
  if (version !== 2) return () => undefined;
  const seeded = fnv1a(seed);
  return (unit) => ((fnv1a(String(fnv1a(unit, seeded) >>> 0)) >>> 0) % 10_000) / 10_000;
}

/** The bucket of a unit under a seed: the same for ever, on every machine. */
export function hash(seed: string, unit: string, version: number): number | undefined {
  return bucketer(seed, version)(unit);
}
