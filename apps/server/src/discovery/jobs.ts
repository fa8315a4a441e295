import type { ProjectId } from '@tandem/contract';
import type { Access } from '../access/index.ts';
import { tandem } from '../platform/history.ts';
import type { Platform } from '../platform/platform.ts';
import { moveOpportunity } from './opportunities/actions.ts';
import { readOpportunity, showOpportunities, type Needs } from './opportunities/reads.ts';
import { needed } from './opportunities/rules.ts';
import './tables.ts';

/** Every night: what nobody spoke of for long is no longer known to be worth solving. */
export function scheduleExpiry(
  needs: Needs,
  { jobs, projects }: Pick<Platform, 'jobs'> & Pick<Access, 'projects'>,
): void {
  jobs.schedule('expire-opportunities', '27 4 * * *', async () => {
    for (const project of await projects()) await expireOpportunities(needs, project);
  });
}

/** Validated opportunities whose newest words are too old become stale; gives their ids. */
export async function expireOpportunities(needs: Needs, project: ProjectId): Promise<string[]> {
  const by = { actor: tandem, at: needs.clock.now() };
  const reason = `No new evidence for ${needed.freshDays} days`;
  const expired: string[] = [];
  for (const { id, state, criteria } of await showOpportunities(needs, project)) {
    const isFresh = criteria.some(({ name, passes }) => name === 'fresh' && passes);
    if (state !== 'validated' || isFresh) continue;
    await needs.records.write(project, async (writer) => {
      // Somebody may have bet on it meanwhile.
      if ((await readOpportunity(writer, id)).state !== 'validated') return;
      await moveOpportunity(writer, by, { id, move: 'expire', reason });
      expired.push(id);
    });
  }
  return expired;
}
