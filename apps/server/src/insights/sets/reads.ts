/** The people behind a number of a funnel, and whether they said something. */
import type {
  Answer,
  FunnelQuestion,
  FunnelSet,
  listFunnelPeople,
  ProjectId,
} from '@tandem/contract';
import {
  dayMs,
  funnelPeople,
  funnelPeopleCount,
  levels,
  literal,
  mapped,
  notSet,
  periodOf,
  sql,
  str,
  time,
  type Context,
  type FunnelPerson,
  type Sql,
} from '@tandem/query';
import type { People } from '../../people/index.ts';
import { contextOf, type Needs } from '../reads.ts';

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

function wordsRange(question: FunnelQuestion, context: Context): Pick<Contrast, 'from' | 'until'> {
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

/** Of the people lost at each step, how many said something. */
export async function countWithWords(
  needs: Needs,
  project: ProjectId,
  question: FunnelQuestion,
): Promise<readonly number[]> {
  const context = await contextOf(needs, project);
  const said = saidIn(wordsRange(question, context), []);
  const rows = await needs.events.rows<{ level: number; people: number }>(
    project,
    sql`SELECT level, count() AS people FROM ${levels(question, context)}
      WHERE person IN (SELECT assumeNotNull(person) FROM ${said}) GROUP BY level`,
  );
  const byLevel = new Map(rows.map((row) => [row.level, row.people]));
  return question.steps.map((_, step) => (step === 0 ? 0 : (byLevel.get(step) ?? 0)));
}

type PeopleNeeds = Needs & { readonly people: Pick<People, 'names' | 'distinctIds'> };
type Page = FunnelSet & { readonly limit: number; readonly after?: string | undefined };

export async function readFunnelPeople(
  needs: PeopleNeeds,
  project: ProjectId,
  { limit, after, ...set }: Page,
): Promise<Answer<typeof listFunnelPeople>> {
  const { events, people } = needs;
  const context = await contextOf(needs, project);
  const [rows, counted] = await Promise.all([
    events.rows<FunnelPerson>(project, funnelPeople(set, context, { limit: limit + 1, after })),
    events.rows<{ total: number }>(project, funnelPeopleCount(set, context)),
  ]);
  const shown = rows.slice(0, limit);
  const ids = shown.map((row) => row.person);
  const [called, idsOf] = await Promise.all([
    people.names(project, ids),
    people.distinctIds(project, ids),
  ]);
  return {
    people: shown.map(({ person, at }) => ({
      person,
      distinctIds: [...(idsOf.get(person) ?? [])],
      name: called.get(person)?.name ?? null,
      lastSeen: at,
    })),
    total: counted[0]?.total ?? 0,
    next: rows.length > limit ? (shown.at(-1)?.person ?? null) : null,
  };
}
