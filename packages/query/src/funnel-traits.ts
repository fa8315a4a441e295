/**
 * What the lost have that those who went on have not: values of event properties and of traits.
 *
 * Compared are the people who made the step before: the lost against those who made this one. Of
 * the events two count: each person's first of the first step's name and their last of the name of
 * the last step they all made, in the range. Only values that at least `minPeople` have and that
 * are at most 200 characters long are compared.
 *
 * Two questions: first which keys there are, then their values. A whole document as JSON text is
 * ten times as slow to read as the paths that are in it.
 */
import type { Answer, FunnelSet, listFunnelTraits } from '@tandem/contract';
import { equalSharesP, holm } from '@tandem/stats';
import { periodOf } from './calendar.ts';
import { levels } from './funnel.ts';
import { mapped } from './persons.ts';
import type { Context } from './segments.ts';
import { property } from './properties.ts';
import { source } from './source.ts';
import { join, literal, sql, str, strings, time, uint, type Sql } from './sql.ts';

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
const maxKeys = 40;

/** Rows `key`: the event properties worth comparing, the most frequent first, at most forty. */
export function funnelTraitKeys(set: FunnelSet, context: Context): Sql {
  const { where } = eventsOf(set, context);
  const paths = source('events', sql`arrayJoin(JSONAllPaths(properties)) AS path`, where);
  return sql`SELECT replaceAll(path, '%2E', '.') AS key FROM ${paths} WHERE position(path, '.') = 0 GROUP BY path ORDER BY count() DESC, path LIMIT ${literal(maxKeys)}`;
}

/**
 * `TraitCount`s, the most frequent first; `keys` as `funnelTraitKeys` gave them. `set.step` is at
 * least 1, its outcome does not matter.
 */
export function funnelTraits(set: FunnelSet, context: Context, keys: readonly string[]): Sql {
  const step = stepOf(set);
  const people = sql`(SELECT person, level = ${literal(step)} AS is_lost
    FROM ${levels(set.question, context)} WHERE level >= ${literal(step)})`;
  const ofEvents = keys.length === 0 ? [] : [eventPairs(set, context, keys)];
  const pairs = join([...ofEvents, traitPairs()], ' UNION ALL ');
  return sql`SELECT on, key, value, countIf(is_lost) AS lost, countIf(NOT is_lost) AS passed
    FROM (${pairs}) AS pairs INNER JOIN ${people} AS people ON pairs.person = people.person
    WHERE value != '' AND lengthUTF8(value) <= 200
    GROUP BY on, key, value HAVING lost + passed >= ${literal(minPeople)}
    ORDER BY lost + passed DESC, on, key, value LIMIT ${uint(maxValues)}`;
}

const stepOf = ({ step }: FunnelSet): number => Math.max(1, step);

function eventsOf(set: FunnelSet, { timeZone }: Context) {
  const { steps } = set.question;
  const { start, end } = periodOf(set.question, timeZone);
  const first = str(steps[0]?.event ?? '');
  const last = str(steps[stepOf(set) - 1]?.event ?? '');
  const where = [
    sql`name IN (${first}, ${last})`,
    sql`time >= ${time(start)}`,
    sql`time < ${time(end)}`,
  ];
  return { first, last, where };
}

/** `(on, person, key, value)`, each pair once per person. */
function eventPairs(set: FunnelSet, context: Context, keys: readonly string[]): Sql {
  const { first, last, where } = eventsOf(set, context);
  const texts = join(
    keys.map((key) => property(key).text),
    ', ',
  );
  const rows = mapped({ table: 'events', columns: [sql`name, time, [${texts}] AS texts`], where }, [
    sql`name, time, texts`,
  ]);
  const both = sql`SELECT person, argMinIf(texts, (time, texts), name = ${first}) AS begun,
    argMaxIf(texts, (time, texts), name = ${last}) AS ended FROM ${rows} GROUP BY person`;
  const zip = (array: Sql) => sql`arrayZip(${strings(keys)}, ${array})`;
  const pairs = sql`arrayDistinct(arrayConcat(${zip(sql`begun`)}, ${zip(sql`ended`)}))`;
  return sql`SELECT 'event' AS on, person, pair.1 AS key, ifNull(pair.2, '') AS value
    FROM (SELECT person, arrayJoin(${pairs}) AS pair FROM (${both}) WHERE notEmpty(begun) AND notEmpty(ended))`;
}

/** JSON text as a person would write it. */
const plain = (value: Sql): Sql =>
  sql`if(startsWith(${value}, '"'), JSONExtractString(${value}), ${value})`;

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
  const values = sql`SELECT person, key, ${folded} AS value FROM ${rows} GROUP BY person, key`;
  return sql`SELECT 'person' AS on, person, key, ${plain(sql`value`)} AS value FROM (${values}) WHERE value != 'null'`;
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
 * who passed), most certain first. p-values: Fisher’s exact test, two-sided, corrected for
 * all that were compared (Holm 1979).
 */
export function funnelTraitsResult(
  set: Pick<FunnelSet, 'outcome'>,
  counts: readonly TraitCount[],
  sides: Sides,
): Traits {
  const pValues = holm(
    counts.map(({ lost, passed }) =>
      equalSharesP({ successes: lost, n: sides.lost }, { successes: passed, n: sides.passed }),
    ),
  );
  const traits = counts.map(({ on, key, value, lost, passed }, i): Trait => {
    const lostShare = sides.lost === 0 ? 0 : lost / sides.lost;
    const passedShare = sides.passed === 0 ? 0 : passed / sides.passed;
    const [over, under] =
      set.outcome === 'lost' ? [lostShare, passedShare] : [passedShare, lostShare];
    const ratio = under === 0 ? null : over / under;
    return { on, key, value, lost, passed, lostShare, passedShare, ratio, pValue: pValues[i] ?? 1 };
  });
  const isOver = ({ lostShare, passedShare }: Trait) =>
    set.outcome === 'lost' ? lostShare > passedShare : passedShare > lostShare;
  return { compared: counts.length, traits: traits.filter(isOver).toSorted(order) };
}
