import type { ProjectId, Release } from '@tandem/contract';
import type { Reader } from '../../platform/records.ts';
import { readFlags, readReleases, readVersion } from '../../release/index.ts';
import '../tables.ts';

/** A release under way, with the value of its flag that those in a ring get. */
export type OpenRelease = Release & { readonly value: unknown };

export interface OpenReleases {
  /** By the version of what clients are given, which rises with every change of them. */
  of(
    reader: Reader,
    project: ProjectId,
  ): Promise<{ readonly version: number; readonly releases: readonly OpenRelease[] }>;
}

/** Read once per version: everybody on whose page a flag is on asks. */
export function createOpenReleases(): OpenReleases {
  const known = new Map<ProjectId, Awaited<ReturnType<OpenReleases['of']>>>();
  return {
    async of(reader, project) {
      const version = await readVersion(reader);
      const before = known.get(project);
      if (before?.version === version) return before;
      const fresh = { version, releases: await readOpen(reader) };
      known.set(project, fresh);
      return fresh;
    },
  };
}

async function readOpen(reader: Reader): Promise<readonly OpenRelease[]> {
  const flags = new Map((await readFlags(reader)).map((flag) => [flag.id, flag]));
  return (await readReleases(reader)).flatMap((release) => {
    const flag = flags.get(release.flag);
    if (!isOpen(release) || flag?.isEnabled !== true || flag.archivedAt !== null) return [];
    const value = flag.variants.find(({ key }) => key === release.variant)?.value;
    return [{ ...release, value }];
  });
}

/** Those for whom it is on may be told of it. */
export const isOpen = ({ state }: Pick<Release, 'state'>): boolean =>
  state === 'in_rings' || state === 'general';
