/** Making projects, and going there. */
import { createProject, type Project } from '@tandem/contract';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../api.ts';
import { useForget, useMe } from '../shell/session.ts';

type Wish = { readonly name: string; readonly timeZone: string; readonly demo: boolean };

export function useNewProject() {
  const me = useMe();
  const navigate = useNavigate();
  const forget = useForget();
  return useMutation({
    mutationFn: async (wish: Wish): Promise<Project> => {
      const project = await call(createProject, {
        params: { workspace: me.workspace.id },
        body: wish,
      });
      await forget();
      await navigate({
        to: '/p/$project/today',
        params: { project: String(project.id) },
        search: {},
      });
      return project;
    },
  });
}

export const demoWish: Wish = { name: 'Northfell (demo)', timeZone: 'UTC', demo: true };
