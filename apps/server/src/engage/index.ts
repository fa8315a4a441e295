/**
 * Telling: those who asked hear, once, that it is on for them, and say whether it solved it; the
 * changelog tells the others. Nobody is told of what their own client does not have. Emits
 * `opportunity.reopening_asked` and `opportunity.solved_for`.
 */
import type { Loop, ProjectId } from '@tandem/contract';
import type { Access } from '../access/index.ts';
import type { Evidence } from '../evidence/index.ts';
import type { People } from '../people/index.ts';
import { tandem } from '../platform/history.ts';
import type { Parts, Platform } from '../platform/platform.ts';
import { readRelease, readReleases, type Release } from '../release/index.ts';
import type { Voice } from '../voice/index.ts';
import { createLookups, wantLookup, type Lookups } from './askers/actions.ts';
import { forgetPeople, gatherMerged } from './closures/actions.ts';
import { checkAnnouncement } from './entries/actions.ts';
import { scheduleClosures } from './jobs.ts';
import { readLoops } from './loops/reads.ts';
import { createOpenReleases } from './messages/reads.ts';
import { engageRoutes } from './routes.ts';
import { closeAsked } from './signals/actions.ts';
import './tables.ts';

export { createEntry } from './entries/actions.ts';
export { replayReceipts, type Receipt } from './receipts/actions.ts';
export { declineReopening } from './reopenings/actions.ts';

export interface Engage {
  /** Who asked, who was told and what they answered, by release and opportunity. */
  loops(project: ProjectId): Promise<readonly Loop[]>;
  /** Who asked for what this release brings is known as of now, whatever news still waits. */
  lookUp(project: ProjectId, release: string): Promise<void>;
}

type Lower = {
  readonly access: Pick<Access, 'audit' | 'projects' | 'membersOf'>;
  readonly people: Pick<People, 'onErasure'>;
  readonly voice: Pick<Voice, 'byIds' | 'sent' | 'add'>;
  readonly evidence: Pick<Evidence, 'askers' | 'items'>;
  readonly release: Pick<Release, 'onAnnounce'>;
};

export function createEngage(platform: Platform, lower: Lower): Engage & Parts {
  const lookups = createLookups({ ...platform, evidence: lower.evidence });
  const open = createOpenReleases();
  const needs = { ...platform, ...lower, lookups, open, secret: platform.config.secret };
  lower.release.onAnnounce(checkAnnouncement);
  lower.people.onErasure('engage', (project, { people }) =>
    platform.records.write(project, (writer) => forgetPeople(writer, people)),
  );
  followFacts(platform, lookups);
  platform.facts.on('opportunity.solved_for', ({ project, payload }) =>
    closeAsked(needs, project, payload),
  );
  scheduleClosures(platform, { jobs: platform.jobs, projects: lower.access.projects });
  return {
    loops: (project) => readLoops(needs, project),
    async lookUp(project, release) {
      await platform.records.write(project, (writer) => wantLookup(writer, [release]));
      const aimed = await platform.records.read(project, (reader) => readRelease(reader, release));
      await lookups.refresh(project, [aimed]);
    },
    routes: engageRoutes(needs),
  };
}

/** Who asked, and who is who, changes elsewhere. */
function followFacts({ facts, records, clock }: Platform, lookups: Lookups): void {
  const aimedAt = async (project: ProjectId, isMeant: (one: Aimed) => boolean) =>
    (await records.read(project, (reader) => readReleases(reader))).filter(
      (one) => one.state !== 'rolled_back' && isMeant(one),
    );
  const news = async (project: ProjectId, isMeant: (one: Aimed) => boolean) => {
    const ids = (await aimedAt(project, isMeant)).map(({ id }) => id);
    await records.write(project, (writer) => wantLookup(writer, ids));
  };

  // Browsers ask as soon as a flag turns on: by then it is known who is told.
  facts.on('release.moved', async ({ project, payload }) => {
    await lookups.refresh(project, await aimedAt(project, ({ id }) => id === payload.release));
  });
  facts.on('evidence.changed', async ({ project, payload: { to, relation } }) => {
    if (to.kind !== 'opportunity' || relation !== 'asked_for') return;
    await news(project, ({ opportunities }) => opportunities.includes(to.id));
  });
  facts.on('signal.redacted', ({ project }) => news(project, () => true));
  facts.on('person.merged', ({ project, payload }) => {
    const people = payload.overrides.flatMap(({ person, canonical }) => [person, canonical]);
    const by = { actor: tandem, at: clock.now() };
    return records.write(project, (writer) =>
      gatherMerged(writer, by, { project, people: [...new Set(people)] }),
    );
  });
}
type Aimed = Awaited<ReturnType<typeof readReleases>>[number];
