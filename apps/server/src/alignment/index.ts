/**
 * Keeping everybody on the same page: briefs that other teams acknowledge text by text, and the
 * weekly pack of what changed in evidence, results, decisions and actions.
 */
import type { Access } from '../access/index.ts';
import type { Parts, Platform } from '../platform/platform.ts';
import { scheduleLateness } from './jobs.ts';
import type { PackNeeds } from './packs/reads.ts';
import { alignmentRoutes } from './routes.ts';
import './tables.ts';

export { acknowledgeBrief, createBrief, sendBrief } from './briefs/actions.ts';

type Lower = Omit<PackNeeds, 'records'> & {
  readonly access: Pick<Access, 'membersOf' | 'projects' | 'timeZoneOf'>;
};

export function createAlignment(platform: Platform, { access, ...lower }: Lower): Parts {
  scheduleLateness(platform, access);
  return { routes: alignmentRoutes({ ...platform, ...lower, membersOf: access.membersOf }) };
}
