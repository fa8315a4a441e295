/** P-values corrected for how many were looked at. Each list keeps the order given. */

/** Holm (1979): the chance of even one false alarm among all stays below alpha, whatever their dependence. */
export function holm(pValues: readonly number[]): readonly number[] {
  const order = ascending(pValues);
  const corrected = pValues.map(() => 1);
  let least = 0;
  order.forEach(({ p, i }, rank) => {
    least = Math.min(1, Math.max(least, p * (pValues.length - rank)));
    corrected[i] = least;
  });
  return corrected;
}

/** Benjamini and Hochberg (1995): the expected share of false alarms among those flagged stays below alpha. */
export function benjaminiHochberg(pValues: readonly number[]): readonly number[] {
  const order = ascending(pValues);
  const corrected = pValues.map(() => 1);
  let most = 1;
  for (let rank = order.length; rank > 0; rank -= 1) {
    const { p, i } = order[rank - 1] ?? { p: 1, i: 0 };
    most = Math.min(most, (p * pValues.length) / rank);
    corrected[i] = most;
  }
  return corrected;
}

const ascending = (pValues: readonly number[]) =>
  pValues.map((p, i) => ({ p, i })).toSorted((a, b) => a.p - b.p);
