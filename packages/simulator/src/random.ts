/** Seeded chance. Everything the simulator draws comes from a `Random` that a seed determines. */

/** A stream of numbers in [0, 1). */
export type Random = () => number;

/** 32-bit finaliser of MurmurHash3 (Appleby 2011): a bijection, so distinct inputs stay distinct. */
export function scramble(word: number): number {
  let h = word | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Own stream for each list of words, for example (seed, person, purpose): sfc32 (Doty-Humphrey 2010). */
export function stream(...words: readonly number[]): Random {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (const word of words) {
    a = (a ^ scramble(word)) | 0;
    b = (b + Math.imul(scramble(a), 0x85ebca6b)) | 0;
    next();
  }
  for (let round = 0; round < 12; round += 1) next();
  return next;
}

export const chance = (random: Random, share: number): boolean => random() < share;

/** Whole number in [low, high]. */
export const between = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));

/** Waiting time with the given mean. */
export const exponential = (random: Random, mean: number): number => -Math.log(1 - random()) * mean;

/** Standard normal: Box and Muller (1958), one of the pair. */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** One of a list that is not empty. */
export function pick<T>(random: Random, list: readonly T[]): T {
  const index = Math.floor(random() * list.length);
  if (index >= list.length) throw new RangeError('pick() needs a list with at least one entry');
  return list[index] as T;
}

/** Things with weights, prepared for drawing. */
export type Urn<T> = { readonly things: readonly T[]; readonly cumulative: readonly number[] };

export function urn<T>(things: readonly T[], weight: (thing: T, index: number) => number): Urn<T> {
  let total = 0;
  const cumulative = things.map((thing, index) => (total += weight(thing, index)));
  return { things, cumulative };
}

/** Draws with the weights of the urn; binary search, so a large urn stays cheap. */
export function draw<T>(random: Random, from: Urn<T>): T {
  const { cumulative, things } = from;
  const mark = random() * (cumulative.at(-1) ?? 0);
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((cumulative[middle] ?? 0) > mark) high = middle;
    else low = middle + 1;
  }
  return things[low] as T;
}

/** Eight hex digits that differ for every number below 2^32. */
export const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');
