/** How a theme grows: pure. */

const span = 4;
/** Fewer before, and the ratio tells of single voices. */
const least = 5;

/** The last four weeks against the four before; undefined where too few spoke then. */
export function growthOf(perWeek: readonly number[]): number | undefined {
  const sum = (some: readonly number[]) => some.reduce((total, count) => total + count, 0);
  const before = sum(perWeek.slice(-2 * span, -span));
  return before < least ? undefined : sum(perWeek.slice(-span)) / before;
}
