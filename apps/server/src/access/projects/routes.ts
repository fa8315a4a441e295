import { createProject, updateProject } from '@tandem/contract';
import { route, type Route } from '../../platform/http.ts';
import type { Platform } from '../../platform/platform.ts';
import { append } from '../audit/actions.ts';
import { insertKey } from '../keys/actions.ts';
import { newKey } from '../keys/rules.ts';
import { asProject, checkTimeZone, insertProject, projectColumns } from './actions.ts';

export function projectRoutes(platform: Platform, onChange: () => void): readonly Route[] {
  const { records, clock, newId, facts } = platform;
  return [
    route(createProject, async ({ params, body, caller }) => {
      const at = clock.now();
      const made = await records.installation.write(async (w) => {
        const project = await insertProject(w, { ...body, workspace: params.workspace, at });
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
      if (body.timeZone !== undefined) checkTimeZone(body.timeZone);
      const updated = await records.installation.write(async (w) => {
        const row = await w
          .updateTable('projects')
          .set((eb) => ({
            name: body.name ?? eb.ref('name'),
            time_zone: body.timeZone ?? eb.ref('time_zone'),
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

export const nameOf = (caller: { readonly kind: string; readonly name?: string }): string =>
  caller.kind === 'key' ? `key ${caller.name ?? ''}` : (caller.name ?? 'nobody');
