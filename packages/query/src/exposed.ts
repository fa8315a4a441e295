/** Who was shown what, apart from the arms of an experiment. */
import type { Period } from './calendar.ts';
import { within } from './metric-pairs.ts';
import { mapped } from './persons.ts';
import { property } from './properties.ts';
import { sql, str, type Sql } from './sql.ts';

/** `people`: those whom a ring of the flag gave a value, and who were never in the experiment. */
export function peopleInRings(
  { flag, experiment }: { readonly flag: string; readonly experiment: string },
  period: Period,
): Sql {
  const isOfExperiment = sql`ifNull(${property('experiment').text} = ${str(experiment)}, false)`;
  const rows = mapped(
    {
      table: 'events',
      columns: [
        sql`${isOfExperiment} AS is_divided, ${property('ring').text} IS NOT NULL AS is_in_ring`,
      ],
      where: [
        sql`name = ${str('$exposure')}`,
        ...within(period),
        sql`ifNull(${property('flag').text} = ${str(flag)}, false)`,
      ],
    },
    [sql`is_divided, is_in_ring`],
  );
  return sql`SELECT count() AS people FROM (SELECT person FROM ${rows} GROUP BY person
    HAVING max(is_in_ring) = 1 AND max(is_divided) = 0)`;
}

/** `people`: those who did anything. */
export const activePeople = (period: Period): Sql =>
  sql`SELECT uniqExact(person) AS people FROM ${mapped({ table: 'events', columns: [], where: within(period) }, [])}`;
