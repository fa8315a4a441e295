/** Signals grouped by what their words stand for: pure. */
import { highlightTypes, type Answer, type Highlight, type listThemes } from '@tandem/contract';
import { dayMs } from '@tandem/query';
import { countEvidence, type Item } from '../counting/rules.ts';

export type Themes = Pick<Answer<typeof listThemes>, 'needs' | 'types'>;
/** A highlight with what it stands for; one for each link, one without where it has none. */
export type Marked = Pick<Item, 'highlight' | 'signal'> & {
  readonly type: Highlight['type'];
  readonly link: { readonly need: string; readonly relation: Item['relation'] } | null;
};

const weeks = 12;
const weekMs = 7 * dayMs;

/** A signal counts once in each theme, however many of its words are marked. */
export function themesOf(marked: readonly Marked[], now: Date): Themes {
  const linked = marked.flatMap(({ link, ...one }) => (link === null ? [] : [{ ...one, ...link }]));
  const needs = [...Map.groupBy(linked, ({ need }) => need)].map(([opportunity, items]) => {
    const { people, contradicting } = countEvidence(items);
    const signals = distinct(items);
    return {
      opportunity,
      signals: signals.length,
      people,
      contradicting,
      perWeek: perWeek(signals, now),
    };
  });
  const byType = Map.groupBy(marked, ({ type }) => type);
  return {
    needs: needs.toSorted(
      (a, b) => b.signals - a.signals || a.opportunity.localeCompare(b.opportunity),
    ),
    types: highlightTypes.flatMap((type) => {
      const some = byType.get(type);
      return some === undefined ? [] : [{ type, signals: distinct(some).length }];
    }),
  };
}

function distinct(some: readonly Pick<Item, 'signal'>[]): readonly Item['signal'][] {
  return [...new Map(some.map(({ signal }) => [signal.id, signal])).values()];
}

/** The last week ends now; what is older than all of them is not in it. */
function perWeek(signals: readonly Pick<Item['signal'], 'time'>[], now: Date): number[] {
  const counts = Array.from({ length: weeks }, () => 0);
  for (const { time } of signals) {
    const ago = Math.max(0, Math.floor((now.getTime() - Date.parse(time)) / weekMs));
    if (ago < weeks) counts[weeks - 1 - ago]! += 1;
  }
  return counts;
}
