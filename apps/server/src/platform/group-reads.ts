import type { ProjectId } from '@tandem/contract';

type ReadAll<T> = (project: ProjectId, ids: readonly string[]) => Promise<ReadonlyMap<string, T>>;
type Next<T> = { readonly ids: Set<string>; readonly read: Promise<ReadonlyMap<string, T>> };

/** What is asked of a project while a read of it runs is read together, by the next one. */
export function groupReads<T>(readAll: ReadAll<T>): ReadAll<T> {
  const running = new Map<ProjectId, Promise<unknown>>();
  const waiting = new Map<ProjectId, Next<T>>();

  function open(project: ProjectId): Next<T> {
    const ids = new Set<string>();
    const before = running.get(project) ?? Promise.resolve();
    const read = before
      .catch(() => {})
      .then(() => {
        waiting.delete(project);
        running.set(project, read);
        return readAll(project, [...ids]);
      })
      .finally(() => {
        if (running.get(project) === read) running.delete(project);
      });
    const next = { ids, read };
    waiting.set(project, next);
    return next;
  }

  return async (project, wanted) => {
    if (wanted.length === 0) return new Map();
    const next = waiting.get(project) ?? open(project);
    for (const id of wanted) next.ids.add(id);
    const found = await next.read;
    return new Map(wanted.flatMap((id) => (found.has(id) ? [[id, found.get(id)!] as const] : [])));
  };
}
