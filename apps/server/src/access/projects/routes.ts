import { createProject, updateProject } from '@tandem/contract';
import { route, type Caller, type Route } from '../../platform/http.ts';
import type { Platform } from '../../platform/platform.ts';
import { append } from '../audit/actions.ts';
import { insertKey } from '../keys/actions.ts';
import { newKey } from '../keys/rules.ts';
import { asProject, insertProject, projectColumns, timeZoneNamed } from './actions.ts';

export function projectRoutes(platform: Platform, onChange: () => void): readonly Route[] {
  const { records, events, clock, newId, facts } = platform;
  return [
    route(createProject, async ({ params, body, caller }) => {
      const at = clock.now();
      const timeZone = await timeZoneNamed(events, body.timeZone);
      const made = await records.installation.write(async (w) => {
        const project = await insertProject(w, {
          ...body,
          timeZone,
          workspace: params.workspace,
          at,
        });
        await insertKey(w, {
          id: newId(),
          project: project.id,
          kind: 'public',
          name: 'Website and apps',
          key: newKey('public'),
          scopes: [],
          createdBy: nameOf(caller),
          at,
        });
        await append(w, at, {
          workspace: params.workspace,
          action: 'project.created',
          actor: nameOf(caller),
          subject: `project ${project.id}`,
          detail: { name: project.name, demo: project.isDemo },
        });
        return project;
      });
      facts.deliver().catch(() => {});
      return made;
    }),
    route(updateProject, async ({ project, body, caller }) => {
      const timeZone =
        body.timeZone === undefined ? undefined : await timeZoneNamed(events, body.timeZone);
      const updated = await records.installation.write(async (w) => {
        const row = await w
          .updateTable('projects')
          .set((eb) => ({
            name: body.name ?? eb.ref('name'),
            time_zone: timeZone ?? eb.ref('time_zone'),
          }))
          .where('id', '=', project)
          .returning([...projectColumns, 'workspace'])
          .executeTakeFirstOrThrow();
        await append(w, clock.now(), {
          workspace: row.workspace,
          action: 'project.updated',
          actor: nameOf(caller),
          subject: `project ${project}`,
          detail: body,
        });
        return row;
      });
      onChange();
      return asProject(updated);
    }),
  ];
}

/** Who did it, for the log: names are chosen freely, so a user's address stands beside it. */
export function nameOf(caller: Caller): string {
  if (caller.kind === 'user') return `${caller.name} (${caller.email})`;
  return caller.kind === 'key' ? `key ${caller.name}` : 'nobody';
}
