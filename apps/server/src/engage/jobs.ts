import type { ProjectId } from '@tandem/contract';
import { dayMs } from '@tandem/query';
import type { Access } from '../access/index.ts';
import { tandem } from '../platform/history.ts';
import type { Platform } from '../platform/platform.ts';
import { expire } from './closures/actions.ts';
import { answerDays } from './closures/rules.ts';

type Needs = Pick<Platform, 'records' | 'clock'>;

/** Every night: leases that nobody came back for end, and who never answered is not waited for. */
export function scheduleClosures(
  needs: Needs,
  { jobs, projects }: Pick<Platform, 'jobs'> & Pick<Access, 'projects'>,
): void {
  jobs.schedule('expire-closures', '37 4 * * *', async () => {
    for (const project of await projects()) await expireClosures(needs, project);
  });
}

export async function expireClosures({ records, clock }: Needs, project: ProjectId): Promise<void> {
  const now = clock.now();
  const by = { actor: tandem, at: now };
  const lapsed = new Date(now.getTime() - dayMs);
  const silent = new Date(now.getTime() - answerDays * dayMs);
  await records.write(project, (writer) => expire(writer, by, { lapsed, silent }));
}
