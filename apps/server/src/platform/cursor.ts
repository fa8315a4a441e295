/** Where a page of a list that is ordered by time, then id, ends: `next` of one answer begins another. */
import { Problem } from './problem.ts';

export const cursorOf = (last: { readonly time: string; readonly id: string }): string =>
  `${last.time}~${last.id}`;

/** `field` is where it was given, for the refusal of a text that is no cursor. */
export function readCursor(
  text: string,
  field: string,
): { readonly time: Date; readonly id: string } {
  const [time = '', id = ''] = text.split('~');
  if (!Number.isNaN(Date.parse(time))) return { time: new Date(time), id };
  throw new Problem('invalid', `${field}: not a cursor of this list.`, {
    hint: 'Take `next` of the page before as it is.',
  });
}
