import { dayOf } from '@tandem/query';
import type { Access } from '../access/index.ts';
import { tandem } from '../platform/history.ts';
import type { Platform } from '../platform/platform.ts';
import { markLate } from './briefs/actions.ts';

/** Every night: who did not finish by the day a brief names is late. */
export function scheduleLateness(
  { jobs, records, clock }: Pick<Platform, 'jobs' | 'records' | 'clock'>,
  { projects, timeZoneOf }: Pick<Access, 'projects' | 'timeZoneOf'>,
): void {
  jobs.schedule('late-acknowledgements', '13 4 * * *', async () => {
    for (const project of await projects()) {
      const at = clock.now();
      const today = dayOf(at, await timeZoneOf(project));
      await records.write(project, (writer) => markLate(writer, { actor: tandem, at }, today));
    }
  });
}
