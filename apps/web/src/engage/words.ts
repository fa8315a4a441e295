/** What the station says of loops and entries, in words. */
import type { ChangelogEntry, ClosureAnswer, Loop } from '@tandem/contract';
import { formatPlural } from '../ui/format.ts';

export const answerNames: Readonly<Record<ClosureAnswer, string>> = {
  solved: 'Solved',
  partly: 'Partly',
  not_solved: 'Not solved',
};
export const kindNames: Readonly<Record<ChangelogEntry['kind'], string>> = {
  new: 'New',
  improved: 'Improved',
  fixed: 'Fixed',
  coming_soon: 'Coming soon',
};
export const stateNames: Readonly<Record<ChangelogEntry['state'], string>> = {
  draft: 'draft',
  published: 'published',
  withdrawn: 'withdrawn',
};

const untold: Readonly<Record<Loop['untold'][number]['reason'], string>> = {
  no_consent: 'did not agree to be told',
  opted_out: 'wanted no more messages',
  no_longer_asked: 'took it back',
};

/**
 * Whoever asked without an id cannot be told, and is not among them.
 * "500 known people asked; 35 were told, 460 wait until it is on for them, 5 did not agree to be told."
 */
export function loopSentence({ askers, told, waiting, untold: others }: Loop): string {
  if (askers === 0) return 'Nobody is marked as having asked for it yet.';
  const parts = [
    `${told} ${told === 1 ? 'was' : 'were'} told`,
    ...(waiting > 0
      ? [`${waiting} ${waiting === 1 ? 'waits' : 'wait'} until it is on for them`]
      : []),
    ...others.map(({ reason, count }) => `${count} ${untold[reason]}`),
  ];
  return `${formatPlural(askers, 'known person', 'known people')} asked; ${parts.join(', ')}.`;
}

/** "64% (51 to 75)". */
export function shareWords(share: Loop['answers'][number]['share']): string {
  if (share === null) return '';
  const percent = (value: number) => Math.round(value * 100);
  return `${percent(share.value)}% (${percent(share.low)} to ${percent(share.high)})`;
}

/** For whom an entry is. */
export function audienceWords({ flagKey, holdout }: Pick<ChangelogEntry, 'flagKey' | 'holdout'>) {
  const whom = flagKey === null ? 'everybody' : `those for whom ${flagKey} is on`;
  return holdout > 0 ? `${whom}, ${Math.round(holdout * 100)}% held out` : whom;
}
