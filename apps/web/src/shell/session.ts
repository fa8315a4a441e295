/** Who is here, and where they go first. */
import { getInstallation, getMe, ProblemError, type Me, type Project } from '@tandem/contract';
import { useQueryClient, useSuspenseQuery, type QueryClient } from '@tanstack/react-query';
import { redirect, useParams } from '@tanstack/react-router';
import { answerTo, call } from '../api.ts';

const lastProject = 'tandem-project';
const meAnswer = () => ({ ...answerTo(getMe, {}), staleTime: 5 * 60_000 });

/** The signed-in user, or a redirect to the first visit or to sign-in that comes back here. */
export async function requireMe(queries: QueryClient, here: string): Promise<Me> {
  try {
    return await queries.ensureQueryData(meAnswer());
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status !== 401) throw error;
    const { claimed } = await call(getInstallation, {});
    if (!claimed) throw redirect({ to: '/claim', search: {} });
    throw redirect({ to: '/sign-in', search: here === '/' ? {} : { back: here } });
  }
}

/** Asks early, without waiting; `requireMe` then finds the question under way. */
export function askMe(queries: QueryClient): void {
  void queries.prefetchQuery(meAnswer());
}

/** The project seen last, or the first one. */
export function startPage(me: Me) {
  const last = localStorage.getItem(lastProject);
  const project = me.projects.find(({ id }) => String(id) === last) ?? me.projects[0];
  if (project === undefined) return { to: '/no-project' as const };
  return { to: '/p/$project/today' as const, params: { project: String(project.id) } };
}

export function rememberProject(id: number): void {
  localStorage.setItem(lastProject, String(id));
}

export function useMe(): Me {
  return useSuspenseQuery(meAnswer()).data;
}

/** The project of the address. Pages below `/p/$project` always have one. */
export function useProject(): Project {
  const { project } = useParams({ strict: false });
  const me = useMe();
  return me.projects.find(({ id }) => String(id) === project) ?? me.projects[0]!;
}

/** Forgets everything known, for after a sign-in, a sign-out or a new project. */
export function useForget(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    queries.clear();
    await Promise.resolve();
  };
}

/** Only an address of this app, so that a link cannot send somebody elsewhere after signing in. */
export function safeBack(back: string | undefined): string {
  return back !== undefined && /^\/(?![/\\])/.test(back) ? back : '/';
}
