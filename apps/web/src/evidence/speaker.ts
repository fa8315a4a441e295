/** Whose words a note holds: what was typed, and what is known of it. */
import type { Answer, listPeople } from '@tandem/contract';
import { displayName } from '../people/names.ts';

type Known = Pick<
  Answer<typeof listPeople>['people'][number],
  'id' | 'name' | 'email' | 'distinctIds'
>;

/** What is sent of the speaker: an id joins the words with what they did, a name stands alone. */
export type Speaker = { readonly distinctId?: string; readonly author?: string };

/** One line for each person, told apart by an id where names are alike. */
export function speakerLabel(person: Known): string {
  const name = displayName(person);
  const id = person.email ?? person.distinctIds[0];
  return id === undefined || id === name ? name : `${name}, ${id}`;
}

/**
 * A line that was chosen is that person; so is one of their ids or addresses, typed. An address that
 * nobody goes by yet is an id too: whoever signs in with it later joins. Anything else is a name.
 */
export function speakerOf(typed: string, known: readonly Known[]): Speaker {
  const words = typed.trim();
  if (words === '') return {};
  const person = known.find(
    (one) => speakerLabel(one) === words || one.email === words || one.distinctIds.includes(words),
  );
  const [distinctId] = person?.distinctIds ?? [];
  if (distinctId !== undefined) return { distinctId };
  return /^\S+@\S+\.\S+$/.test(words) ? { distinctId: words, author: words } : { author: words };
}

type Consent = {
  readonly isKnown: boolean;
  /** They want to be told what comes of it. */
  readonly mayContact: boolean;
};

/** What becomes of it, below the field. */
export function speakerWords({ distinctId, author }: Speaker, consent: Consent): string {
  const { isKnown, mayContact } = consent;
  if (distinctId !== undefined) {
    return isKnown ? 'Joins what they did' : 'Joins whoever signs in with this address';
  }
  if (mayContact) return 'Only somebody with an address or an id can be told';
  return author === undefined ? 'A name, an e-mail address or an id' : 'Kept as a name';
}
