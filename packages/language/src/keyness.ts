/**
 * Which terms set one group of texts apart from another: log-odds ratio with an informative
 * Dirichlet prior (Monroe, Colaresi and Quinn 2008, "Fightin' Words", Political Analysis 16(4)).
 */

/** How often each term occurs. With one vote per person and term, the number of people. */
export type TermCounts = ReadonlyMap<string, number>;

export type Keyness = {
  readonly term: string;
  /** Occurrences in the target and in the reference. */
  readonly target: number;
  readonly reference: number;
  /** Difference of the log-odds, eq. 16; positive: over-represented in the target. */
  readonly delta: number;
  /** `delta` over its standard deviation, eq. 20 and 22; about N(0, 1) where nothing differs. */
  readonly z: number;
};

/**
 * All terms of both groups, the most over-represented first; equal ones in code-unit order.
 * @param background What the language is like anyway; the prior gives each term a pseudo-count in
 *   proportion to it. Both groups joined unless told.
 * @param strength The sum of the pseudo-counts (alpha_0). The size of the smaller group unless told.
 */
export function keyness(
  target: TermCounts,
  reference: TermCounts,
  prior: { readonly background?: TermCounts; readonly strength?: number } = {},
): readonly Keyness[] {
  const background = prior.background ?? joined(target, reference);
  const [n1, n2, n0] = [total(target), total(reference), total(background)];
  const strength = prior.strength ?? Math.max(1, Math.min(n1, n2));
  const terms = [...new Set([...target.keys(), ...reference.keys()])].map((term): Keyness => {
    const y1 = target.get(term) ?? 0;
    const y2 = reference.get(term) ?? 0;
    // A term that the background lacks still needs a positive pseudo-count.
    const alpha = (strength * Math.max(background.get(term) ?? 0, 0.5)) / Math.max(n0, 1);
    const delta = logOdds(y1 + alpha, n1 + strength) - logOdds(y2 + alpha, n2 + strength);
    const variance = 1 / (y1 + alpha) + 1 / (y2 + alpha);
    return { term, target: y1, reference: y2, delta, z: delta / Math.sqrt(variance) };
  });
  return terms.toSorted((a, b) => b.z - a.z || (a.term < b.term ? -1 : 1));
}

/** One of the two groups may consist of a single term: the odds stay finite. */
function logOdds(count: number, all: number): number {
  return Math.log(count / Math.max(all - count, Number.EPSILON));
}

const total = (counts: TermCounts) => [...counts.values()].reduce((sum, n) => sum + n, 0);

function joined(one: TermCounts, two: TermCounts): TermCounts {
  const both = new Map(one);
  for (const [term, n] of two) both.set(term, (both.get(term) ?? 0) + n);
  return both;
}
