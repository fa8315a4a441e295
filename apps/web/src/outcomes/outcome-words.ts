/** Outcomes in words: pure. */
import type {
  GoalReading,
  Interval,
  Metric,
  Outcome,
  OutcomeReading,
  OutcomeResult,
  OutcomeTarget,
} from '@tandem/contract';
import { formatEffect, formatRange } from '../experiments/words.ts';
import { formatValue } from '../metrics/metric-words.ts';
import { capitalised, formatPlural, formatShare } from '../ui/format.ts';
import { isClosed } from './states.ts';

type Tone = 'plain' | 'accent' | 'support' | 'warn' | 'counter' | 'line';

export const outcomeStates: Readonly<Record<Outcome['state'], readonly [string, Tone]>> = {
  draft: ['draft', 'plain'],
  proposed: ['to be signed', 'plain'],
  agreed: ['agreed', 'accent'],
  measuring: ['measuring', 'accent'],
  met: ['met', 'support'],
  missed: ['missed', 'counter'],
  inconclusive: ['inconclusive', 'line'],
  superseded: ['superseded', 'line'],
};

const signed = (words: string, value: number) => (value > 0 ? `+${words}` : words);

/** "+10%", "+€5.00", "to 55.0%". */
export function targetWords(target: OutcomeTarget, unit: string): string {
  if (target.kind === 'level') return `to ${formatValue(target.at, unit)}`;
  if (target.kind === 'change') return signed(formatValue(target.by, unit), target.by);
  return aimWords(target.share);
}

export const windowWords = ({ days, after }: NonNullable<Outcome['window']>): string =>
  `within ${formatPlural(days, 'day', 'days')} of ${after}`;

/** "Average order value +10% in 90 days": where the whole sentence has no room. */
export function briefWords(
  {
    target,
    window,
    reading,
    sentence,
  }: Pick<Outcome, 'target' | 'window' | 'reading' | 'sentence'>,
  metric: { readonly name: string; readonly unit: string } | undefined,
): string {
  const named = metric?.name ?? reading.metric;
  if (named === null || target === null) return capitalised(sentence);
  const by = targetWords(target, metric?.unit ?? reading.unit ?? 'count');
  const within = window === null ? '' : ` in ${formatPlural(window.days, 'day', 'days')}`;
  return `${capitalised(named)} ${by}${within}`;
}

const moveWords: Readonly<Record<string, string>> = {
  create: 'wrote it',
  edit: 'changed it',
  propose: 'proposed it',
  sign: 'signed',
  void_signatures: 'changed what was signed: signatures are void',
  agree: 'closed the agreement',
  measure: 'began to measure',
  supersede: 'gave it up',
  close: 'closed it',
};
/** What somebody did with it, after their name. */
export const historyWords = (move: string): string => moveWords[move] ?? move.replaceAll('_', ' ');

/** Metrics that say something of people or of the business, and that no open outcome is about. */
export function unaimedAt<M extends Pick<Metric, 'id' | 'kind' | 'archivedAt'>>(
  metrics: readonly M[],
  outcomes: readonly Pick<Outcome, 'metric' | 'state'>[],
): readonly M[] {
  const open = outcomes.filter((outcome) => !isClosed(outcome) && outcome.state !== 'superseded');
  const aimed = new Set(open.map(({ metric }) => metric?.id));
  return metrics.filter(
    ({ id, kind, archivedAt }) => archivedAt === null && kind !== 'vanity' && !aimed.has(id),
  );
}

/** What a sentence says, as the words of chips, in the order of a sentence. */
export function readingWords(reading: GoalReading): readonly (readonly [string, string | null])[] {
  const { metric, abbreviation, baseline, target, window, segment } = reading;
  const unit = reading.unit ?? 'count';
  const named =
    metric === null ? null : `${metric}${abbreviation === null ? '' : ` (${abbreviation})`}`;
  return [
    ['What', named],
    ['From', baseline === null ? null : formatValue(baseline.value, baseline.unit ?? unit)],
    ['By how much', target === null ? null : targetWords(target, unit)],
    ['By when', window === null ? null : windowWords(window)],
    ...(segment === null ? [] : ([['Among', segment]] as const)),
  ];
}

/** What chance decided about it, and the target in the same terms; null where nothing was tried. */
export function effectOf({
  randomised,
  reading,
}: {
  readonly randomised: readonly Pick<OutcomeResult['randomised'][number], 'relative'>[];
  readonly reading: Pick<OutcomeReading, 'baseline' | 'target'>;
}) {
  const effect = randomised.find(({ relative }) => relative !== null)?.relative ?? null;
  if (effect === null) return null;
  const { target, baseline } = reading;
  return { ...effect, target: baseline === 0 ? null : (target - baseline) / Math.abs(baseline) };
}

/** A target as a share of the baseline: "+10%", "−2.5%". */
export const aimWords = (share: number): string =>
  signed(formatShare(share, Number.isInteger(Math.round(share * 1000) / 10) ? 0 : 1), share);

/** "64% of the way", "moved away from the target". */
export function wayWords(shareOfWay: number | null): string {
  if (shareOfWay === null) return 'no value yet';
  if (shareOfWay >= 1) return 'all of the way';
  if (shareOfWay < -0.005) return 'moved away from the target';
  return `${formatShare(shareOfWay, 0)} of the way`;
}

export function reachedWords({
  reached,
  daysLeft,
}: Pick<OutcomeReading, 'reached' | 'daysLeft'>): string {
  if (reached !== null) return `reached on day ${reached.day}`;
  return daysLeft > 0 ? 'not reached yet' : 'not reached';
}

export const leftWords = (daysLeft: number): string =>
  daysLeft === 0 ? 'the window is over' : `${formatPlural(daysLeft, 'day', 'days')} left`;

/** "+12.0% [+9.3 to +20.1]". */
export const relativeWords = (effect: Interval): string =>
  `${formatEffect(effect.value)} [${formatRange(effect)}]`;

/** Who looks first: what was reached, what may be closed, what runs, what ended. */
export function byNews(
  a: { readonly outcome: Outcome; readonly reading: OutcomeReading | undefined },
  b: typeof a,
): number {
  const rank = ({ outcome, reading }: typeof a) => {
    if (isClosed(outcome)) return 3;
    if (reading?.daysLeft === 0) return 0;
    return reading?.reached ? 1 : 2;
  };
  return rank(a) - rank(b);
}
