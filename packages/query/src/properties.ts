/**
 * Safe access to a property under any key a sender may have chosen.
 *
 * A path in backticks lets the engine read that one subcolumn; `getSubcolumn` and a JSON column
 * handed through a subquery read the whole document (measured: 1.7 times as long on six
 * properties). So a path only ever stands inside `source`, and what is needed of it leaves as a
 * column. Keys are stored with their dots escaped, so `a.b` is a key and never a nested path; for
 * the same reason the keys `a.b` and `a%2Eb` are one.
 */
import { ident, sql, type Sql } from './sql.ts';

/** A value to compare: text or NULL where there is none, and whether there is any. */
export type Operand = { readonly text: Sql; readonly isSet: Sql };

const path = (key: string): Sql => ident(key.replaceAll('.', '%2E'));

/** A property of the event, to be used inside `source('events', ...)` only. */
export function property(key: string): Operand {
  const name = path(key);
  const value = sql`properties.${name}`;
  return {
    text: sql`CAST(${value}, 'Nullable(String)')`,
    // An object has no value of its own, only paths below it.
    isSet: sql`(${value} IS NOT NULL OR toString(properties.^${name}) != '{}')`,
  };
}

/** As a finite number; NULL for what is none. */
export function numberOf(text: Sql): Sql {
  const number = sql`toFloat64OrNull(${text})`;
  return sql`if(isFinite(${number}), ${number}, NULL)`;
}
