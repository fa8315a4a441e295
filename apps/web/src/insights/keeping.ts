/** What is on the page, to be kept: an address that shows the same days later, and what it says. */
import type { FunnelResult } from '@tandem/contract';
import { writeSearch, type Search } from '../search.ts';
import { formatCount, formatShare } from '../ui/format.ts';
import { rangeOf } from './ranges.ts';
import { selectionOf } from './selection.ts';
import { worstSentence } from './sentences.ts';
import { eventName } from './words.ts';

/** Rolling days become the days they are now; what only this visit needs is left out. */
export function keptSearch(search: Search, today: string): string {
  const kept = { ...search, ...rangeOf(search, today), last: undefined, keep: undefined };
  return writeSearch(kept).replace(/^\?/, '');
}

/** Of the step that is open, else of the worst. */
export function findingOf(result: FunnelResult, search: Search): string {
  const selected = selectionOf(search, result.steps.length);
  if (selected === undefined) return worstSentence(result);
  const step = result.steps[selected.index]!;
  const name = eventName(step.event);
  if (selected.outcome === 'reached') {
    return `${formatCount(step.people)} of ${formatCount(result.people)} people reached ${name}, ${formatShare(step.shareOfFirst)}.`;
  }
  const before = result.steps[selected.index - 1]!;
  return (
    `${formatCount(step.lost)} of ${formatCount(before.people)} are lost between ${eventName(before.event)} and ${name}, ` +
    `${formatShare(step.lost / Math.max(1, before.people))}.`
  );
}
