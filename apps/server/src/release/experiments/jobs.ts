import type { ExperimentResult, ProjectId } from '@tandem/contract';
import type { Access } from '../../access/index.ts';
import { tandem } from '../../platform/history.ts';
import type { Platform } from '../../platform/platform.ts';
import '../tables.ts';
import { invalidateExperiment } from './actions.ts';
import { isSure } from './arms/rules.ts';
import { runningExperiments } from './reads.ts';
import { analyse, type Sources } from './results/reads.ts';

export type SettleNeeds = Sources & {
  /** What clients are given is old. */
  readonly changed: (project: ProjectId) => void;
};

/** Every hour: an experiment whose people did not split as planned ends, before anybody believes it. */
export function scheduleChecks(
  needs: SettleNeeds,
  { jobs, projects }: Pick<Platform, 'jobs'> & Pick<Access, 'projects'>,
): void {
  jobs.schedule('check-experiments', '23 * * * *', async () => {
    for (const project of await projects()) await checkRunning(needs, project);
  });
}

/** Looks at each experiment of the project that runs, and ends what many looks do not explain. */
export async function checkRunning(needs: SettleNeeds, project: ProjectId): Promise<void> {
  const running = await needs.records.read(project, runningExperiments);
  for (const { id } of running) {
    const result = await analyse(needs, project, id);
    if (isSure(result)) await invalidate(needs, project, result);
  }
}

/** Gives the result at the end; an experiment whose result is invalid is moved to that state. */
export async function settle(needs: SettleNeeds, project: ProjectId, id: string) {
  const result = await analyse(needs, project, id);
  await invalidate(needs, project, result);
  return result;
}

async function invalidate(
  needs: SettleNeeds,
  project: ProjectId,
  { experiment: id, invalid, isFinal }: ExperimentResult,
): Promise<void> {
  if (invalid === null || isFinal) return;
  const by = { actor: tandem, at: needs.clock.now() };
  const because = invalid.message;
  await needs.records.write(project, (writer) => invalidateExperiment(writer, by, { id, because }));
  needs.changed(project);
}
