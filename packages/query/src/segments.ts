/**
 * The one segment tree as predicates. A part about the event at hand becomes a column computed
 * inside its source; a part about the person becomes a set that `person` (canonical) is in or not.
 */
import type { Condition, DidFilter, PropertyFilter } from '@tandem/contract';
import { dayMs } from './calendar.ts';
import { holds, positive } from './conditions.ts';
import { mapped } from './persons.ts';
import { property } from './properties.ts';
import { and, ident, not, or, sql, str, time, uint, type Sql } from './sql.ts';

/** What a question needs to know besides itself. */
export type Context = { readonly timeZone: string; readonly now: Date };

export type Segment = {
  /** Columns for the event's source, each with an alias of its own. */
  readonly columns: readonly Sql[];
  /** The aliases alone, to pass the columns on. */
  readonly aliases: readonly Sql[];
  /** On those columns and on `person`. */
  readonly predicate: Sql | undefined;
  readonly needsPerson: boolean;
};

/** Compiles a tree. `prefix` keeps the aliases of several trees in one statement apart. */
export function segment(
  condition: Condition | undefined,
  context: Context,
  prefix = 'segment',
): Segment {
  const columns: Sql[] = [];
  const aliases: Sql[] = [];
  let needsPerson = false;
  const visit = (node: Condition): Sql => {
    if (isGroup(node)) return grouped(node, visit);
    if (node.kind === 'property' && node.on === 'event') {
      const alias = ident(`${prefix}_${columns.length}`);
      columns.push(sql`${holds(property(node.key), node)} AS ${alias}`);
      aliases.push(alias);
      return alias;
    }
    needsPerson = true;
    return personCondition(node, context);
  };
  const predicate = condition === undefined ? undefined : visit(condition);
  return { columns, aliases, predicate, needsPerson };
}

type Group = Extract<Condition, { of: unknown }>;
const isGroup = (node: Condition): node is Group => 'of' in node;

/** An empty `and` is true, an empty `or` false. */
function grouped(node: Group, visit: (part: Condition) => Sql): Sql {
  if (node.kind === 'not') return not(visit(node.of));
  return node.kind === 'and' ? sql`(${and(node.of.map(visit))})` : or(node.of.map(visit));
}

/**
 * A segment about people alone, on a column `person` that holds canonical ids: for people who are
 * asked about without any event at hand. Conditions on "the event" are about no event: false.
 */
export function personSegment(condition: Condition, context: Context): Sql {
  if (isGroup(condition)) return grouped(condition, (one) => personSegment(one, context));
  if (condition.kind === 'property' && condition.on === 'event') return sql`false`;
  return personCondition(condition, context);
}

function personCondition(condition: PropertyFilter | DidFilter, context: Context): Sql {
  if (condition.kind === 'did') return did(condition, context);
  const { filter, negated } = positive(condition);
  const set = sql`(SELECT person FROM ${traitTexts(filter.key)}
    WHERE ${holds({ text: sql`text`, isSet: sql`text IS NOT NULL` }, filter)})`;
  return sql`(person ${negated ? sql`NOT IN` : sql`IN`} ${set})`;
}

/**
 * What one trait says of each person now, as `(person, text)`; who has none is not in it. The
 * latest `set` counts, and the earliest `once` where nothing was set since; 'null' is an unset.
 * Under a merged person lie the traits of all their ids.
 */
export function traitTexts(key: string): Sql {
  const rows = mapped(
    { table: 'traits', columns: [sql`kind, value, time`], where: [sql`key = ${str(key)}`] },
    [sql`kind, value, time`],
  );
  const fold = sql`SELECT person, countIf(kind = 'set') > 0 AS has_set,
    argMaxIf(value, (time, value), kind = 'set') AS set_value, maxIf(time, kind = 'set') AS set_at,
    countIf(kind = 'once') > 0 AS has_once,
    argMaxIf(value, (-toUnixTimestamp64Milli(time), value), kind = 'once') AS once_value,
    minIf(time, kind = 'once') AS once_at FROM ${rows} GROUP BY person`;
  const value = sql`multiIf(has_set AND set_value != 'null', set_value,
    has_once AND (NOT has_set OR once_at > set_at), once_value, 'null')`;
  return sql`(SELECT person, if(startsWith(value, '"'), JSONExtractString(value), value) AS text
    FROM (SELECT person, ${value} AS value FROM (${fold})) WHERE value != 'null')`;
}

function did(filter: DidFilter, { now }: Context): Sql {
  const own = (filter.filters ?? []).filter(({ on }) => on === 'event');
  const traits = (filter.filters ?? []).filter(({ on }) => on === 'person');
  const where = [
    sql`name = ${str(filter.event)}`,
    ...(filter.days === undefined
      ? []
      : [
          sql`time > ${time(new Date(now.getTime() - filter.days * dayMs))}`,
          sql`time <= ${time(now)}`,
        ]),
    ...own.map((one) => holds(property(one.key), one)),
  ];
  const having = traits.map((one) => personCondition(one, { timeZone: 'UTC', now }));
  const rows = mapped({ table: 'events', columns: [], where }, [], having);
  const set = sql`(SELECT person FROM ${rows} GROUP BY person HAVING count() >= ${uint(filter.atLeast ?? 1)})`;
  return sql`(person ${filter.not === true ? sql`NOT IN` : sql`IN`} ${set})`;
}
