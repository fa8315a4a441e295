/**
 * Launching small: flags, and releases that switch a flag on ring by ring. What clients evaluate is
 * derived from both. Emits `release.moved`.
 */
import type { ProjectId } from '@tandem/contract';
import { compileFlags, evaluate, type Attributes, type Evaluation } from '@tandem/flags';
import type { Access } from '../access/index.ts';
import type { Parts, Platform } from '../platform/platform.ts';
import { createDefinitions } from './definitions/reads.ts';
import { definitionsWire } from './definitions/wire.ts';
import { watchOtherProcesses } from './jobs.ts';
import { releaseRoutes } from './routes.ts';
import './tables.ts';

export interface Release {
  /** The value of a flag for somebody with these attributes, as their own client would come to it. */
  evaluate(project: ProjectId, flag: string, attributes: Attributes): Promise<Evaluation>;
}

export function createRelease(
  platform: Platform,
  access: Pick<Access, 'keyOf'>,
  stopping: AbortSignal,
): Release & Parts {
  const definitions = createDefinitions(platform.records);
  watchOtherProcesses(platform, definitions, stopping);
  return {
    async evaluate(project, flag, attributes) {
      const { definition } = await definitions.of(project);
      return evaluate(compileFlags(definition), flag, { attributes });
    },
    routes: releaseRoutes({ ...platform, definitions }),
    wires: [definitionsWire({ definitions, access, log: platform.log, stopping })],
  };
}
