/** The people behind a number in a funnel. */
import type { FunnelSet } from '@tandem/contract';
import { levels } from './funnel.ts';
import { notSet } from './labels.ts';
import type { Context } from './segments.ts';
import { and, literal, sql, str, uint, uuid, type Sql } from './sql.ts';

/** `(person, level, at)`; `at` is when they last did the event of the last step they reached. */
function members(set: FunnelSet, context: Context, withTime: boolean): Sql {
  const { question, step, outcome, breakdownValue: value } = set;
  const broken = value !== undefined && question.breakdown !== undefined;
  // `level` counts steps made: who lost step 2 (the third) made exactly two.
  const tests = [
    outcome === 'reached' ? sql`level > ${literal(step)}` : sql`level = ${literal(step)}`,
    ...(broken ? [sql`value = ${str(value === notSet ? '' : value)}`] : []),
  ];
  const columns = withTime ? sql`person, level, at` : sql`person`;
  return sql`(SELECT ${columns} FROM ${levels(question, context, { value: broken, at: withTime })} WHERE ${and(tests)})`;
}

/**
 * The canonical people of the set, as a subquery of one column: `person IN ${personsOf(set, context)}`.
 * Nobody is lost at step 0. The group of all other values has no members that can be asked for.
 */
export const personsOf = (set: FunnelSet, context: Context): Sql => members(set, context, false);

export type FunnelPerson = {
  readonly person: string;
  /** When they last did the event of the last step they reached. */
  readonly at: string;
};

/** A page of the set in a fixed order, `FunnelPerson`s; `after` is the last person of the page before. */
export function funnelPeople(
  set: FunnelSet,
  context: Context,
  page: { readonly limit: number; readonly after?: string | undefined },
): Sql {
  const after = page.after === undefined ? sql`` : sql` WHERE person > ${uuid(page.after)}`;
  return sql`SELECT person, at FROM ${members(set, context, true)}${after} ORDER BY person LIMIT ${uint(page.limit)}`;
}

/** One row `total`: how many are in the set. */
export const funnelPeopleCount = (set: FunnelSet, context: Context): Sql =>
  sql`SELECT count() AS total FROM ${personsOf(set, context)}`;
