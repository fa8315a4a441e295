/**
 * What the lost have that those who went on have not: values of event properties and of traits.
 *
 * Compared are the people who made the step before: the lost against those who made this one. Of
 * the events, those count that are the first step's or the last step's they all made, in the range;
 * a person has a value if any of these events has it. Only values that at least `minPeople` have
 * and that are at most 200 characters long are compared.
 */
import type { Answer, FunnelSet, listFunnelTraits } from '@tandem/contract';
import { periodOf } from './calendar.ts';
import { levels } from './funnel.ts';
import { equalSharesP, holm } from './intervals.ts';
import { mapped } from './persons.ts';
import type { Context } from './segments.ts';
import { literal, sql, strings, time, uint, type Sql } from './sql.ts';

type Traits = Answer<typeof listFunnelTraits>;
export type Trait = Traits['traits'][number];

export type TraitCount = {
  readonly on: 'event' | 'person';
  readonly key: string;
  readonly value: string;
  /** People with this value, among the lost and among those who went on. */
  readonly lost: number;
  readonly passed: number;
};
/** How many there are in all, from the funnel's own row. */
export type Sides = { readonly lost: number; readonly passed: number };

const minPeople = 5;
const maxValues = 2_000;

/** `TraitCount`s, the most frequent first; `set.step` is at least 1, its outcome does not matter. */
export function funnelTraits(set: FunnelSet, context: Context): Sql {
  const step = Math.max(1, set.step);
  const people = sql`(SELECT person, level = ${literal(step)} AS is_lost
    FROM ${levels(set.question, context)} WHERE level >= ${literal(step)})`;
  const pairs = sql`SELECT 'event' AS on, person, pair.1 AS key, pair.2 AS value FROM ${eventPairs(set, step, context)}
    UNION ALL SELECT 'person' AS on, person, key, value FROM ${traitPairs()}`;
  return sql`SELECT on, key, value, uniqExactIf(person, is_lost) AS lost, uniqExactIf(person, NOT is_lost) AS passed
    FROM (SELECT on, key, ${plain(sql`value`)} AS value, pairs.person AS person, is_lost
      FROM (${pairs}) AS pairs INNER JOIN ${people} AS people ON pairs.person = people.person
      WHERE value NOT IN ('null', '') AND length(value) <= 202)
    GROUP BY on, key, value HAVING lost + passed >= ${literal(minPeople)}
    ORDER BY lost + passed DESC, on, key, value LIMIT ${uint(maxValues)}`;
}

/** JSON text as a person would write it. */
const plain = (value: Sql): Sql =>
  sql`if(startsWith(${value}, '"'), JSONExtractString(${value}), ${value})`;

function eventPairs({ question }: FunnelSet, step: number, context: Context): Sql {
  const { start, end } = periodOf(question, context.timeZone);
  const names = [question.steps[0], question.steps[step - 1]].flatMap((one) =>
    one === undefined ? [] : [one.event],
  );
  const where = [
    sql`name IN ${strings([...new Set(names)])}`,
    sql`time >= ${time(start)}`,
    sql`time < ${time(end)}`,
  ];
  const column = sql`arrayJoin(JSONExtractKeysAndValuesRaw(toJSONString(properties))) AS pair`;
  return mapped({ table: 'events', columns: [column], where }, [sql`pair`]);
}

/** What each person's traits say now; keys of our own left out. */
function traitPairs(): Sql {
  const rows = mapped(
    {
      table: 'traits',
      columns: [sql`key, kind, value, time`],
      where: [
        sql`NOT startsWith(key, '$account:')`,
        sql`NOT startsWith(key, '$member:')`,
        sql`key != '$consent'`,
      ],
    },
    [sql`key, kind, value, time`],
  );
  return sql`(SELECT person, key, ${folded} AS value FROM ${rows} GROUP BY person, key)`;
}

/** The fold of `traitTexts`, as JSON text. */
const folded = sql`multiIf(
  countIf(kind = 'set') > 0 AND argMaxIf(value, (time, value), kind = 'set') != 'null',
    argMaxIf(value, (time, value), kind = 'set'),
  countIf(kind = 'once') > 0 AND (countIf(kind = 'set') = 0 OR minIf(time, kind = 'once') > maxIf(time, kind = 'set')),
    argMaxIf(value, (-toUnixTimestamp64Milli(time), value), kind = 'once'),
  'null')`;

const order = (a: { pValue: number; key: string; value: string }, b: typeof a): number =>
  a.pValue - b.pValue || (a.key + a.value < b.key + b.value ? -1 : 1);

/**
 * Values over-represented among the lost (or, for a set of those who reached the step, among those
 * who passed), most certain first. p-values: pooled two-proportion test, two-sided, corrected for
 * all that were compared (Holm 1979).
 */
export function funnelTraitsResult(
  set: Pick<FunnelSet, 'outcome'>,
  counts: readonly TraitCount[],
  sides: Sides,
): Traits {
  const pValues = holm(
    counts.map(({ lost, passed }) =>
      equalSharesP({ count: lost, of: sides.lost }, { count: passed, of: sides.passed }),
    ),
  );
  const traits = counts.map(({ on, key, value, lost, passed }, i): Trait => {
    const lostShare = sides.lost === 0 ? 0 : lost / sides.lost;
    const passedShare = sides.passed === 0 ? 0 : passed / sides.passed;
    const [over, under] =
      set.outcome === 'lost' ? [lostShare, passedShare] : [passedShare, lostShare];
    const ratio = under === 0 ? null : over / under;
    return { on, key, value, lostShare, passedShare, ratio, pValue: pValues[i] ?? 1 };
  });
  const isOver = ({ lostShare, passedShare }: Trait) =>
    set.outcome === 'lost' ? lostShare > passedShare : passedShare > lostShare;
  return { compared: counts.length, traits: traits.filter(isOver).toSorted(order) };
}
