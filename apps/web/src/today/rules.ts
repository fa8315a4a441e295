/** Pure decisions of the Today page. */
import type { Answer, getToday } from '@tandem/contract';
import { formatChange, formatCount } from '../ui/format.ts';

export type TodayAnswer = Answer<typeof getToday>;
type Figure = TodayAnswer['stations'][number]['figure'];

/** Whether anything has ever come in: until then, sending the first event is the next thing to do. */
export function hasBegun(today: TodayAnswer): boolean {
  if (today.newSignalsTotal > 0) return true;
  return !today.actions.some(({ href, done }) => !done && href.endsWith('/live'));
}

/** A page that waits for its first event, or for the rest of the demo, looks every two seconds. */
export function askAgainMs(today: TodayAnswer | undefined): number {
  return today === undefined || today.comingIn || !hasBegun(today) ? 2_000 : 30_000;
}

/** "+12%, 431 before" where there was something before. */
export function beforeWords({ value, previous }: Pick<Figure, 'value' | 'previous'>): string {
  if (previous === null) return '';
  const change = formatChange(value, previous);
  return change === undefined
    ? 'none the day before'
    : `${change}, ${formatCount(previous)} the day before`;
}

/** "of 10 interviews", or "open needs" where nobody knows of how many. */
export const ofWords = ({ of, label }: Pick<Figure, 'of' | 'label'>): string =>
  of === null ? label : `of ${formatCount(of)} ${label}`;

type Answers = NonNullable<TodayAnswer['answers']>;
type Part = { readonly text: string; readonly tone?: 'strong' | 'counter' };

/** "61 of 214 answered: 49 solved, 8 partly, 4 not. Their words are back in Listen." */
export function answersSentence(answers: Answers): readonly Part[] {
  const { told, answered, solved, partly, notSolved } = answers;
  if (answered === 0) {
    return [
      { text: `${formatCount(told)} told,`, tone: 'strong' },
      { text: 'nobody answered yet' },
    ];
  }
  return [
    { text: `${formatCount(answered)} of ${formatCount(told)}`, tone: 'strong' },
    {
      text: `answered “did it solve it?” ${formatCount(solved)} yes, ${formatCount(partly)} partly,`,
    },
    {
      text: `${formatCount(notSolved)} no.`,
      ...(notSolved > 0 && { tone: 'counter' as const }),
    },
    { text: 'Their words are back in Listen.' },
  ];
}

export type Hour = TodayAnswer['activity'][number];

/** "2,310 events by 412 people, most at 19:00", for readers who do not see the picture. */
export function activitySentence(
  hours: readonly Hour[],
  timeOf: (instant: string) => string,
): string {
  const events = hours.reduce((sum, hour) => sum + hour.events, 0);
  const busiest = hours.toSorted((a, b) => b.events - a.events)[0];
  if (busiest === undefined || events === 0) return 'No events in the last 24 hours.';
  return `${formatCount(events)} events in 24 hours, a bar for each; most, ${formatCount(busiest.events)}, at ${timeOf(busiest.hour)}.`;
}
