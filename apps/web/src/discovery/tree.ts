/** Opportunities as the branches that they form. */
import type { Opportunity } from '@tandem/contract';

export type Branch = { readonly opportunity: Opportunity; readonly under: readonly Branch[] };

/** In the order given; what stands under something that is not among them stands at the root. */
export function branchesOf(all: readonly Opportunity[]): readonly Branch[] {
  const known = new Set(all.map(({ id }) => id));
  const under = Map.groupBy(all, ({ parent }) =>
    parent !== null && known.has(parent) ? parent : '',
  );
  const grow = (parent: string): readonly Branch[] =>
    (under.get(parent) ?? []).map((opportunity) => ({ opportunity, under: grow(opportunity.id) }));
  return grow('');
}

/** From top to bottom, as the page shows them. */
export const flat = (branches: readonly Branch[]): readonly Opportunity[] =>
  branches.flatMap(({ opportunity, under }) => [opportunity, ...flat(under)]);
