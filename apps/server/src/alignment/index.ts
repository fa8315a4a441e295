/**
 * Keeping everybody on the same page: briefs that other teams acknowledge text by text, and the
 * weekly pack of what changed in evidence, results, decisions and actions.
 */
import type { Brief, ProjectId } from '@tandem/contract';
import type { Access } from '../access/index.ts';
import type { People } from '../people/index.ts';
import type { Parts, Platform } from '../platform/platform.ts';
import { membersById } from '../pods/index.ts';
import { showBriefs } from './briefs/reads.ts';
import { scheduleLateness } from './jobs.ts';
import { forgetWords } from './packs/actions.ts';
import { readPackInput, type PackNeeds } from './packs/reads.ts';
import type { PackInput } from './packs/rules.ts';
import { alignmentRoutes } from './routes.ts';
import './tables.ts';

export { acknowledgeBrief, createBrief, sendBrief } from './briefs/actions.ts';
export { addAction, finishAction, makePack } from './packs/actions.ts';

type Lower = Omit<PackNeeds, 'records'> & {
  readonly people: Pick<People, 'onErasure'>;
  readonly access: Pick<Access, 'membersOf' | 'projects' | 'timeZoneOf'>;
};

export interface Alignment {
  /** With who has read which text, the newest first. */
  briefs(project: ProjectId): Promise<readonly Brief[]>;
  /** What a pack made at this instant says. */
  packInput(project: ProjectId, now: Date): Promise<PackInput>;
}

export function createAlignment(
  platform: Platform,
  { access, people, ...lower }: Lower,
): Alignment & Parts {
  scheduleLateness(platform, access);
  const { records, facts } = platform;
  const forget = (project: ProjectId) =>
    forgetWords({ records, evidence: lower.evidence }, project);
  facts.on('signal.redacted', ({ project }) => forget(project));
  people.onErasure('alignment', forget);
  return {
    async briefs(project) {
      const members = await membersById(access, project);
      return records.read(project, (reader) => showBriefs(reader, members));
    },
    async packInput(project, now) {
      const members = await membersById(access, project);
      return readPackInput({ records, ...lower }, { project, members, now });
    },
    routes: alignmentRoutes({ ...platform, ...lower, access }),
  };
}
