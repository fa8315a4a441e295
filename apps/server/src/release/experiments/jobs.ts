import type { ProjectId } from '@tandem/contract';
import type { Access } from '../../access/index.ts';
import { tandem } from '../../platform/history.ts';
import type { Platform } from '../../platform/platform.ts';
import '../tables.ts';
import { invalidateExperiment } from './actions.ts';
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

/** Looks at each experiment of the project that runs. */
export async function checkRunning(needs: SettleNeeds, project: ProjectId): Promise<void> {
  const running = await needs.records.read(project, runningExperiments);
  for (const { id } of running) await settle(needs, project, id);
}

/** Gives the result; an experiment whose result is invalid is moved to that state. */
export async function settle(needs: SettleNeeds, project: ProjectId, id: string) {
  const result = await analyse(needs, project, id);
  const { invalid } = result;
  if (invalid !== null && !result.isFinal) {
    const by = { actor: tandem, at: needs.clock.now() };
    const because = invalid.message;
    await needs.records.write(project, (writer) =>
      invalidateExperiment(writer, by, { id, because }),
    );
    needs.changed(project);
  }
  return result;
}
