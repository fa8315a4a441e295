/** People in the order they were last seen, searched by id, name and e-mail. */
import type { ProjectId } from '@tandem/contract';
import { sql, source, str, strings, time, uint, uuid, type Sql } from '@tandem/query';
import { cursorOf, readCursor } from '../../platform/cursor.ts';
import { emailKeys, nameKeys, overrides, partKeys, profilesOf, type Doors } from '../reads.ts';
import { storable } from '../rules.ts';

export type PeoplePage = {
  readonly search: string | undefined;
  readonly limit: number;
  readonly cursor: string | undefined;
};
type Listed = { id: string; last: string; total: number };

/** Last seen first; the cursor is the last row of the page before. */
export async function listProfiles(doors: Doors, project: ProjectId, page: PeoplePage) {
  const rows = await doors.events.rows<Listed>(project, listSql(page));
  const shown = rows.slice(0, page.limit);
  const profiles = await profilesOf(
    doors,
    project,
    shown.map((row) => row.id),
  );
  const more = rows.length > page.limit ? shown.at(-1) : undefined;
  return {
    people: shown.map((row) => profiles.get(row.id)).filter((one) => one !== undefined),
    total: rows[0]?.total ?? 0,
    next: more === undefined ? null : cursorOf({ time: more.last, id: more.id }),
  };
}

function listSql({ search, limit, cursor }: PeoplePage): Sql {
  const everybody = sql`
    SELECT person, max(time) AS last FROM ${source('events', sql`person, time`)} GROUP BY person
    UNION ALL
    SELECT assumeNotNull(person) AS person, max(time) AS last
    FROM ${source('signals', sql`person, time`, [sql`person IS NOT NULL`])} GROUP BY person`;
  const wanted = search?.trim() ?? '';
  const matching = wanted === '' ? sql`true` : sql`id IN (${matchesSql(storable(wanted))})`;
  return sql`
    SELECT toString(id) AS id, last, total FROM (
      SELECT id, last, count() OVER () AS total FROM (
        SELECT ${canonical} AS id, max(seen.last) AS last
        FROM (${everybody}) AS seen LEFT JOIN ${overrides()} AS merged ON merged.person = seen.person
        GROUP BY id) WHERE ${matching})
    WHERE ${cursor === undefined ? sql`true` : afterCursor(cursor)}
    ORDER BY last DESC, toString(id) DESC LIMIT ${uint(limit + 1)}`;
}

const noPerson = '00000000-0000-0000-0000-000000000000';
const canonical = sql`if(merged.canonical = ${uuid(noPerson)}, seen.person, merged.canonical)`;

function afterCursor(cursor: string): Sql {
  const { time: last, id } = readCursor(cursor, 'query.cursor');
  const at = time(last);
  return sql`(last < ${at} OR (last = ${at} AND toString(id) < ${str(id)}))`;
}

/** People who are called so, or have such an id. */
function matchesSql(search: string): Sql {
  const keys = [...nameKeys, ...partKeys, ...emailKeys];
  const holds = (column: Sql) => sql`positionCaseInsensitiveUTF8(${column}, ${str(search)}) > 0`;
  return sql`SELECT ${canonical} FROM (
      SELECT person FROM ${source('traits', sql`person`, [sql`key IN ${strings(keys)}`, holds(sql`value`)])}
      UNION ALL
      SELECT DISTINCT person FROM ${source('events', sql`person`, [holds(sql`distinct_id`)])}
      UNION ALL
      SELECT DISTINCT assumeNotNull(person) AS person
      FROM ${source('signals', sql`person`, [sql`person IS NOT NULL`, holds(sql`distinct_id`)])}
      UNION ALL
      SELECT toUUIDOrZero(${str(search)}) AS person
    ) AS seen LEFT JOIN ${overrides()} AS merged ON merged.person = seen.person`;
}
