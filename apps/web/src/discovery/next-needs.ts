/** Which needs come next, and what each still lacks: pure. */
import type { Opportunity, Side } from '@tandem/contract';

type Need = Pick<Opportunity, 'id' | 'state' | 'criteria' | 'counts' | 'signatures'>;

/** Both sides agreed that it is worth solving, and no bet is placed on it. */
const isOpen = ({ state }: Need) => state === 'validated' || state === 'reopened';
const isExplored = ({ state }: Need) => state === 'identified' || state === 'exploring';

/** The nearest to a bet first: what may be bet on, then what most people speak for. */
export function nextNeeds<N extends Need>(all: readonly N[], most = 3): readonly N[] {
  return all
    .filter((need) => isOpen(need) || isExplored(need))
    .toSorted(
      (a, b) =>
        Number(isOpen(b)) - Number(isOpen(a)) ||
        b.signatures.length - a.signatures.length ||
        b.counts.people - a.counts.people,
    )
    .slice(0, most);
}

/** Needs that more people should be heard about, the nearest to enough first. */
export function unheardNeeds<N extends Need>(all: readonly N[], most = 3): readonly N[] {
  return all
    .filter((need) => isExplored(need) && missingPeople(need) > 0)
    .toSorted((a, b) => missingPeople(a) - missingPeople(b))
    .slice(0, most);
}

export function missingPeople({ criteria, counts }: Pick<Need, 'criteria' | 'counts'>): number {
  const needed = criteria.find(({ name }) => name === 'people')?.needed ?? 0;
  return Math.max(0, needed - counts.people);
}

const other: Readonly<Record<Side, Side>> = { product: 'marketing', marketing: 'product' };

/** "Product has signed, marketing has not", "4 more people to be validated". */
export function lacks(need: Need): string {
  if (isOpen(need)) return need.state === 'validated' ? 'Both sides signed: bet on it' : 'Reopened';
  const missing = missingPeople(need);
  if (missing > 0) return `${missing} more ${missing === 1 ? 'person' : 'people'} to be validated`;
  const [signed] = need.signatures;
  if (signed === undefined) return 'Enough people: both sides sign next';
  return `${capital(signed.side)} has signed, ${other[signed.side]} has not`;
}

const capital = (side: Side) => (side === 'product' ? 'Product' : 'Marketing');
