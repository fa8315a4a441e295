/** Rows of the fact store as the contract shows them. */
import type { Signal } from '@tandem/contract';
import { sql, type Sql } from '@tandem/query';

export type SignalRow = {
  readonly id: string;
  readonly source: string;
  readonly source_id: string;
  readonly text: string;
  readonly author: string;
  readonly person: string | null;
  readonly rating: number | null;
  readonly rating_max: number | null;
  readonly language: string;
  readonly time: string;
  readonly url: string;
  readonly audience: Signal['audience'];
  readonly may_quote: boolean;
  readonly may_contact: boolean;
};

/** The columns of a `SignalRow`. */
export const signalColumns: Sql = sql`id, source, source_id, text, author, person, rating,
  rating_max, language, time, url, audience, may_quote, may_contact`;

/** `person` and the name are those of today, after merges; the row holds those of its arrival. */
export function asSignal(row: SignalRow, person: string | null, personName: string | null): Signal {
  return {
    id: row.id,
    source: row.source,
    sourceId: row.source_id,
    text: row.text,
    author: orNull(row.author),
    person,
    personName,
    rating: row.rating,
    ratingMax: row.rating_max,
    language: orNull(row.language),
    time: row.time,
    url: orNull(row.url),
    audience: row.audience,
    mayQuote: row.may_quote,
    mayContact: row.may_contact,
  };
}

const orNull = (text: string) => (text === '' ? null : text);
