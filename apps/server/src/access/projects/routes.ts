import { createProject, updateProject } from '@tandem/contract';
import { route, type Route } from '../../platform/http.ts';
import type { Platform } from '../../platform/platform.ts';
import { nameOf } from '../audit/rules.ts';
import { changeProject, makeProject } from './actions.ts';

export function projectRoutes(platform: Platform, onChange: () => void): readonly Route[] {
  return [
    route(createProject, ({ params, body, caller }) =>
      makeProject(platform, { ...params, actor: nameOf(caller) }, body),
    ),
    route(updateProject, async ({ project, body, caller }) => {
      const changed = await changeProject(platform, { project, actor: nameOf(caller) }, body);
      onChange();
      return changed;
    }),
  ];
}
