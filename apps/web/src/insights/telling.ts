/** Traits that say something: more frequent among those who left, by more than chance. */
import type { Answer, listFunnelTraits } from '@tandem/contract';

export type Traits = Answer<typeof listFunnelTraits>;
type Trait = { readonly lostShare: number; readonly passedShare: number; readonly pValue: number };

/** The p-values are corrected for all values compared, so 5 % holds for the whole list. */
export function tellingTraits<T extends Trait>({
  traits,
}: {
  readonly traits: readonly T[];
}): readonly T[] {
  return traits.filter(
    ({ lostShare, passedShare, pValue }) => pValue < 0.05 && lostShare > passedShare,
  );
}
