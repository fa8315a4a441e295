/**
 * What clients are given, as text that is ready to be sent: read once per version. Who waits for
 * changes is called when there is a new one.
 */
import type { ProjectId } from '@tandem/contract';
import type { FlagsDefinition } from '@tandem/flags';
import type { Reader, RecordsDoor } from '../../platform/records.ts';
import '../tables.ts';
import { runningExperiments } from '../experiments/reads.ts';
import { readFlags } from '../flags/reads.ts';
import { readReleases } from '../releases/reads.ts';
import { definitionOf } from './rules.ts';

export type Served = {
  readonly version: number;
  readonly etag: string;
  readonly body: string;
  readonly definition: FlagsDefinition;
};

export interface Definitions {
  of(project: ProjectId): Promise<Served>;
  /** What was read of the project is old: says so to everybody who waits. */
  changed(project: ProjectId): void;
  /** Calls back at every change until the returned function is called. */
  watch(project: ProjectId, listener: () => void): () => void;
  /** Projects whose definitions are kept, with the version that is. */
  kept(): Promise<ReadonlyMap<ProjectId, number>>;
}

export function createDefinitions(records: RecordsDoor): Definitions {
  const known = new Map<ProjectId, Promise<Served>>();
  const listeners = new Map<ProjectId, Set<() => void>>();

  return {
    of(project) {
      const before = known.get(project);
      if (before !== undefined) return before;
      const reading = records.read(project, serve);
      known.set(project, reading);
      reading.catch(() => known.delete(project));
      return reading;
    },
    changed(project) {
      known.delete(project);
      for (const listener of listeners.get(project) ?? []) listener();
    },
    watch(project, listener) {
      const waiting = listeners.get(project) ?? new Set();
      listeners.set(project, waiting.add(listener));
      return () => {
        waiting.delete(listener);
        if (waiting.size === 0) listeners.delete(project);
      };
    },
    async kept() {
      const all = [...known].map(async ([project, served]) => {
        return [project, (await served).version] as const;
      });
      return new Map(await Promise.all(all));
    },
  };
}

/** The version of what clients are given, as it stands in the records. */
export async function readVersion(reader: Reader): Promise<number> {
  const row = await reader.selectFrom('flag_versions').select('version').executeTakeFirst();
  return row?.version ?? 0;
}

async function serve(reader: Reader): Promise<Served> {
  const version = await readVersion(reader);
  const definition = definitionOf(
    await readFlags(reader),
    await readReleases(reader),
    await runningExperiments(reader),
  );
  const body = JSON.stringify({ version, ...definition });
  return { version, etag: `"${version}"`, body, definition };
}
