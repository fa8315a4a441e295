import { sql } from 'kysely';
import type { Project, ProjectId } from '@tandem/contract';
import type { EventsDoor } from '../../platform/events.ts';
import { emit } from '../../platform/facts.ts';
import type { Platform } from '../../platform/platform.ts';
import { Problem } from '../../platform/problem.ts';
import type { Writer } from '../../platform/records.ts';
import { append } from '../audit/actions.ts';
import { insertKey } from '../keys/actions.ts';
import { newKey } from '../keys/rules.ts';
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

type Needs = Pick<Platform, 'records' | 'events' | 'clock' | 'newId'>;
type Wish = { readonly name: string; readonly timeZone: string; readonly demo: boolean };

/** Makes a project with its first public key. */
export async function makeProject(
  { records, events, clock, newId }: Needs,
  by: { readonly workspace: number; readonly actor: string },
  wish: Wish,
): Promise<Project> {
  const { workspace, actor } = by;
  const at = clock.now();
  const timeZone = await timeZoneNamed(events, wish.timeZone);
  return records.installation.write(async (w) => {
    const project = await insertProject(w, { ...wish, timeZone, workspace, at });
    await insertKey(w, {
      id: newId(),
      project: project.id,
      kind: 'public',
      name: 'Website and apps',
      key: newKey('public'),
      scopes: [],
      createdBy: actor,
      at,
    });
    await append(w, at, {
      workspace,
      action: 'project.created',
      actor,
      subject: `project ${project.id}`,
      detail: { name: project.name, demo: project.isDemo },
    });
    return project;
  });
}

/** Renames a project or changes its time zone. */
export async function changeProject(
  { records, events, clock }: Needs,
  by: { readonly project: ProjectId; readonly actor: string },
  change: { readonly name?: string | undefined; readonly timeZone?: string | undefined },
): Promise<Project> {
  const timeZone =
    change.timeZone === undefined ? undefined : await timeZoneNamed(events, change.timeZone);
  return records.installation.write(async (w) => {
    const row = await w
      .updateTable('projects')
      .set((eb) => ({
        name: change.name ?? eb.ref('name'),
        time_zone: timeZone ?? eb.ref('time_zone'),
      }))
      .where('id', '=', by.project)
      .returning([...projectColumns, 'workspace'])
      .executeTakeFirstOrThrow();
    await append(w, clock.now(), {
      workspace: row.workspace,
      action: 'project.updated',
      actor: by.actor,
      subject: `project ${by.project}`,
      detail: { name: change.name, timeZone },
    });
    return asProject(row);
  });
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
    new Intl.DateTimeFormat('en', { timeZone }).format();
    return true;
  } catch {
    return false;
  }
}
