/** Which people of a funnel are open in the panel; told in the address by `step`, `of` and `panel`. */
import type { Search } from '../search.ts';

export type Selection = { readonly index: number; readonly outcome: 'lost' | 'reached' };
export const panelTabs = ['words', 'traits', 'people'] as const;
export type PanelTab = (typeof panelTabs)[number];

/** Steps are counted from 1 in the address, as on the page. */
export function selectionOf(search: Search, stepCount: number): Selection | undefined {
  const step = Number(search['step']);
  if (!Number.isInteger(step) || step < 1 || step > stepCount) return undefined;
  if (search['of'] === 'reached') return { index: step - 1, outcome: 'reached' };
  return step === 1 ? undefined : { index: step - 1, outcome: 'lost' };
}

export function wordsOfSelection({ index, outcome }: Selection, panel: PanelTab = 'words'): Search {
  return { step: String(index + 1), of: outcome === 'reached' ? 'reached' : undefined, panel };
}

export const noSelection: Search = { step: undefined, of: undefined, panel: undefined };

export function panelOf(search: Search): PanelTab {
  return panelTabs.find((tab) => tab === search['panel']) ?? 'words';
}
