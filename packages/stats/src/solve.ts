/** The root of a monotone function: what every quantile and every planned size comes down to. */

type Point = { readonly x: number; readonly f: number };

/**
 * Root of `f` between `low` and `high`, where its signs differ: Chandrupatla (1997), bisection
 * with inverse quadratic interpolation where that is safe. Exact to a few units in the last place.
 */
export function solve(f: (x: number) => number, low: number, high: number): number {
  let a: Point = { x: low, f: f(low) };
  let b: Point = { x: high, f: f(high) };
  let c = b;
  let share = 0.5;
  if (a.f === 0) return a.x;
  for (let round = 0; round < 300; round += 1) {
    const x = a.x + share * (b.x - a.x);
    const next: Point = { x, f: f(x) };
    if (Math.sign(next.f) === Math.sign(a.f)) c = a;
    else [c, b] = [b, a];
    a = next;
    const best = Math.abs(a.f) < Math.abs(b.f) ? a : b;
    const tolerance = 2e-16 * Math.abs(best.x) + 1e-300;
    const least = tolerance / Math.abs(b.x - a.x);
    if (least > 0.5 || best.f === 0) return best.x;
    share = Math.min(1 - least, Math.max(least, interpolated(a, b, c)));
  }
  return a.x;
}

/** Where between `a` (0) and `b` (1) to look next. */
function interpolated(a: Point, b: Point, c: Point): number {
  const xi = (a.x - b.x) / (c.x - b.x);
  const phi = (a.f - b.f) / (c.f - b.f);
  if (phi * phi >= xi || (1 - phi) * (1 - phi) >= 1 - xi) return 0.5;
  const first = (a.f / (b.f - a.f)) * (c.f / (b.f - c.f));
  const second = ((c.x - a.x) / (b.x - a.x)) * (a.f / (c.f - a.f)) * (b.f / (c.f - b.f));
  return first + second;
}

/** Root of a monotone `f`, looked for outwards from `start` in growing steps. */
export function solveAround(f: (x: number) => number, start: number, step: number): number {
  const sign = Math.sign(f(start));
  if (sign === 0) return start;
  const direction = Math.sign(f(start + step) - f(start - step)) === sign ? -1 : 1;
  let near = start;
  for (let width = step; width < 1e6; width *= 2) {
    const far = near + direction * width;
    if (Math.sign(f(far)) !== sign) return solve(f, near, far);
    near = far;
  }
  return near;
}

/** log(p), kept finite: a root finder cannot interpolate towards minus infinity. */
export const logOf = (p: number): number => (p > 0 ? Math.log(p) : -1000);
