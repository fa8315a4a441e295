/** Everything stored about a person, as it is stored. */
import type { Person, ProjectId } from '@tandem/contract';
import { sql, source, uint, uuids } from '@tandem/query';
import { Problem } from '../../platform/problem.ts';
import { getProfile, resolvePerson, type Doors } from '../reads.ts';
import type { Erased } from './actions.ts';

type Row = Record<string, unknown>;
/** An export is one answer: beyond this it would not fit into memory on both sides. */
const maxFacts = 500_000;

export async function exportOf(
  doors: Doors,
  project: ProjectId,
  id: string,
): Promise<{ person: Person; events: Row[]; signals: Row[] }> {
  const { people } = await resolvePerson(doors, project, id);
  const theirs = [sql`person IN ${uuids(people)}`];
  const [person, events, signals] = await Promise.all([
    getProfile(doors, project, id),
    doors.events.rows<Row>(
      project,
      sql`SELECT * FROM ${source('events', sql`* EXCEPT (project, precedence)`, theirs)} ORDER BY time, id LIMIT ${uint(maxFacts + 1)}`,
    ),
    doors.events.rows<Row>(
      project,
      sql`SELECT * FROM ${source('signals', sql`* EXCEPT (project, precedence)`, theirs)} ORDER BY time, id LIMIT ${uint(maxFacts + 1)}`,
    ),
  ]);
  if (events.length + signals.length > maxFacts) {
    throw new Problem('too_large', `This person has more than ${maxFacts} facts.`, {
      hint: 'Take them page by page from the timeline.',
    });
  }
  return { person, events: [...events], signals: [...signals] };
}

/** Whom an erasure has to name: every id of theirs; `not_found` where nothing is stored. */
export async function whoIsErased(
  doors: Doors,
  project: ProjectId,
  id: string,
): Promise<Omit<Erased, 'request'>> {
  const { person, people } = await resolvePerson(doors, project, id);
  await getProfile(doors, project, id);
  const theirs = [sql`person IN ${uuids(people)}`];
  const [names, stored] = await Promise.all([
    doors.records.read(project, (r) =>
      r.selectFrom('person_ids').select('distinct_id').where('person', '=', person).execute(),
    ),
    doors.events.rows<{ distinct_id: string }>(
      project,
      sql`SELECT distinct_id FROM (
        SELECT distinct_id FROM ${source('events', sql`distinct_id`, theirs)} UNION ALL
        SELECT distinct_id FROM ${source('signals', sql`distinct_id`, theirs)})
        GROUP BY distinct_id`,
    ),
  ]);
  const distinctIds = [...new Set([...names, ...stored].map((row) => row.distinct_id))];
  return { person, people, distinctIds };
}
