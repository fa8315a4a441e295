import { sql } from 'kysely';
import type { Project, ProjectId } from '@tandem/contract';
import type { EventsDoor } from '../../platform/events.ts';
import { emit } from '../../platform/facts.ts';
import { Problem } from '../../platform/problem.ts';
import type { Writer } from '../../platform/records.ts';
import '../tables.ts';

declare module '../../platform/facts.ts' {
  interface FactKinds {
    /** `at`: when, as an ISO instant. */
    'project.created': { readonly demo: boolean; readonly at: string };
  }
}

export type NewProject = {
  readonly workspace: number;
  readonly name: string;
  readonly timeZone: string;
  readonly demo: boolean;
  readonly at: Date;
};
type ProjectRow = {
  id: number;
  name: string;
  time_zone: string;
  is_demo: boolean;
  created_at: Date;
};

export const projectColumns = ['id', 'name', 'time_zone', 'is_demo', 'created_at'] as const;

export const asProject = (row: ProjectRow): Project => ({
  id: row.id as ProjectId,
  name: row.name,
  timeZone: row.time_zone,
  isDemo: row.is_demo,
  createdAt: row.created_at.toISOString(),
});

export async function insertProject(w: Writer, project: NewProject): Promise<Project> {
  const row = await w
    .insertInto('projects')
    .values({
      workspace: project.workspace,
      name: project.name,
      time_zone: project.timeZone,
      is_demo: project.demo,
      created_at: project.at,
    })
    .returning(projectColumns)
    .executeTakeFirstOrThrow();
  await sql`SELECT set_config('tandem.project', ${String(row.id)}, true)`.execute(w);
  await emit(w, 'project.created', { demo: project.demo, at: project.at.toISOString() });
  return asProject(row);
}

/**
 * The zone as the fact store spells it, which counts the days and minds the case; the browser must
 * know it too. Throws `invalid`.
 */
export async function timeZoneNamed(events: EventsDoor, given: string): Promise<string> {
  const zones = await events.maintenance.rows<{ name: string }>(
    'SELECT time_zone AS name FROM system.time_zones',
  );
  const zone = zones.find(({ name }) => name.toLowerCase() === given.toLowerCase());
  if (zone !== undefined && isKnownToBrowsers(zone.name)) return zone.name;
  throw new Problem('invalid', `"${given}" is no time zone.`, {
    hint: 'Use a name of the IANA database, for example Europe/Berlin.',
  });
}

function isKnownToBrowsers(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }) !== undefined;
  } catch {
    return false;
  }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
