/** Seeded chance for simulations. */

/** A stream of numbers in [0, 1). */
export type Random = () => number;

/** Blackman and Vigna (2021), xoshiro128**, seeded by splitmix32 steps: equal seeds, equal streams. */
export function seeded(seed: number): Random {
  let state = seed | 0;
  const word = () => {
    state = (state + 0x9e3779b9) | 0;
    let z = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return z ^ (z >>> 16);
  };
  let [a, b, c, d] = [word(), word(), word(), word()];
  return () => {
    const result = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotated(d, 11);
    return result / 4_294_967_296;
  };
}

const rotated = (word: number, bits: number) => (word << bits) | (word >>> (32 - bits));

/** Standard normal: Box and Muller (1958), one of the pair. */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Lognormal, as order values are: `median` and the standard deviation of its logarithm. */
export const lognormal = (random: Random, median: number, sigma: number): number =>
  median * Math.exp(sigma * normal(random));

/** Number of Poisson events; Knuth (1969), for means up to some dozens. */
export function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}

/** Successes in `n` trials; geometric gaps between them, so that rare ones are cheap (Devroye 1986, chapter X). */
export function binomial(random: Random, n: number, share: number): number {
  if (share > 0.5) return n - binomial(random, n, 1 - share);
  const scale = Math.log1p(-share);
  let count = 0;
  for (let at = gap(random, scale); at < n; at += 1 + gap(random, scale)) count += 1;
  return count;
}

const gap = (random: Random, scale: number) => Math.floor(Math.log(1 - random()) / scale);
