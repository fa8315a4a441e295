/**
 * Who did it, after all merges. Events keep the person they had on arrival; `person_overrides`
 * (flattened) says who that is now. A hash join with the few merged people costs a tenth of the
 * scan; split reads, arrays and maps were measured slower.
 */
import { source, type FactTable } from './source.ts';
import { and, sql, type Sql } from './sql.ts';

const overrides = source('person_overrides', sql`person AS own, canonical`);
const nobody = sql`toUUID('00000000-0000-0000-0000-000000000000')`;
/** The canonical person of a row of `mapped`. */
const canonical = sql`if(canonical = ${nobody}, own_person, canonical)`;

/** What to read of a table whose rows belong to a person. */
export type Mapped = {
  readonly table: FactTable;
  /** Columns other than the person, in the terms of the table. */
  readonly columns: readonly Sql[];
  readonly where: readonly Sql[];
};

/**
 * Rows with a column `person` (canonical); `outside` names the columns to pass on and `having` is
 * tested on them and on `person`.
 */
export function mapped(
  { table, columns, where }: Mapped,
  outside: readonly Sql[],
  having: readonly Sql[] = [],
): Sql {
  const list = (pieces: readonly Sql[]) => pieces.map((piece) => sql`, ${piece}`);
  const inside = list(columns).reduce((all, one) => sql`${all}${one}`, sql`person AS own_person`);
  const passed = list(outside).reduce((all, one) => sql`${all}${one}`, sql`${canonical} AS person`);
  const tests = having.length === 0 ? sql`` : sql` WHERE ${and(having)}`;
  return sql`(SELECT ${passed} FROM ${source(table, inside, where)} AS facts
    LEFT ANY JOIN ${overrides} AS merges ON facts.own_person = merges.own${tests})`;
}
