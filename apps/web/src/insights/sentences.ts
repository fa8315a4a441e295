/** What a funnel says, in words: its worst step, and which steps moved more than chance. */
import type { FunnelResult } from '@tandem/contract';
import { formatCount, formatPointRange, formatPoints, formatShare } from '../ui/format.ts';
import { eventName } from './words.ts';

/** Two-sided 95 % normal quantiles after Bonferroni for 1, 2, ... 11 comparisons. */
const quantiles = [1.96, 2.241, 2.394, 2.498, 2.576, 2.638, 2.69, 2.734, 2.773, 2.807, 2.838];

export type Loss = { readonly index: number; readonly from: string; readonly at: string };

/** The step that loses most people, as the server ranks it; undefined where nobody is lost. */
export function worstLoss(result: FunnelResult): Loss | undefined {
  const index = result.worst[0];
  if (index === undefined) return undefined;
  const step = result.steps[index];
  const before = result.steps[index - 1];
  if (step === undefined || before === undefined || step.lost === 0) return undefined;
  return { index, from: eventName(before.event), at: eventName(step.event) };
}

/** "Most people are lost between Address entered and Delivery chosen: 412 of 1,020, 40.4%." */
export function worstSentence(result: FunnelResult): string {
  const worst = worstLoss(result);
  if (worst === undefined) return 'Nobody is lost between these steps.';
  const step = result.steps[worst.index]!;
  const reached = result.steps[worst.index - 1]!.people;
  return (
    `Most people are lost between ${worst.from} and ${worst.at}: ` +
    `${formatCount(step.lost)} of ${formatCount(reached)}, ${formatShare(step.lost / reached)}.`
  );
}

export type Move = {
  readonly index: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
};

/** Steps whose change against the period before is more than chance, corrected for all of them. */
export function movesOf(result: FunnelResult): readonly Move[] {
  const changes = result.steps.flatMap(({ change }, index) =>
    change === null ? [] : [{ index, ...change }],
  );
  const widen = (quantiles[changes.length - 1] ?? quantiles.at(-1)!) / quantiles[0]!;
  return changes
    .map(({ index, value, low, high }) => ({
      index,
      value,
      low: value - (value - low) * widen,
      high: value + (high - value) * widen,
    }))
    .filter(({ low, high }) => low > 0 || high < 0);
}

/** One line on what moved; undefined where nothing was compared. */
export function changeSentence(result: FunnelResult): string | undefined {
  const compared = result.steps.filter(({ change }) => change !== null).length;
  if (compared === 0) return undefined;
  const moves = movesOf(result);
  const first = moves[0];
  if (first === undefined) return 'No step moved more than chance against the period before.';
  const corrected = compared > 1 ? `, corrected for ${compared} steps` : '';
  if (moves.length > 1) {
    const names = moves.map(({ index }) => stepWords(result, index)).join('; ');
    return `${moves.length} steps moved more than chance: ${names}${corrected && ` (${corrected.slice(2)})`}.`;
  }
  return (
    `${stepWords(result, first.index)} is the one step that moved more than chance ` +
    `(${formatPoints(first.value)}, interval ${formatPointRange(first.low, first.high)}${corrected}).`
  );
}

function stepWords(result: FunnelResult, index: number): string {
  const name = (at: number) => eventName(result.steps[at]?.event ?? '');
  return `${name(index - 1)} to ${name(index).toLowerCase()}`;
}

/** The whole funnel for readers who do not see it. */
export function funnelSentence(result: FunnelResult): string {
  const last = result.steps.at(-1);
  const first = result.steps[0];
  if (first === undefined || last === undefined) return 'An empty funnel.';
  return (
    `Funnel of ${result.steps.length} steps: ${formatCount(last.people)} of ${formatCount(first.people)} people ` +
    `(${formatShare(last.shareOfFirst)}) go from ${eventName(first.event)} to ${eventName(last.event)}. ${worstSentence(result)}`
  );
}
