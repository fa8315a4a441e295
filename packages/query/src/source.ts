/**
 * The only place where a fact table is named in a query: each source is filtered to the project in
 * the same SELECT, and read exactly (`FINAL`: an event sent twice counts once).
 */
import { and, sql, theProject, type Sql } from './sql.ts';

export const factTables = ['events', 'signals', 'traits', 'person_overrides', 'refusals'] as const;
export type FactTable = (typeof factTables)[number];

/** `(SELECT columns FROM table FINAL WHERE project = ... AND where)`. */
export function source(table: FactTable, columns: Sql, where: readonly Sql[] = []): Sql {
  const name: Sql = { kind: 'sql', parts: [table] };
  return sql`(SELECT ${columns} FROM ${name} FINAL WHERE ${and([sql`project = ${theProject}`, ...where])})`;
}
