/**
 * Binomial and Poisson probabilities at real arguments, free of cancellation: Loader (2000),
 * "Fast and accurate computation of binomial probabilities". The incomplete beta and gamma
 * functions take their leading factor from here, so that they stay exact with millions of units.
 */

/** Lanczos (1964) approximation with g = 7 and nine terms; relative error about 1e-15. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
] as const;

const halfLogTwoPi = 0.9189385332046727;

/** Natural logarithm of gamma(x + 1), x > -1. */
export function logFactorial(x: number): number {
  if (x < -0.5) return logFactorial(x + 1) - Math.log(x + 1);
  const base = x + 7.5;
  const sum = lanczos.reduce((sum, term, i) => (i === 0 ? term : sum + term / (x + i)), 0);
  return halfLogTwoPi + (x + 0.5) * Math.log(base) - base + Math.log(sum);
}

/** What Stirling's formula lacks: log(x!) - log(sqrt(2 pi x) (x/e)^x). Loader (2000). */
function stirlingError(x: number): number {
  if (x <= 15) return logFactorial(x) - (x + 0.5) * Math.log(x) + x - halfLogTwoPi;
  const square = x * x;
  const tail = 1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square;
  return (1 / 12 - (1 / 360 - tail / square) / square) / x;
}

/** Deviance x log(x / mean) + mean - x, exact where both are close. Loader (2000). */
function deviance(x: number, mean: number): number {
  if (Math.abs(x - mean) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x;
  const v = (x - mean) / (x + mean);
  let sum = (x - mean) * v;
  let power = 2 * x * v;
  for (let j = 1; ; j += 1) {
    power *= v * v;
    const next = sum + power / (2 * j + 1);
    // What is no number never settles.
    if (next === sum || Number.isNaN(next)) return next;
    sum = next;
  }
}

/** Poisson probability mean^x e^-mean / gamma(x + 1) for real x >= 0 and mean > 0. */
export function poissonMass(x: number, mean: number): number {
  if (x === 0) return Math.exp(-mean);
  if (x < 1e-8) return Math.exp(x * Math.log(mean) - mean - logFactorial(x));
  return Math.exp(-stirlingError(x) - deviance(x, mean)) / Math.sqrt(2 * Math.PI * x);
}

/** Binomial probability C(a + b, a) x^a y^b for real a, b > 0; x + y = 1 are given both, so that neither loses digits. */
export function binomialMass(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  const stirling = stirlingError(n) - stirlingError(a) - stirlingError(b);
  const exponent = stirling - deviance(a, n * x) - deviance(b, n * y);
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * a * b));
}
