/**
 * Launching small: flags, releases that switch a flag on ring by ring, and experiments in which
 * chance decides who gets what. What clients evaluate is derived from all three. Emits
 * `release.moved` and `experiment.moved`.
 */
import type { ExperimentResult, MetricRef, ProjectId } from '@tandem/contract';
import { compileFlags, type Flags } from '@tandem/flags';
import type { Access } from '../access/index.ts';
import type { Parts, Platform } from '../platform/platform.ts';
import { createDefinitions } from './definitions/reads.ts';
import { definitionsWire } from './definitions/wire.ts';
import { scheduleChecks } from './experiments/jobs.ts';
import { analyse, resultsWhere, type Measured, type Needs } from './experiments/results/reads.ts';
import { experimentRoutes } from './experiments/routes.ts';
import { watchOtherProcesses } from './jobs.ts';
import { releaseRoutes } from './routes.ts';
import type { CheckEntry } from './releases/actions.ts';
import './tables.ts';

export { readVersion } from './definitions/reads.ts';
export { createExperiment, moveExperiment } from './experiments/actions.ts';
export { listExperiments, readExperiment, readExperiments } from './experiments/reads.ts';
export type { Measured } from './experiments/results/reads.ts';
export { createFlag } from './flags/actions.ts';
export { readFlags } from './flags/reads.ts';
export { moveRelease, planRelease } from './releases/actions.ts';
export { readRelease, readReleases } from './releases/reads.ts';

type Lower = {
  readonly access: Pick<Access, 'keyOf' | 'projects' | 'timeZoneOf'>;
  readonly metrics: Needs['metrics'];
  readonly voice: Needs['voice'];
};

export interface Release {
  /** What clients were given is old: for who changed a flag or release by its actions. */
  changed(project: ProjectId): void;
  /** The flags of a project as clients evaluate them, compiled. */
  flags(project: ProjectId): Promise<Flags>;
  /** All that may be said of an experiment that was started; refuses one that was not. */
  result(project: ProjectId, experiment: string): Promise<ExperimentResult>;
  /** Experiments that were started and decide by this version of the metric, the newest first. */
  experimentsOn(project: ProjectId, metric: MetricRef): Promise<readonly Measured[]>;
  /** All experiments that were started, the newest first. */
  experiments(project: ProjectId): Promise<readonly Measured[]>;
  /** The domain that keeps the changelog says here which entry may announce a release. */
  onAnnounce(check: CheckEntry): void;
}

export function createRelease(
  platform: Platform,
  { access, metrics, voice }: Lower,
  stopping: AbortSignal,
): Release & Parts {
  const definitions = createDefinitions(platform.records);
  watchOtherProcesses(platform, definitions, stopping);
  const measuring = {
    ...platform,
    metrics,
    voice,
    timeZoneOf: access.timeZoneOf,
    changed: definitions.changed,
  };
  scheduleChecks(measuring, { jobs: platform.jobs, projects: access.projects });
  const checks: CheckEntry[] = [];
  const checkEntry: CheckEntry = async (writer, announced) => {
    for (const check of checks) await check(writer, announced);
  };
  const flags = async (project: ProjectId) =>
    compileFlags((await definitions.of(project)).definition);
  return {
    onAnnounce: (check) => void checks.push(check),
    changed: (project) => definitions.changed(project),
    flags,
    result: (project, experiment) => analyse(measuring, project, experiment),
    experimentsOn: (project, { id, version }) =>
      resultsWhere(measuring, project, ({ plan }) => {
        return plan.primary?.id === id && plan.primary.version === version;
      }),
    experiments: (project) => resultsWhere(measuring, project, () => true),
    routes: [
      ...releaseRoutes({ ...platform, definitions, checkEntry }),
      ...experimentRoutes(measuring),
    ],
    wires: [definitionsWire({ definitions, access, log: platform.log, stopping })],
  };
}
