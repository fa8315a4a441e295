/** The people behind a number of a funnel and what they said, as SQL for queries of this and higher domains. */
import type { FunnelQuestion, FunnelSet } from '@tandem/contract';
import {
  dayMs,
  levels,
  literal,
  mapped,
  notSet,
  periodOf,
  sql,
  str,
  time,
  type Context,
  type Sql,
} from '@tandem/query';

/** A set and those it is compared with, to be joined with what people said. */
export type Contrast = {
  /**
   * `(person, at, is_target)`: canonical people, when they last did the event of the last step they
   * reached, and whether they are in the set; if not, they went the other way at the same step.
   */
  readonly members: Sql;
  /** Words that count were said in this time. */
  readonly from: Sql;
  readonly until: Sql;
  /** Only what somebody said after their `at`. */
  readonly isAfterwards?: boolean;
};

/** After the range has ended, people still talk of what happened in it. */
const wordsAfterDays = 30;

export function contrastOf(set: FunnelSet, context: Context): Contrast {
  const { question, step, outcome, breakdownValue: value } = set;
  const broken = value !== undefined && question.breakdown !== undefined;
  // `level` counts the steps made: who made exactly `step` of them was lost before the next one.
  const isTarget =
    outcome === 'lost' ? sql`level = ${literal(step)}` : sql`level > ${literal(step)}`;
  const inValue = broken ? sql` AND value = ${str(value === notSet ? '' : value)}` : sql``;
  const rows = levels(question, context, { value: broken, at: true });
  return {
    members: sql`(SELECT person, at, ${isTarget} AS is_target FROM ${rows}
      WHERE level >= ${literal(step)}${inValue})`,
    ...wordsRange(question, context),
  };
}

export function wordsRange(
  question: FunnelQuestion,
  context: Context,
): Pick<Contrast, 'from' | 'until'> {
  const { start, end } = periodOf(question, context.timeZone);
  return { from: time(start), until: time(new Date(end.getTime() + wordsAfterDays * dayMs)) };
}

/** Signals said in the range by known people who are not staff, under canonical people. */
export function saidIn({ from, until }: Pick<Contrast, 'from' | 'until'>, columns: Sql[]): Sql {
  const where = [
    sql`person IS NOT NULL`,
    sql`audience != 'internal'`,
    sql`time >= ${from}`,
    sql`time < ${until}`,
  ];
  return mapped({ table: 'signals', columns, where }, columns);
}
