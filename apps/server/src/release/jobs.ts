import type { ProjectId } from '@tandem/contract';
import type { Platform } from '../platform/platform.ts';
import type { Definitions } from './definitions/reads.ts';
import './tables.ts';

/** How soon a change that another process made is seen here. */
const lookEveryMs = 500;

/**
 * Where several processes share the records, each looks for versions that others made. One process
 * alone hears of its own changes at once and need not look.
 */
export function watchOtherProcesses(
  { config, records, log }: Pick<Platform, 'config' | 'records' | 'log'>,
  definitions: Definitions,
  stopping: AbortSignal,
): void {
  if (config.databaseUrl === undefined) return;
  const look = async () => {
    const kept = await definitions.kept();
    if (kept.size === 0) return;
    const rows = await records.installation.read((r) =>
      r.selectFrom('flag_versions').select(['project', 'version']).execute(),
    );
    for (const { project, version } of rows) {
      const mine = kept.get(project as ProjectId);
      if (mine !== undefined && version > mine) definitions.changed(project as ProjectId);
    }
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => log.warn({ err: error }, 'flag versions could not be read'));
  }, lookEveryMs);
  timer.unref();
  stopping.addEventListener('abort', () => clearInterval(timer), { once: true });
}
